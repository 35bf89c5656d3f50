#include <algorithm>

#include "base/url.h"
#include "fuzz/harness.h"
#include "fuzz/properties.h"
#include "loopback/paste.h"

namespace oauthctl::fuzz {
namespace {

constexpr const char* redirect_uri = "http://127.0.0.1:8080/cb";

/// Blanks and quotes come along when a person copies.
std::string_view unwrapped(std::string_view text) {
  constexpr const char* wrapping = " \t\r\n\"'<>";
  const auto first = std::min(text.find_first_not_of(wrapping), text.size());
  text.remove_prefix(first);
  return text.substr(0, text.find_last_not_of(wrapping) + 1);
}

void check(std::string_view input) {
  for (const bool in_fragment : {false, true}) {
    std::optional<Params> answer;
    parses([&] { answer = parse_callback_url(input, redirect_uri, in_fragment); });
    if (!answer) continue;
    // The server chooses how the rest is spelled.
    const std::string_view text = unwrapped(input);
    const auto url = Url::parse(text.substr(0, text.find_first_of("?#")));
    require(url && url->is_loopback() && url->path == "/cb", "a URL that leads elsewhere counts as an answer");
  }
}

const Harness harness{"pasted_urls", check};

}  // namespace
}  // namespace oauthctl::fuzz
