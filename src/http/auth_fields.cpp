#include "http/auth_fields.h"

#include <algorithm>

#include "base/base64.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

std::string_view without_blanks(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  return first == std::string_view::npos ? std::string_view{} : text.substr(first);
}

}  // namespace

AuthField split_auth(std::string_view value) {
  const auto blank = value.find(' ');
  if (blank == std::string_view::npos) return {{}, value};
  return {value.substr(0, blank), without_blanks(value.substr(blank))};
}

std::optional<Params> quoted_parameters(std::string_view text) {
  Params out;
  while (!text.empty()) {
    const auto name_end = text.find("=\"");
    if (name_end == std::string_view::npos) return std::nullopt;
    const auto value_end = text.find('"', name_end + 2);
    if (value_end == std::string_view::npos) return std::nullopt;
    out.add(std::string(text.substr(0, name_end)), std::string(text.substr(name_end + 2, value_end - name_end - 2)));
    text = without_blanks(text.substr(value_end + 1));
    if (text.empty()) break;
    if (text.front() != ',') return std::nullopt;
    text = without_blanks(text.substr(1));
  }
  return out;
}

std::vector<std::string> basic_passwords(std::string_view base64) {
  // Whatever a lenient reader would take is hidden: either alphabet, with padding and without.
  std::string other(base64.substr(0, base64.find('=')));
  std::replace(other.begin(), other.end(), '+', '-');
  std::replace(other.begin(), other.end(), '/', '_');
  const std::string pair = base64url_decode(other).value_or("");
  const auto colon = pair.find(':');
  if (colon == std::string::npos) return {};
  std::vector<std::string> out = {pair.substr(colon + 1)};
  try {
    out.push_back(form_decode("password=" + out.front()).get("password"));
  } catch (const Error&) {
    // It was not encoded, as some servers require.
  }
  return out;
}

std::vector<std::string> cookie_values(std::string_view value) {
  std::vector<std::string> out;
  while (!value.empty()) {
    const auto end = value.find(';');
    const auto pair = value.substr(0, end);
    const auto equals = pair.find('=');
    if (equals != std::string_view::npos) out.emplace_back(pair.substr(equals + 1));
    value = end == std::string_view::npos ? std::string_view{} : value.substr(end + 1);
  }
  return out;
}

}  // namespace oauthctl
