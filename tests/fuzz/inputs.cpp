#include "fuzz/inputs.h"

#include <charconv>

#include "base/text.h"

namespace oauthctl::fuzz {
namespace {

void read_field(std::string_view line, HttpResponse& answer) {
  const auto colon = line.find(": ");
  const std::string name = to_lower(line.substr(0, colon));
  const std::string_view value = line.substr(colon + 2);
  if (name == "status") {
    std::from_chars(value.data(), value.data() + value.size(), answer.status);
  } else {
    answer.headers.add(name, std::string(value));
  }
}

}  // namespace

std::string_view first_line(std::string_view& input) {
  const auto end = input.find('\n');
  const std::string_view line = input.substr(0, end);
  input.remove_prefix(end == std::string_view::npos ? input.size() : end + 1);
  return line;
}

HttpResponse answer_in(std::string_view input) {
  HttpResponse answer;
  answer.status = 200;
  answer.url = "https://as.example/endpoint";
  if (input.find("\n\n") == std::string_view::npos) {
    answer.headers.add("content-type", "application/json");
    answer.body = input;
    return answer;
  }
  while (!input.empty()) {
    const std::string_view line = first_line(input);
    if (line.find(": ") == std::string_view::npos) break;
    read_field(line, answer);
  }
  answer.body = input;
  return answer;
}

}  // namespace oauthctl::fuzz
