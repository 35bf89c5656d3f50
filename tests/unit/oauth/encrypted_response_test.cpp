#include "oauth/encrypted_response.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "jose/digest.h"
#include "jose/jwe.h"
#include "jose/keys/jwk.h"
#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

using nlohmann::json;

/// A key in the notation of both sides, the server and the client.
struct KnownKey {
  json jwk = {{"kty", "EC"},
              {"crv", "P-256"},
              {"x", "weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ"},
              {"y", "e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck"},
              {"d", "VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw"}};
  PublicKey published() const { return read_public_jwk({jwk, "the key", ErrorKind::internal}); }
};

std::string set_of(std::initializer_list<json> keys) {
  return json{{"keys", keys}}.dump();
}

class EncryptedIdToken : public ::testing::Test {
 protected:
  EncryptedIdToken() {
    client_.client_id = "client";
    client_.client_secret = Secret("a secret that both sides know");
    client_.id_token_encrypted_response.alg = "ECDH-ES+A128KW";
    client_.jwks = Secret(set_of({key_.jwk}));
  }
  Secret made(const JweAlgorithms& algorithms = {"ECDH-ES+A128KW", "A128CBC-HS256"}, json header = json::object()) {
    return Secret(encrypt_jwe(std::move(header), "a.b.c", algorithms, key_.published()));
  }
  std::string opened(const Secret& token) const { return decrypted(token, id_token_encryption, client_).reveal(); }
  Error refusal(const Secret& token) const {
    return thrown_by([&] { opened(token); });
  }

  KnownKey key_;
  Client client_;
};

TEST_F(EncryptedIdToken, ThatShouldNotBeIsRefusedWithTheWayOut) {
  client_.id_token_encrypted_response.alg.clear();
  const Error error = refusal(made());
  EXPECT_EQ(error.kind(), ErrorKind::protocol);
  EXPECT_EQ(error.message(), "the ID token is encrypted, but the client file does not say so");
  EXPECT_EQ(error.hint(),
            "if the client is registered so, add to the client file: \"id_token_encrypted_response_alg\": "
            R"("ECDH-ES+A128KW", "id_token_encrypted_response_enc": "A128CBC-HS256")");
}

TEST_F(EncryptedIdToken, ThatShouldBeAndIsNotIsRefused) {
  const Error error = refusal(Secret("a.b.c"));
  EXPECT_EQ(error.kind(), ErrorKind::protocol);
  EXPECT_EQ(error.message(), "the ID token is not encrypted, though it should be");
}

TEST_F(EncryptedIdToken, ByOtherAlgorithmsThanRegisteredIsRefused) {
  EXPECT_EQ(refusal(made({"ECDH-ES", "A128CBC-HS256"})).message(),
            R"(the ID token is encrypted with "ECDH-ES", expected "ECDH-ES+A128KW")");
  EXPECT_EQ(refusal(made({"ECDH-ES+A128KW", "A256GCM"})).message(),
            R"(the ID token is encrypted with "A256GCM", expected "A128CBC-HS256")");
}

TEST_F(EncryptedIdToken, ForAnotherKeyIsRefused) {
  const Secret token(
      encrypt_jwe({}, "a.b.c", {"ECDH-ES+A128KW", "A128CBC-HS256"}, generate_key(KeyType::p256).public_key()));
  EXPECT_EQ(refusal(token).message(), "the ID token cannot be decrypted with the client's key");
}

TEST_F(EncryptedIdToken, NeedsAPrivateKeyForEncryption) {
  json public_half = key_.jwk;
  public_half.erase("d");
  json for_signatures = key_.jwk;
  for_signatures["use"] = "sig";
  json for_another = key_.jwk;
  for_another["alg"] = "ECDH-ES";
  for (const json& jwk : {public_half, for_signatures, for_another, json{{"kty", "oct"}, {"k", "AAAA"}}}) {
    client_.jwks = Secret(set_of({jwk}));
    const Error error = refusal(made());
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    EXPECT_EQ(error.message(), "the client has no private key that can decrypt by ECDH-ES+A128KW");
  }
}

TEST_F(EncryptedIdToken, IsOpenedWithTheKeyOfTheSetThatItNames) {
  json named = key_.jwk;
  named["kid"] = "enc-1";
  named["use"] = "enc";
  const json other = {{"kty", "EC"},
                      {"crv", "P-256"},
                      {"kid", "enc-0"},
                      {"x", "gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0"},
                      {"y", "SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps"},
                      {"d", "0_NxaRPUMQoAJt50Gz8YiTr8gRTwyEaCumd-MToTmIo"}};
  client_.jwks = Secret(set_of({other, named}));
  EXPECT_EQ(opened(made({"ECDH-ES+A128KW", "A128CBC-HS256"}, {{"kid", "enc-1"}})), "a.b.c");
  EXPECT_EQ(opened(made()), "a.b.c") << "without a name each is tried";
}

TEST_F(EncryptedIdToken, IsOpenedWithThePrivateKeyFileBeforeTheSet) {
  client_.private_key_file = "key.json";
  client_.private_key = Secret(key_.jwk.dump());
  client_.jwks = Secret(set_of({}));
  EXPECT_EQ(opened(made()), "a.b.c");
}

TEST_F(EncryptedIdToken, BySharedKeyIsOpenedWithThatOfTheSet) {
  client_.id_token_encrypted_response.alg = "dir";
  client_.id_token_encrypted_response.enc = "A128GCM";
  const Secret shared("sixteen bytes ok");
  client_.jwks = Secret(set_of({{{"kty", "oct"}, {"k", base64url_encode(shared.reveal())}}}));
  EXPECT_EQ(opened(Secret(encrypt_jwe({}, "a.b.c", {"dir", "A128GCM"}, shared))), "a.b.c");
}

TEST_F(EncryptedIdToken, BySharedKeyIsOpenedWithWhatTheClientSecretGives) {  // Core §10.2
  client_.id_token_encrypted_response.alg = "dir";
  client_.jwks = {};
  struct Row {
    const char* enc;
    const char* hash;
    std::size_t width;
  };
  for (const Row& row : {Row{"A128GCM", "SHA256", 16},
                         {"A256GCM", "SHA256", 32},
                         {"A192CBC-HS384", "SHA384", 48},
                         {"A256CBC-HS512", "SHA512", 64}}) {
    client_.id_token_encrypted_response.enc = row.enc;
    const Secret key(digest(row.hash, client_.client_secret.reveal()).substr(0, row.width));
    EXPECT_EQ(opened(Secret(encrypt_jwe({}, "a.b.c", {"dir", row.enc}, key))), "a.b.c") << row.enc;
  }
  client_.client_secret = {};
  client_.id_token_encrypted_response.enc = "A128GCM";
  const Secret token(encrypt_jwe({}, "a.b.c", {"dir", "A128GCM"}, Secret("sixteen bytes ok")));
  EXPECT_EQ(refusal(token).kind(), ErrorKind::usage);
}

TEST(IdTokenThatIsNotEncrypted, IsItself) {
  EXPECT_EQ(decrypted(Secret("a.b.c"), id_token_encryption, {}).reveal(), "a.b.c");
}

/// An answer of the userinfo endpoint; each test breaks one thing.
class EncryptedAnswer : public ::testing::Test {
 protected:
  EncryptedAnswer() {
    client_.client_id = "client";
    client_.jwks = Secret(set_of({KnownKey{}.jwk}));
    client_.userinfo_encrypted_response = {"ECDH-ES", "A256GCM"};
  }

  HttpResponse opened(const std::string& body, const std::string& type, int status = 200) const {
    return decrypted(HttpResponse{status, {{"content-type", type}}, body, ""}, userinfo_encryption, client_);
  }
  std::string made(const std::string& text) const {
    return encrypt_jwe({}, text, {"ECDH-ES", "A256GCM"}, KnownKey{}.published());
  }

  Client client_;
};

TEST_F(EncryptedAnswer, ThatShouldBeAndIsNotIsRefused) {
  for (const char* type : {"application/json", "application/jwt"}) {
    EXPECT_EQ(thrown_by([&] { opened(R"({"sub":"alice"})", type); }).message(),
              "the userinfo endpoint's answer is not encrypted, though it should be");
  }
}

TEST_F(EncryptedAnswer, ThatShouldNotBeIsRefusedWithTheWayOut) {
  client_.userinfo_encrypted_response = {};
  const Error error = thrown_by([&] { opened(made("{}"), "application/jwt"); });
  EXPECT_EQ(error.message(), "the userinfo endpoint's answer is encrypted, but the client file does not say so");
  EXPECT_NE(error.hint().text().find(R"("userinfo_encrypted_response_alg": "ECDH-ES")"), std::string::npos)
      << error.hint().text();
}

TEST_F(EncryptedAnswer, OfAnUnregisteredClientIsNotTakenForAJweByItsDots) {
  client_.userinfo_encrypted_response = {};
  const std::string body = R"({"sub":"a.b.c.d.e"})";
  EXPECT_EQ(opened(body, "application/json").body, body);
}

TEST_F(EncryptedAnswer, IsNotLookedForInARefusal) {
  EXPECT_EQ(opened("no", "text/plain", 401).body, "no");
}

TEST_F(EncryptedAnswer, HoldsJsonOrASignedToken) {
  const HttpResponse json_inside = opened(made(R"({"sub":"alice"})"), "application/jwt");
  EXPECT_EQ(json_inside.body, R"({"sub":"alice"})");
  EXPECT_EQ(json_inside.headers.get("content-type"), "application/json");
  const HttpResponse signed_inside = opened(made("a.b.c"), "application/jwt");
  EXPECT_EQ(signed_inside.body, "a.b.c");
  EXPECT_EQ(signed_inside.headers.get("content-type"), "application/jwt");
}

}  // namespace
}  // namespace oauthctl
