#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "conversation.h"
#include "jose/digest.h"
#include "jose/jws.h"

namespace oauthctl::testing {
namespace {

JwkSet published_keys(const DevServer& server) {
  return JwkSet::parse(get(server, "/jwks").body, "the keys");
}

std::string left_half_of_sha(const char* name, const std::string& value) {
  const std::string whole = digest(name, value);
  return base64url_encode(whole.substr(0, whole.size() / 2));
}

/// The claims, after verifying the signature.
nlohmann::json verified(const DevServer& server, const std::string& id_token, const std::string& alg) {
  const UnverifiedJws jws = parse_jws(id_token, "the ID token");
  verify(jws, published_keys(server), {alg});
  return nlohmann::json::parse(jws.payload);
}

/// The ID token of a client that wants it signed so.
std::string id_token_of_client_with(const DevServer& server, const std::string& alg) {
  const auto client =
      post_json(server, "/register", {{"redirect_uris", {redirect_uri}}, {"id_token_signed_response_alg", alg}}).json();
  const std::string id = client.at("client_id");
  return post(server, "/token",
              {{"grant_type", "authorization_code"},
               {"code", new_code(server, {{"client_id", id}})},
               {"redirect_uri", redirect_uri},
               {"code_verifier", code_verifier}},
              basic(id, client.at("client_secret")))
      .json()
      .at("id_token");
}

Answer rotate(const DevServer& server, bool withdraw) {
  return post_json(server, "/rotate_keys", {{"withdraw", withdraw}});
}

class DevServerIdToken : public ::testing::Test {
 protected:
  DevServer server_{{"--auto-approve"}};
};

TEST_F(DevServerIdToken, IsIssuedToWhoAsksForOpenidAlone) {
  EXPECT_FALSE(sign_in(server_, {{"scope", "api.read"}}).contains("id_token"));
  const Params own{{"grant_type", "client_credentials"}};
  EXPECT_FALSE(post(server_, "/token", own, basic(server_)).json().contains("id_token"));
  EXPECT_TRUE(sign_in(server_).contains("id_token"));
}

TEST_F(DevServerIdToken, SaysWhoSignedInWhenForWhichClientAndWithWhichToken) {
  const auto tokens = sign_in(server_, {{"nonce", "n-1"}});
  const auto claims = verified(server_, tokens.at("id_token"), "RS256");
  EXPECT_EQ(claims.at("iss"), server_.issuer());
  EXPECT_EQ(claims.at("aud"), "oauthctl-dev");
  EXPECT_EQ(claims.at("nonce"), "n-1");
  EXPECT_EQ(claims.at("acr"), "0") << "nobody was asked for a password";
  EXPECT_EQ(claims.at("at_hash"), left_half_of_sha("SHA256", tokens.at("access_token")));
  EXPECT_EQ(claims.at("exp").get<int>() - claims.at("iat").get<int>(), 3600);
  EXPECT_LE(claims.at("auth_time"), claims.at("iat"));
  const auto userinfo = get(server_, "/userinfo", bearer(tokens.at("access_token"))).json();
  EXPECT_EQ(claims.at("sub"), userinfo.at("sub"));
}

TEST_F(DevServerIdToken, OfARenewalIsAboutTheSameSignInAndHasNoNonce) {
  const auto first = sign_in(server_, {{"nonce", "n-1"}});
  const auto before = verified(server_, first.at("id_token"), "RS256");
  const auto after = verified(server_, refresh(server_, first.at("refresh_token")).json().at("id_token"), "RS256");
  EXPECT_FALSE(after.contains("nonce"));
  for (const char* claim : {"iss", "sub", "aud", "auth_time"}) EXPECT_EQ(after.at(claim), before.at(claim)) << claim;
  EXPECT_NE(after.at("at_hash"), before.at("at_hash"));
}

TEST_F(DevServerIdToken, RefusesToRegisterAnAlgorithmThatItDoesNotHave) {
  for (const char* alg : {"none", "HS256", "rs256", "RS384"}) {
    EXPECT_EQ(
        post_json(server_, "/register", {{"redirect_uris", {redirect_uri}}, {"id_token_signed_response_alg", alg}})
            .error(),
        "invalid_client_metadata")
        << alg;
  }
}

TEST_F(DevServerIdToken, IsSignedAsTheClientIsRegistered) {
  const auto listed = get(server_, "/.well-known/openid-configuration").json();
  for (const char* alg : {"RS256", "PS256", "ES256", "EdDSA"}) {
    EXPECT_THAT(listed.at("id_token_signing_alg_values_supported"), ::testing::Contains(alg));
    EXPECT_NO_THROW(verified(server_, id_token_of_client_with(server_, alg), alg)) << alg;
  }
}

TEST_F(DevServerIdToken, RotatedKeysStayPublishedForWhatTheySigned) {
  const std::string old_token = sign_in(server_).at("id_token");
  EXPECT_EQ(rotate(server_, false).status, 204);
  const std::string new_token = sign_in(server_).at("id_token");
  EXPECT_NE(parse_jws(new_token, "new").kid, parse_jws(old_token, "old").kid);
  EXPECT_NO_THROW(verified(server_, old_token, "RS256"));
  EXPECT_NO_THROW(verified(server_, new_token, "RS256"));
}

TEST_F(DevServerIdToken, WithdrawnKeysAreGone) {
  const std::string old_token = sign_in(server_).at("id_token");
  EXPECT_EQ(rotate(server_, true).status, 204);
  EXPECT_THROW(verified(server_, old_token, "RS256"), Error);
}

TEST_F(DevServerIdToken, AnotherSiteCannotHaveTheKeysRotated) {
  const auto before = get(server_, "/jwks").body;
  EXPECT_EQ(post(server_, "/rotate_keys", {{"withdraw", "true"}}).status, 415);
  EXPECT_EQ(get(server_, "/jwks").body, before);
}

TEST(DevServer, ReplacesKeysThatAreOlderThanTheirLifetime) {
  const DevServer server({"--auto-approve", "--key-lifetime", "0"});
  const std::string old_token = sign_in(server).at("id_token");
  const std::string new_token = sign_in(server).at("id_token");
  EXPECT_NE(parse_jws(new_token, "new").kid, parse_jws(old_token, "old").kid);
}

TEST_F(DevServerIdToken, KeysAndMetadataMayBeKeptForAWhileAndNothingElse) {
  for (const char* path : {"/jwks", "/.well-known/openid-configuration"}) {
    const Answer answer = get(server_, path);
    EXPECT_EQ(answer.header("cache-control"), "public, max-age=300") << path;
    EXPECT_EQ(answer.headers.count("cache-control"), 1U) << path;
  }
  EXPECT_EQ(get(server_, "/stats").header("cache-control"), "no-store");
}

}  // namespace
}  // namespace oauthctl::testing
