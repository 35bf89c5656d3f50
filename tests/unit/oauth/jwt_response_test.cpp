#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "jose/jws.h"
#include "jose/keys/jwk.h"
#include "oauth/identity/introspection.h"
#include "oauth/identity/userinfo.h"
#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

using nlohmann::json;

const PrivateKey& server_key() {
  static const PrivateKey key = generate_key(KeyType::p256);
  return key;
}

/// A signed answer in which all holds; each test breaks one thing.
class SignedAnswer : public ::testing::Test {
 protected:
  SignedAnswer() {
    server_.issuer = "https://as.example";
    client_.client_id = "client";
    client_.userinfo_signed_response_alg = client_.introspection_signed_response_alg = "ES256";
  }
  static JwkSet keys() {
    return JwkSet::parse(json{{"keys", {public_jwk(server_key().public_key())}}}.dump(), "the set");
  }
  static HttpResponse answer(const std::string& body, const char* type, int status = 200) {
    return {status, {{"content-type", type}}, body, ""};
  }
  static std::string token(const json& header, const json& claims, const PrivateKey& key = server_key()) {
    return sign_jws(header, claims.dump(), "ES256", key);
  }
  std::optional<Account> userinfo(const HttpResponse& response) const {
    return verify_userinfo_response(response, server_, client_, keys());
  }
  std::optional<Introspection> introspection(const HttpResponse& response) const {
    return verify_introspection_response(response, server_, client_, keys());
  }
  std::string userinfo_refusal(const json& claims, const PrivateKey& key = server_key()) const {
    return refusal([&] { userinfo(answer(token({}, claims, key), "application/jwt")); });
  }
  std::string introspection_refusal(const json& header, const json& claims) const {
    return refusal([&] { introspection(answer(token(header, claims), introspection_type)); });
  }
  template <typename Call>
  static std::string refusal(Call call) {
    const Error error = thrown_by(call);
    EXPECT_EQ(error.kind(), ErrorKind::protocol);
    return error.message();
  }
  static json without(json object, const char* name) {
    object.erase(name);
    return object;
  }
  static json with(json object, const char* name, const json& value) {
    object[name] = value;
    return object;
  }

  static constexpr const char* introspection_type = "application/token-introspection+jwt";
  const json header_ = {{"typ", "token-introspection+jwt"}};
  const json claims_ = {{"iss", "https://as.example"}, {"aud", "client"}, {"sub", "alice"}};
  const json introspected_ = {{"iss", "https://as.example"},
                              {"aud", {"client", "other"}},
                              {"token_introspection", {{"active", true}, {"sub", "alice"}, {"exp", 1'800'000'000}}}};
  ServerMetadata server_;
  Client client_;
};

TEST_F(SignedAnswer, OfUserinfoByAnotherKeyIsRefused) {
  EXPECT_EQ(userinfo_refusal(claims_, generate_key(KeyType::p256)),
            "the answer of the userinfo endpoint has a signature that is not the server's");
}

TEST_F(SignedAnswer, OfUserinfoForAnotherClientOrByAnotherServerIsRefused) {
  const std::string who = "the answer of the userinfo endpoint: ";
  EXPECT_EQ(userinfo_refusal(with(claims_, "aud", "other")), who + R"("aud" is "other", expected "client")");
  EXPECT_EQ(userinfo_refusal(without(claims_, "aud")), who + R"("aud" is missing)");
  EXPECT_EQ(userinfo_refusal(with(claims_, "iss", "https://other.example")),
            who + R"("iss" is "https://other.example", expected "https://as.example")");
  EXPECT_EQ(userinfo_refusal(without(claims_, "iss")), who + R"("iss" is missing)");
}

TEST_F(SignedAnswer, OfUserinfoByAnotherAlgorithmIsRefused) {
  client_.userinfo_signed_response_alg = "RS256";
  EXPECT_EQ(userinfo_refusal(claims_),
            R"(the answer of the userinfo endpoint is signed with "ES256", expected "RS256")");
}

TEST_F(SignedAnswer, MustBeSigned) {
  EXPECT_EQ(refusal([&] { userinfo(answer(R"({"sub":"alice"})", "application/json")); }),
            "the answer of the userinfo endpoint is not signed, though it should be");
  EXPECT_EQ(refusal([&] { introspection(answer(R"({"active":true})", "application/json")); }),
            "the answer of the introspection endpoint is not signed, though it should be");
}

TEST_F(SignedAnswer, ThatTheClientDoesNotKnowOfNamesTheWayOut) {
  const Error error =
      thrown_by([&] { parse_userinfo_response(answer(token({}, claims_), "application/jwt; charset=utf-8")); });
  EXPECT_EQ(error.kind(), ErrorKind::protocol);
  EXPECT_NE(error.hint().text().find("userinfo_signed_response_alg"), std::string::npos);
}

TEST_F(SignedAnswer, OfUserinfoThatRefusesTheTokenIsNothing) {
  EXPECT_EQ(userinfo(answer("", "text/plain", 401)), std::nullopt);
}

TEST_F(SignedAnswer, OfUserinfoThatHoldsNamesTheAccount) {
  EXPECT_EQ(userinfo(answer(token({}, claims_), "application/jwt"))->sub, "alice");
}

TEST_F(SignedAnswer, OfUserinfoCanBeSignedWithTheClientsSecret) {
  client_.client_secret = Secret(std::string(32, 's'));
  client_.userinfo_signed_response_alg = "HS256";
  const auto response = answer(sign_jws({}, claims_.dump(), "HS256", client_.client_secret), "application/jwt");
  EXPECT_EQ(verify_userinfo_response(response, server_, client_, std::nullopt)->sub, "alice");
  client_.client_secret = {};
  EXPECT_EQ(thrown_by([&] { userinfo(response); }).kind(), ErrorKind::usage);
}

TEST_F(SignedAnswer, OfIntrospectionMustBeMadeForThatPurpose) {  // RFC 9701 §8.1
  const std::string who = "the answer of the introspection endpoint's header: ";
  EXPECT_EQ(introspection_refusal({{"typ", "JWT"}}, introspected_),
            who + R"("typ" is "JWT", expected "token-introspection+jwt")");
  EXPECT_EQ(introspection_refusal(json::object(), introspected_),
            who + R"("typ" is "", expected "token-introspection+jwt")");
}

TEST_F(SignedAnswer, OfIntrospectionMustBeForUsAndSayIt) {
  const std::string who = "the answer of the introspection endpoint: ";
  EXPECT_EQ(introspection_refusal(header_, with(introspected_, "aud", "other")),
            who + R"("aud" is "other", expected "client")");
  EXPECT_EQ(introspection_refusal(header_, with(introspected_, "iss", "https://other.example")),
            who + R"("iss" is "https://other.example", expected "https://as.example")");
  EXPECT_EQ(introspection_refusal(header_, without(introspected_, "token_introspection")),
            who + R"("token_introspection" is missing)");
  EXPECT_EQ(introspection_refusal(header_, with(introspected_, "token_introspection", {{"active", "true"}})),
            who + R"("token_introspection.active" must be true or false, not a string)");
}

TEST_F(SignedAnswer, OfIntrospectionThatHoldsIsRead) {
  const auto said = introspection(answer(token(header_, introspected_), introspection_type));
  EXPECT_TRUE(said->active);
  EXPECT_EQ(said->sub, "alice");
  const json full_name = {{"typ", "application/Token-Introspection+JWT"}};
  EXPECT_TRUE(introspection(answer(token(full_name, introspected_), introspection_type))->active);
}

TEST_F(SignedAnswer, OfIntrospectionThatRefusesTheClientIsNothing) {
  EXPECT_EQ(introspection(answer(R"({"error":"invalid_client"})", "application/json", 401)), std::nullopt);
}

}  // namespace
}  // namespace oauthctl
