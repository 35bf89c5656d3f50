#include "model/response_type.h"

#include <vector>

#include "base/text.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

[[noreturn]] void refuse(std::string_view text, std::string_view source) {
  throw Error(ErrorKind::usage, std::string(source) + ": '" + printable(text, 60) +
                                    "' is not one of code, token, id_token, 'id_token token', 'code id_token', "
                                    "'code token', 'code id_token token'");
}

}  // namespace

std::string ResponseType::text() const {
  std::vector<std::string> named;
  if (code) named.emplace_back("code");
  if (id_token) named.emplace_back("id_token");
  if (token) named.emplace_back("token");
  return join(named);
}

ResponseType parse_response_type(std::string_view text, std::string_view source) {
  ResponseType type{.code = false};
  const auto named = words(text);
  for (const std::string& word : named) {
    bool* const known = word == "code"       ? &type.code
                        : word == "id_token" ? &type.id_token
                        : word == "token"    ? &type.token
                                             : nullptr;
    if (known == nullptr || *known) refuse(text, source);
    *known = true;
  }
  if (named.empty()) refuse(text, source);
  return type;
}

}  // namespace oauthctl
