#include "devserver/endpoints/tokens/id_token.h"

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "devserver/refusal.h"
#include "jose/algorithm.h"
#include "jose/digest.h"

namespace oauthctl::devserver {
namespace {

/// Core §3.1.3.6: the left half of the hash that the signature uses.
std::string half_hash(const std::string& alg, const Secret& value) {
  const std::string whole = digest(find_algorithm(alg)->digest, value.reveal());
  return base64url_encode(std::string_view(whole).substr(0, whole.size() / 2));
}

void add_hash(nlohmann::json& claims, const char* name, const std::string& alg, const Secret& value) {
  if (!value.empty()) claims[name] = half_hash(alg, value);
}

}  // namespace

std::string acr_of(const AuthorizationServer& server, const SignIn& sign_in) {
  if (!sign_in.acr.empty()) return sign_in.acr;
  return server.options.auto_approve ? "0" : "1";
}

std::string make_id_token(AuthorizationServer& server, const RegisteredClient& client,
                          const IdTokenOccasion& occasion) {
  const SignIn& sign_in = occasion.sign_in;
  const auto account = server.accounts.find(sign_in.username);
  if (!account) throw invalid_grant("the account is gone");
  const std::string& asked = client.algorithms.id_token_signed_response_alg;
  const std::string alg = asked.empty() ? "RS256" : asked;
  const TimePoint now = server.now();
  nlohmann::json claims{{"iss", server.issuer},
                        {"sub", account->sub},
                        {"aud", client.client_id},
                        {"iat", epoch_seconds(now)},
                        {"exp", epoch_seconds(now + id_token_lifetime)},
                        {"acr", acr_of(server, sign_in)}};
  if (sign_in.auth_time) claims["auth_time"] = epoch_seconds(*sign_in.auth_time);
  if (!sign_in.nonce.empty()) claims["nonce"] = sign_in.nonce;
  add_hash(claims, "at_hash", alg, occasion.access_token);
  add_hash(claims, "c_hash", alg, occasion.code);
  return server.signing_keys.sign(claims, alg);
}

}  // namespace oauthctl::devserver
