#include "fuzz/harness.h"
#include "fuzz/properties.h"
#include "loopback/paste.h"

namespace oauthctl::fuzz {
namespace {

constexpr const char* redirect_uri = "http://127.0.0.1:8080/cb";

void check(std::string_view input) {
  for (const bool in_fragment : {false, true}) {
    std::optional<Params> answer;
    parses([&] { answer = parse_callback_url(input, redirect_uri, in_fragment); });
    if (!answer) continue;
    require(!answer->empty(), "a pasted URL without parameters counts as an answer");
  }
}

const Harness harness{"pasted_urls", check};

}  // namespace
}  // namespace oauthctl::fuzz
