#include "devserver/clients/auth_methods.h"

namespace oauthctl::devserver {
namespace {

struct AuthMethod {
  const char* name;
  Credential credential;
};

constexpr AuthMethod methods[] = {
    {"client_secret_basic", Credential::hashed_secret},
    {"client_secret_post", Credential::hashed_secret},
    {"client_secret_jwt", Credential::secret},
    {"private_key_jwt", Credential::keys},
    {"tls_client_auth", Credential::certified_name},
    {"self_signed_tls_client_auth", Credential::certificates},
    {"none", Credential::nothing},
};

}  // namespace

std::optional<Credential> credential_of(std::string_view method) {
  if (method.empty()) return Credential::hashed_secret;
  for (const AuthMethod& known : methods) {
    if (known.name == method) return known.credential;
  }
  return std::nullopt;
}

bool is_shown_by_tls(Credential credential) {
  return credential == Credential::certified_name || credential == Credential::certificates;
}

std::vector<std::string> supported_auth_methods(bool over_tls) {
  std::vector<std::string> names;
  for (const AuthMethod& method : methods) {
    if (over_tls || !is_shown_by_tls(method.credential)) names.emplace_back(method.name);
  }
  return names;
}

std::vector<std::string> confidential_auth_methods(bool over_tls) {
  auto names = supported_auth_methods(over_tls);
  std::erase(names, "none");
  return names;
}

std::vector<std::string> signing_algorithms(Credential credential) {
  if (credential == Credential::secret) return {"HS256", "HS384", "HS512"};
  if (credential != Credential::keys) return {};
  return {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"};
}

}  // namespace oauthctl::devserver
