#include "config/token_params.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "model/grant_types.h"

namespace oauthctl {
namespace {

constexpr const char* member = "token_params";

struct GrantName {
  std::string_view name;
  const char* grant_type;
};

constexpr GrantName grants[] = {
    {"authorization_code", "authorization_code"},
    {"code", "authorization_code"},
    {"refresh_token", "refresh_token"},
    {"client_credentials", "client_credentials"},
    {"client-credentials", "client_credentials"},
    {"password", "password"},
    {"urn:ietf:params:oauth:grant-type:device_code", "urn:ietf:params:oauth:grant-type:device_code"},
    {"device_code", "urn:ietf:params:oauth:grant-type:device_code"},
    {"device", "urn:ietf:params:oauth:grant-type:device_code"},
    {jwt_bearer_grant_type, jwt_bearer_grant_type},
    {"jwt-bearer", jwt_bearer_grant_type},
    {token_exchange_grant_type, token_exchange_grant_type},
    {"token-exchange", token_exchange_grant_type},
};

/// What was granted, and how the client proves who it is: a fixed value could only be wrong, or a secret in a second
/// place.
constexpr std::string_view owned[] = {"grant_type",    "code",
                                      "code_verifier", "refresh_token",
                                      "device_code",   "username",
                                      "password",      "assertion",
                                      "subject_token", "actor_token",
                                      "client_secret", "client_assertion",
                                      "client_id",     "client_assertion_type"};

const GrantName* grant_named(std::string_view name) {
  const auto* found =
      std::find_if(std::begin(grants), std::end(grants), [&](const auto& row) { return row.name == name; });
  return found == std::end(grants) ? nullptr : found;
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
    const GrantName* grant = grant_named(name);
    if (grant != nullptr) {
      add_all(given.object(name.c_str()), out[grant->grant_type]);
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
