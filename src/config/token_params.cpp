#include "config/token_params.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "model/grants.h"

namespace oauthctl {
namespace {

constexpr const char* member = "token_params";

/// Parameters that name the grant or authenticate the client. A fixed value would be wrong, or a second copy of a
/// secret.
constexpr std::string_view owned[] = {"grant_type",    "code",
                                      "code_verifier", "refresh_token",
                                      "device_code",   "username",
                                      "password",      "assertion",
                                      "subject_token", "actor_token",
                                      "client_secret", "client_assertion",
                                      "client_id",     "client_assertion_type"};

/// By the `grant_type` parameter, by its last part, or by the word after `--flow`; null for another word.
const GrantRules* grant_called(std::string_view name) {
  const auto is_called = [&](const GrantRules& row) {
    const std::string_view type = row.name;
    return name == type || name == row.flow || name == type.substr(type.rfind(':') + 1);
  };
  const auto found = std::find_if(all_grants().begin(), all_grants().end(), is_called);
  return found == all_grants().end() || name.empty() ? nullptr : &*found;
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
    const GrantRules* grant = grant_called(name);
    if (grant != nullptr) {
      add_all(given.object(name.c_str()), out[grant->name]);
    } else if (!given.part(name.c_str()).names().empty()) {
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
