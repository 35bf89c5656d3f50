#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "jose/jws.h"
#include "jose/keys/jwk.h"
#include "oauth/identity/introspection.h"
#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

constexpr TimePoint now{1'800'000'000s};

const PrivateKey& server_key() {
  static const PrivateKey key = generate_key(KeyType::p256);
  return key;
}

Secret token(const json& claims, const char* typ = "at+jwt", const PrivateKey& key = server_key()) {
  return Secret(sign_jws({{"typ", typ}}, claims.dump(), "ES256", key));
}

/// A token in which all holds; each test breaks one thing.
class JwtAccessToken : public ::testing::Test {
 protected:
  JwtAccessToken() {
    server_.issuer = "https://as.example";
    client_.client_id = "client";
  }
  Introspection checked(const Secret& jwt) const {
    const JwkSet keys = JwkSet::parse(json{{"keys", {public_jwk(server_key().public_key())}}}.dump(), "the set");
    return verify_jwt_access_token(jwt, server_, client_, keys, now);
  }
  std::string refusal(const Secret& jwt) const {
    const Error error = thrown_by([&] { checked(jwt); });
    EXPECT_EQ(error.kind(), ErrorKind::protocol);
    return error.message();
  }
  std::string refusal_with(const char* claim, const json& value) {
    json changed = claims_;
    changed[claim] = value;
    return refusal(token(changed));
  }

  json claims_ = {{"iss", "https://as.example"},
                  {"aud", "https://api.example"},
                  {"client_id", "client"},
                  {"sub", "alice"},
                  {"scope", "read"},
                  {"exp", now.time_since_epoch().count() + 60}};
  ServerMetadata server_;
  Client client_;
};

TEST_F(JwtAccessToken, IsOneThatSaysSo) {
  EXPECT_FALSE(is_jwt_access_token(Secret("opaque")));
  EXPECT_FALSE(is_jwt_access_token(Secret("a.b.c")));
  EXPECT_FALSE(is_jwt_access_token(token(claims_, "JWT"))) << "an ID token must not pass for one (RFC 9068 §4)";
  EXPECT_TRUE(is_jwt_access_token(token(claims_)));
  EXPECT_TRUE(is_jwt_access_token(token(claims_, "application/at+JWT")));
}

TEST_F(JwtAccessToken, ByAnotherKeyIsRefused) {
  EXPECT_EQ(refusal(token(claims_, "at+jwt", generate_key(KeyType::p256))),
            "the access token has a signature that is not the server's");
}

TEST_F(JwtAccessToken, WithAMacIsRefused) {
  const Secret mac(sign_jws({{"typ", "at+jwt"}}, claims_.dump(), "HS256", Secret(std::string(32, 's'))));
  EXPECT_TRUE(refusal(mac).starts_with(R"(the access token is signed with "HS256", expected)"));
}

TEST_F(JwtAccessToken, OfAnotherServerOrClientIsRefused) {
  EXPECT_EQ(refusal_with("iss", "https://other.example"),
            R"(the access token: "iss" is "https://other.example", expected "https://as.example")");
  EXPECT_EQ(refusal_with("client_id", "other"), R"(the access token: "client_id" is "other", expected "client")");
}

TEST_F(JwtAccessToken, ThatLacksARequiredClaimIsRefused) {
  for (const char* claim : {"iss", "aud", "client_id", "exp"}) {
    json changed = claims_;
    changed.erase(claim);
    EXPECT_EQ(refusal(token(changed)), "the access token: \"" + std::string(claim) + "\" is missing");
  }
}

TEST_F(JwtAccessToken, OfAClientThatActsForItselfNamesNobody) {
  claims_.erase("sub");
  claims_["scope"] = {"read", "write"};
  const Introspection said = checked(token(claims_));
  EXPECT_TRUE(said.active);
  EXPECT_EQ(said.sub, "");
  EXPECT_EQ(said.scope, "read write");
}

TEST_F(JwtAccessToken, ThatHasExpiredIsNotActive) {
  claims_["exp"] = now.time_since_epoch().count();
  EXPECT_FALSE(checked(token(claims_)).active);
}

TEST_F(JwtAccessToken, ThatHoldsIsActive) {
  const Introspection said = checked(token(claims_));
  EXPECT_TRUE(said.active);
  EXPECT_EQ(said.sub, "alice");
  EXPECT_EQ(said.scope, "read");
  EXPECT_EQ(said.exp, now + 60s);
}

TEST_F(JwtAccessToken, IsForTheResourcesThatItNames) {
  using Uris = std::vector<std::string>;
  EXPECT_EQ(missing_resources({"https://api.example"}, token(claims_)), Uris{});
  EXPECT_EQ(missing_resources({"https://api.example/"}, token(claims_)), Uris{});
  EXPECT_EQ(missing_resources({}, token(claims_)), Uris{});
  EXPECT_EQ(missing_resources({"https://api.example", "https://b.example"}, token(claims_)), Uris{"https://b.example"});
  EXPECT_EQ(missing_resources({"https://b.example"}, token(claims_, "JWT")), Uris{}) << "not ours to read";
  EXPECT_EQ(missing_resources({"https://b.example"}, Secret("opaque")), Uris{});
  claims_["aud"] = {"urn:a", "urn:b"};
  EXPECT_EQ(missing_resources({"urn:b"}, token(claims_)), Uris{});
  claims_["aud"] = 7;
  EXPECT_EQ(missing_resources({"urn:b"}, token(claims_)), Uris{"urn:b"});
}

}  // namespace
}  // namespace oauthctl
