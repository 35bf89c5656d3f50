#include "devserver/clients/request_object.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "devserver/refusal.h"
#include "signing_client.h"

namespace oauthctl::devserver {
namespace {

using nlohmann::json;

const json typed{{"typ", "oauth-authz-req+jwt"}};

json good_claims(const json& changes = json::object()) {
  json claims{{"iss", "notes"}, {"aud", issuer}, {"exp", now + 300}, {"client_id", "notes"}, {"scope", "openid"}};
  claims.update(changes);
  return claims;
}

std::string signed_by_key(const json& claims, const json& header = typed) {
  return sign_jws(header, to_text(claims), "ES256", own_key());
}

Params read(const RegisteredClient& client, const std::string& object) {
  return read_request_object(client, object, issuer, TimePoint(std::chrono::seconds(now)));
}

/// Why it is refused; empty: it is not.
std::string refusal(const RegisteredClient& client, const std::string& object) {
  try {
    read(client, object);
    return {};
  } catch (const Refusal& refusal) {
    EXPECT_EQ(refusal.error(), "invalid_request_object");
    return refusal.description();
  }
}

std::string refusal(const json& changes) {
  return refusal(client_with_key(), signed_by_key(good_claims(changes)));
}

TEST(RequestObject, IsRefusedForEachClaimThatIsNotAsItShouldBe) {
  const std::string start = "the request object: ";
  EXPECT_EQ(refusal({{"iss", "other"}}), start + "\"iss\" is not the client");
  EXPECT_EQ(refusal({{"aud", "https://other.example"}}), start + "\"aud\" is not this server, " + issuer);
  EXPECT_EQ(refusal({{"aud", issuer + "/token"}}), start + "\"aud\" is not this server, " + issuer);
  EXPECT_EQ(refusal({{"exp", nullptr}}), start + "\"exp\" is missing");
  EXPECT_EQ(refusal({{"exp", now}}), start + "\"exp\" is in the past");
  EXPECT_EQ(refusal({{"nbf", now + 1}}), start + "\"nbf\" is in the future");
  EXPECT_EQ(refusal({{"client_id", nullptr}}), start + "\"client_id\" is not the client");
  EXPECT_EQ(refusal({{"client_id", "other"}}), start + "\"client_id\" is not the client");
  EXPECT_EQ(refusal({{"request", "x"}}), start + "\"request\" cannot be in a request object");
  EXPECT_EQ(refusal({{"request_uri", "x"}}), start + "\"request_uri\" cannot be in a request object");
  EXPECT_EQ(refusal(json::object()), "") << "when all hold";
}

TEST(RequestObject, IsNotAJwtOfAnotherKind) {
  const std::string expected = "the request object's header: \"typ\" is not oauth-authz-req+jwt";
  EXPECT_EQ(refusal(client_with_key(), signed_by_key(good_claims(), json::object())), expected);
  EXPECT_EQ(refusal(client_with_key(), signed_by_key(good_claims(), {{"typ", "JWT"}})), expected);
}

TEST(RequestObject, IsRefusedWithoutASignatureOfTheClients) {
  const auto foreign = sign_jws(typed, to_text(good_claims()), "ES256", generate_key(KeyType::p256));
  EXPECT_EQ(refusal(client_with_key(), foreign), "the request object has a signature that is not the client's");
  EXPECT_NE(refusal(client_with_key(), "x"), "");
  // {"alg":"none","typ":"oauth-authz-req+jwt"}
  EXPECT_NE(refusal(client_with_key(), "eyJhbGciOiJub25lIiwidHlwIjoib2F1dGgtYXV0aHotcmVxK2p3dCJ9.e30."), "");
}

TEST(RequestObject, IsRefusedWithAnotherAlgorithmThanTheRegisteredOne) {
  RegisteredClient client = client_with_key();
  client.rules.request_object_signing_alg = "PS256";
  EXPECT_EQ(refusal(client, signed_by_key(good_claims())),
            "the request object is signed with \"ES256\", expected \"PS256\"");
}

TEST(RequestObject, OfAClientWithoutKeysIsRefused) {
  RegisteredClient client = client_with_secret();
  EXPECT_NE(refusal(client, signed_by_key(good_claims())), "");
  client.token_endpoint_auth_method = "client_secret_basic";
  const auto with_secret = sign_jws(typed, to_text(good_claims()), "HS256", client.client_secret);
  EXPECT_NE(refusal(client, with_secret), "");
  EXPECT_TRUE(request_object_algorithms(client).empty());
}

TEST(RequestObject, IsSignedWithTheSecretOfAClientThatSignsWithIt) {
  const RegisteredClient client = client_with_secret();
  const auto object = sign_jws(typed, to_text(good_claims()), "HS512", client.client_secret);
  EXPECT_EQ(read(client, object), (Params{{"client_id", "notes"}, {"scope", "openid"}}));
}

TEST(RequestObject, HoldsParametersOfEveryKind) {
  const Params params = read(client_with_key(), signed_by_key(good_claims({{"max_age", 60},
                                                                           {"resource", {"https://a", "https://b"}},
                                                                           {"claims", {{"id_token", json::object()}}},
                                                                           {"authorization_details", {{{"type", "a"}}}},
                                                                           {"jti", "x"},
                                                                           {"sub", "x"},
                                                                           {"state", ""},
                                                                           {"nonce", nullptr}})));
  EXPECT_EQ(params, (Params{{"authorization_details", R"([{"type":"a"}])"},
                            {"claims", R"({"id_token":{}})"},
                            {"client_id", "notes"},
                            {"max_age", "60"},
                            {"resource", "https://a"},
                            {"resource", "https://b"},
                            {"scope", "openid"}}));
}

}  // namespace
}  // namespace oauthctl::devserver
