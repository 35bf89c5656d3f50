#include "oauth/jarm.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <nlohmann/json.hpp>

#include "jose/digest.h"
#include "jose/jwe.h"
#include "jose/jws.h"
#include "jose/keys/jwk.h"
#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

constexpr TimePoint now{1'800'000'000s};  // 2027-01-15T08:00:00Z

std::int64_t at(std::chrono::seconds from_now) {
  return (now + from_now).time_since_epoch().count();
}

const PrivateKey& server_key() {
  static const PrivateKey key = generate_key(KeyType::p256);
  return key;
}

/// A response in which all holds; each test breaks one thing.
class SignedResponse : public ::testing::Test {
 protected:
  SignedResponse() {
    server_.issuer = "https://as.example";
    server_.jwks_uri = "https://as.example/jwks";
    client_.client_id = "client";
    client_.response_mode = "jwt";
    client_.authorization_signed_response_alg = "ES256";
  }

  Params received(const PrivateKey& key = server_key()) const {
    return {{"response", sign_jws({{"kid", "1"}}, claims_.dump(), "ES256", key)}};
  }
  Params read(const Params& received) const { return verify_signed_response(received, server_, client_, keys_, now); }
  std::string message(const Params& received) const {
    const Error error = thrown_by([&] { read(received); });
    EXPECT_EQ(error.kind(), ErrorKind::protocol);
    return error.message();
  }
  std::string message_with(const char* claim, const json& value) {
    claims_[claim] = value;
    return message(received());
  }
  std::string message_without(const char* claim) {
    claims_.erase(claim);
    return message(received());
  }

  static JwkSet set_of(const PrivateKey& key) {
    json jwk = public_jwk(key.public_key());
    jwk["kid"] = "1";
    return JwkSet::parse(json{{"keys", {jwk}}}.dump(), "the set");
  }

  ServerMetadata server_;
  Client client_;
  std::optional<JwkSet> keys_ = set_of(server_key());
  json claims_ = {{"iss", "https://as.example"}, {"aud", "client"}, {"exp", at(300s)}, {"state", "s"}, {"code", "c"}};
};

TEST_F(SignedResponse, IsNotAQueryWithoutASignature) {
  const char* unsigned_one = "the authorization response is not signed, though a signed one was asked for";
  EXPECT_EQ(message({{"code", "c"}, {"state", "s"}}), unsigned_one);
  Params twice = received();
  twice.add("response", "x");
  EXPECT_EQ(message(twice), unsigned_one);
}

TEST_F(SignedResponse, MustBeASignedToken) {
  EXPECT_EQ(message({{"response", "x"}}), "the authorization response is not a signed token: it has 1 parts, not 3");
  EXPECT_EQ(message({{"response", "a.b.c.d.e"}}), "the authorization response is encrypted, which is not supported");
}

TEST_F(SignedResponse, OfAnotherKeyIsRefused) {
  EXPECT_EQ(message(received(generate_key(KeyType::p256))),
            "the authorization response has a signature that is not the server's");
}

TEST_F(SignedResponse, ByAnotherAlgorithmIsRefused) {
  client_.authorization_signed_response_alg = "";
  EXPECT_EQ(message(received()), R"(the authorization response is signed with "ES256", expected "RS256")");
  client_.authorization_signed_response_alg = "ES256";
  EXPECT_EQ(message({{"response", "eyJhbGciOiJub25lIn0.e30."}}),
            R"(the authorization response is signed with "none", expected "ES256")");
}

TEST_F(SignedResponse, OfAnotherServerIsRefused) {
  EXPECT_EQ(message_with("iss", "https://other.example"),
            R"(the authorization response: "iss" is "https://other.example", expected "https://as.example")");
  EXPECT_EQ(message_without("iss"), R"(the authorization response: "iss" is missing)");
}

/// Keycloak writes `iss` twice. Which of the two counts cannot be known, so the message says why.
TEST_F(SignedResponse, ThatNamesTheServerTwiceIsRefusedByName) {
  std::string payload = claims_.dump();
  payload.insert(1, R"("iss":"https://as.example",)");
  EXPECT_EQ(message({{"response", sign_jws({{"kid", "1"}}, payload, "ES256", server_key())}}),
            R"(the authorization response: has the member "iss" twice)");
}

TEST_F(SignedResponse, ForAnotherClientIsRefused) {
  EXPECT_EQ(message_with("aud", "other"), R"(the authorization response: "aud" is "other", expected "client")");
  EXPECT_EQ(message_without("aud"), R"(the authorization response: "aud" is missing)");
}

TEST_F(SignedResponse, OfThePastIsRefused) {
  EXPECT_EQ(message_with("exp", at(-60s)),
            R"(the authorization response: "exp" is 2027-01-15T07:59:00Z, which is past: )"
            "by this machine's clock it is 2027-01-15T08:00:00Z");
  EXPECT_EQ(message_without("exp"), R"(the authorization response: "exp" is missing)");
}

TEST_F(SignedResponse, GivesTheParametersInItAndNoneBesideIt) {
  claims_["expires_in"] = 3600;
  Params around = received();
  around.add("code", "another");
  const Params read_out = read(around);
  EXPECT_EQ(read_out.get("code"), "c");
  EXPECT_EQ(read_out.count("code"), 1U);
  EXPECT_EQ(read_out.get("state"), "s");
  EXPECT_EQ(read_out.get("iss"), "https://as.example");
  EXPECT_EQ(read_out.get("expires_in"), "3600");
}

TEST_F(SignedResponse, CanBeAMacOfTheClientsSecret) {
  client_.authorization_signed_response_alg = "HS256";
  client_.client_secret = Secret("a secret of thirty-two bytes or so");
  const auto by = [&](const char* secret) {
    return Params{{"response", sign_jws({}, claims_.dump(), "HS256", Secret(secret))}};
  };
  EXPECT_EQ(message(by("another one of thirty-two bytes..")),
            "the authorization response has a signature that is not made with the client's secret");
  EXPECT_EQ(read(by("a secret of thirty-two bytes or so")).get("code"), "c");
}

TEST_F(SignedResponse, CanBeEncryptedForTheClient) {
  client_.client_secret = Secret("a secret of thirty-two bytes or so");
  client_.authorization_encrypted_response = {"dir", "A256GCM"};
  const Secret key(digest("SHA256", client_.client_secret.reveal()));
  const Params plain = received();
  const Params sealed{{"response", encrypt_jwe({}, plain.get("response"), {"dir", "A256GCM"}, key)}};
  EXPECT_EQ(decrypted_response(sealed, client_), plain);
  EXPECT_EQ(thrown_by([&] { decrypted_response(plain, client_); }).message(),
            "the authorization response is not encrypted, though it should be");
  EXPECT_TRUE(decrypted_response({{"state", "s"}}, client_) == (Params{{"state", "s"}})) << "it is not encrypted";
}

TEST_F(SignedResponse, ClaimsToAnswerByItsState) {
  AuthorizationRequest request;
  request.state = Secret("s");
  for (const Params& other : {Params{}, Params{{"state", "x"}}, Params{{"response", "x"}}, Params{{"code", "c"}}})
    EXPECT_FALSE(claims_to_answer(request, other));
  EXPECT_TRUE(claims_to_answer(request, received(generate_key(KeyType::p256))));
  EXPECT_TRUE(claims_to_answer(request, {{"state", "s"}, {"error", "x"}}));
  claims_["state"] = 1;
  EXPECT_FALSE(claims_to_answer(request, received()));
}

TEST_F(SignedResponse, SaysWhetherAKeyMadeItsSignature) {
  EXPECT_FALSE(is_signed_by(*keys_, Params{{"response", sign_jws({{"kid", "2"}}, "{}", "ES256", server_key())}}));
  EXPECT_FALSE(is_signed_by(*keys_, received(generate_key(KeyType::p256))));
  EXPECT_TRUE(is_signed_by(*keys_, received()));
}

TEST_F(SignedResponse, ThatCouldNotBeCheckedIsNotAskedFor) {
  const auto refusal = [&] {
    const Error error = thrown_by([&] { require_checkable_response(server_, client_); });
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    return error.message();
  };
  const std::string begin = "a signed authorization response cannot be checked: ";
  server_.jwks_uri = "";
  EXPECT_EQ(refusal(), begin + R"(the server publishes no keys ("jwks_uri"))");
  client_.authorization_signed_response_alg = "HS256";
  EXPECT_EQ(refusal(), begin + "HS256 needs a client_secret");
  client_.authorization_signed_response_alg = "none";
  EXPECT_EQ(refusal(), begin + "\"none\" is not a signature algorithm");
  client_.authorization_signed_response_alg = "";
  server_.issuer = "";
  EXPECT_EQ(refusal(), begin + R"(the server's "issuer" is not known)");
  server_.issuer = "https://as.example";
  server_.jwks_uri = "https://as.example/jwks";
  client_.authorization_encrypted_response.alg = "ECDH-ES";
  EXPECT_EQ(refusal(), "the client has no private key that can decrypt by ECDH-ES");
  client_.authorization_encrypted_response.alg = "dir";
  EXPECT_EQ(refusal(), "the client has no private key that can decrypt by dir");
  client_.authorization_encrypted_response.alg = "RSA1_5";
  EXPECT_EQ(refusal(), R"("RSA1_5" is not a supported encryption algorithm)");
}

TEST_F(SignedResponse, IsWhatAJwtModeAsksFor) {
  for (const char* mode : {"jwt", "query.jwt", "form_post.jwt"}) {
    client_.response_mode = mode;
    EXPECT_TRUE(wants_signed_response(client_)) << mode;
  }
  for (const char* mode : {"", "query", "form_post", "xjwt"}) {
    client_.response_mode = mode;
    EXPECT_FALSE(wants_signed_response(client_)) << mode;
  }
}

}  // namespace
}  // namespace oauthctl
