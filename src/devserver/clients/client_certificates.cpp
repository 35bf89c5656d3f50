#include "devserver/clients/client_certificates.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "devserver/refusal.h"
#include "devserver/tls/tls_context.h"

namespace oauthctl::devserver {
namespace {

/// The certificates of the keys, each in base64. The others in an x5c vouch for the first and belong to nobody here.
std::vector<std::string> certificates_in(const std::string& jwks) {
  std::vector<std::string> certificates;
  if (jwks.empty()) return certificates;
  const auto set = nlohmann::json::parse(jwks);
  for (const auto& key : set.at("keys")) {
    const auto chain = key.is_object() ? key.find("x5c") : key.end();
    if (chain == key.end() || !chain->is_array() || chain->empty() || !chain->front().is_string()) continue;
    certificates.push_back(chain->front());
  }
  return certificates;
}

bool is_registered(const PeerCertificate& shown, const std::string& jwks) {
  const auto registered = certificates_in(jwks);
  return std::find(registered.begin(), registered.end(), base64_encode(shown.der())) != registered.end();
}

}  // namespace

bool has_certificate(const std::string& jwks) {
  return !certificates_in(jwks).empty();
}

void check_certificate(const RegisteredClient& client, const std::optional<PeerCertificate>& shown) {
  if (!shown)
    throw invalid_client(std::string("the client shows no certificate: the server asks for one only at ") +
                         certificate_host);
  if (client.credential() == Credential::certificates) {
    if (!is_registered(*shown, client.rules.jwks))
      throw invalid_client("the certificate is not registered for the client");
    return;
  }
  if (!shown->is_vouched_for()) throw invalid_client("the certificate is not valid, or from another authority");
  if (!shown->names(client.certificate_rules.member, client.certificate_rules.value))
    throw invalid_client("the certificate belongs to another client");
}

}  // namespace oauthctl::devserver
