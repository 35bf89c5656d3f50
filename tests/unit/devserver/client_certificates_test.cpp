#include "devserver/clients/client_certificates.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "devserver/refusal.h"
#include "support/certificates.h"

namespace oauthctl::devserver {
namespace {

using nlohmann::json;

PeerCertificate shown(const testing::Identity& identity, bool is_vouched_for) {
  return {certificate_of({identity.certificate, Secret()}), is_vouched_for};
}

const testing::Identity& own() {
  static const testing::Identity identity = testing::make_self_signed({"notes", "DNS:notes.example"});
  return identity;
}

RegisteredClient named_client() {
  RegisteredClient client;
  client.token_endpoint_auth_method = "tls_client_auth";
  client.certificate_rules = {"tls_client_auth_san_dns", "notes.example"};
  return client;
}

RegisteredClient self_signed_client(const json& x5c) {
  RegisteredClient client;
  client.token_endpoint_auth_method = "self_signed_tls_client_auth";
  client.rules.jwks = json{{"keys", {{{"kty", "EC"}, {"x5c", x5c}}}}}.dump();
  return client;
}

json x5c_of(const testing::Identity& identity) {
  return json::array({base64_encode(shown(identity, false).der())});
}

/// Why it is refused; empty: it is not.
std::string refusal(const RegisteredClient& client, const std::optional<PeerCertificate>& certificate) {
  try {
    check_certificate(client, certificate);
    return {};
  } catch (const Refusal& refusal) {
    EXPECT_EQ(refusal.error(), "invalid_client");
    EXPECT_EQ(refusal.status(), 401);
    return refusal.description();
  }
}

TEST(ClientCertificate, MustBeShown) {
  const std::string why = "the client shows no certificate: the server asks for one only at localhost";
  EXPECT_EQ(refusal(named_client(), std::nullopt), why);
  EXPECT_EQ(refusal(self_signed_client(x5c_of(own())), std::nullopt), why);
}

TEST(ClientCertificate, OfNoAuthorityOfOursIsRefusedWhateverItSays) {
  EXPECT_EQ(refusal(named_client(), shown(own(), false)), "the certificate is not valid, or from another authority");
}

TEST(ClientCertificate, WithAnotherNameIsRefused) {
  const auto other = testing::make_self_signed({"notes", "DNS:other.example"});
  EXPECT_EQ(refusal(named_client(), shown(other, true)), "the certificate belongs to another client");
}

TEST(ClientCertificate, OfOurAuthorityWithTheRegisteredNameIsTaken) {
  EXPECT_EQ(refusal(named_client(), shown(own(), true)), "");
}

TEST(ClientCertificate, ThatIsNotRegisteredIsRefusedWhoeverVouchesForIt) {
  const auto other = testing::make_self_signed({"notes", "DNS:notes.example"});
  const std::string why = "the certificate is not registered for the client";
  EXPECT_EQ(refusal(self_signed_client(x5c_of(own())), shown(other, true)), why);
  EXPECT_EQ(refusal(self_signed_client(json::array()), shown(own(), true)), why);
  json chain = x5c_of(other);
  chain.push_back(x5c_of(own()).front());
  EXPECT_EQ(refusal(self_signed_client(chain), shown(own(), true)), why) << "one that vouches is nobody's";
}

TEST(ClientCertificate, ThatIsRegisteredIsTakenWhoeverSignedIt) {
  EXPECT_EQ(refusal(self_signed_client(x5c_of(own())), shown(own(), false)), "");
}

TEST(CertificateRules, OfTwoNamesAreRefused) {
  const JsonObject metadata({{"tls_client_auth_san_dns", "a"}, {"tls_client_auth_san_ip", "192.0.2.1"}}, "x",
                            ErrorKind::protocol);
  try {
    read_certificate_rules(metadata);
    FAIL() << "they were taken";
  } catch (const Refusal& refusal) {
    EXPECT_EQ(refusal.error(), "invalid_client_metadata");
    EXPECT_EQ(refusal.description(), "tls_client_auth_san_dns and tls_client_auth_san_ip are both given: choose one");
  }
}

}  // namespace
}  // namespace oauthctl::devserver
