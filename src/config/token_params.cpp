#include "config/token_params.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/text.h"
#include "model/grants.h"

namespace oauthctl {
namespace {

constexpr const char* member = "token_params";

/// What was granted, and how the client proves who it is: a fixed value could only be wrong, or a secret in a second
/// place.
constexpr std::string_view owned[] = {"grant_type",    "code",
                                      "code_verifier", "refresh_token",
                                      "device_code",   "username",
                                      "password",      "assertion",
                                      "subject_token", "actor_token",
                                      "client_secret", "client_assertion",
                                      "client_id",     "client_assertion_type"};

/// By its `grant_type`, by the word after `--flow`, or by the last word of its URN.
std::optional<GrantType> grant_called(std::string_view name) {
  if (const auto grant = grant_named(name)) return grant;
  return name == "device_code" ? GrantType::device_code : grant_of_flow(name);
}

void add(const JsonObject& object, const std::string& name, Params& params) {
  if (std::find(std::begin(owned), std::end(owned), name) != std::end(owned))
    object.fail(name.c_str(), "belongs to the protocol and cannot be set");
  params.add(name, object.string(name.c_str()));
}

void add_all(const JsonObject& object, Params& params) {
  for (const std::string& name : object.names()) add(object, name, params);
}

}  // namespace

std::map<std::string, Params> read_token_params(const JsonObject& client) {
  std::map<std::string, Params> out;
  const JsonObject given = client.object(member);
  for (const std::string& name : given.names()) {
    const auto grant = grant_called(name);
    if (grant) {
      add_all(given.object(name.c_str()), out[name_of(*grant)]);
    } else if (given.value().at(name).is_object()) {
      given.fail(name.c_str(),
                 "is not a grant type; expected authorization_code, refresh_token, client_credentials, "
                 "password, device_code, jwt-bearer or token-exchange");
    } else {
      add(given, name, out[""]);
    }
  }
  return out;
}

}  // namespace oauthctl
