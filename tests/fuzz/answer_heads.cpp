#include <algorithm>

#include "fuzz/harness.h"
#include "fuzz/inputs.h"
#include "fuzz/properties.h"
#include "http/answer_reader.h"

namespace oauthctl::fuzz {
namespace {

/// As curl hands an answer on: the head line by line with its line ends, and after the empty line the body.
void read(AnswerReader& reader, std::string_view input) {
  while (!input.empty() && !reader.has_head()) {
    const std::string line = std::string(first_line(input)) + '\n';
    reader.header_line(line == "\n" ? "\r\n" : line);
  }
  while (!input.empty()) {
    reader.body_piece(input.substr(0, 1000));
    input.remove_prefix(std::min<std::size_t>(1000, input.size()));
  }
}

void check(std::string_view input) {
  HttpRequest request;
  request.url = "https://as.example/token";
  request.max_body = 4096;
  parses([&] {
    AnswerReader reader(request, "https://as.example/token", false);
    read(reader, input);
    require(reader.answer().body.size() <= request.max_body, "a body is longer than it may be");
  });
}

const Harness harness{"answer_heads", check};

}  // namespace
}  // namespace oauthctl::fuzz
