#include "devserver/clients/client_assertions.h"

#include "devserver/clients/auth_methods.h"
#include "devserver/clients/client_jwt.h"
#include "devserver/refusal.h"

namespace oauthctl::devserver {
namespace {

constexpr const char* source = "the client assertion";

/// From the client's registered method, never from what the assertion says about itself.
AllowedAlgorithms allowed_algorithms(const RegisteredClient& client) {
  if (const std::string& alg = client.rules.token_endpoint_auth_signing_alg; !alg.empty()) return {alg};
  return signing_algorithms(client.credential());
}

}  // namespace

void ClientAssertions::check(const RegisteredClient& client, const std::string& assertion) {
  try {
    // RFC 7523 §3 item 3 allows the token endpoint. RFC 9126 §2 allows it for pushed requests too, and /par itself.
    const std::vector<std::string> audiences{issuer_, issuer_ + "/token", issuer_ + "/par"};
    const JsonObject claims =
        read_client_jwt(client, parse_jws(assertion, source), {allowed_algorithms(client), audiences, now_()});
    if (claims.string("sub") != client.client_id) claims.fail("sub", "is not the client");
    const std::string jti = claims.required_string("jti");
    remember(client.client_id, jti, TimePoint(std::chrono::seconds(claims.integer("exp").value_or(0))));
  } catch (const Error& error) {
    throw invalid_client(error.message());
  }
}

void ClientAssertions::remember(const std::string& client_id, const std::string& jti, TimePoint until) {
  const std::lock_guard lock(mutex_);
  std::erase_if(seen_, [now = now_()](const auto& one) { return one.second <= now; });
  if (seen_.emplace(std::pair(client_id, jti), until).second) return;
  throw invalid_client(std::string(source) + " was used before");
}

std::string subject_of(const std::string& assertion) {
  try {
    return JsonObject::parse(parse_jws(assertion, source).payload, source, ErrorKind::protocol).string("sub");
  } catch (const Error&) {
    return {};
  }
}

}  // namespace oauthctl::devserver
