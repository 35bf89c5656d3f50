#include "jose/jwe.h"

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "jose/key_agreement.h"
#include "jose/keys/jwk.h"
#include "support/vectors.h"

namespace oauthctl {
namespace {

using nlohmann::json;
using testing::name_of;
using testing::Vector;
using testing::vectors;

constexpr const char* key_managements[] = {"RSA-OAEP",       "RSA-OAEP-256",   "ECDH-ES",
                                           "ECDH-ES+A128KW", "ECDH-ES+A192KW", "ECDH-ES+A256KW"};
constexpr const char* content_encryptions[] = {"A128GCM",       "A192GCM",       "A256GCM",
                                               "A128CBC-HS256", "A192CBC-HS384", "A256CBC-HS512"};

JsonObject object(const json& value) {
  return {value, "the key", ErrorKind::protocol};
}

/// The reader's result: the plaintext, or its refusal.
std::string outcome(const json& vector) {
  const JsonObject jwk = object(vector.at("jwk"));
  const JweAlgorithms expected{vector.at("alg"), vector.at("enc")};
  try {
    const ParsedJwe jwe = parse_jwe(vector.at("compact").get<std::string>(), "the token");
    return "plaintext " + (jwk.string("kty") == "oct" ? decrypt(jwe, read_secret_jwk(jwk), expected)
                                                      : decrypt(jwe, read_private_jwk(jwk), expected));
  } catch (const Error& error) {
    return "refused " + error.message();
  }
}

class EncryptedToken : public ::testing::TestWithParam<Vector> {};

TEST_P(EncryptedToken, EndsAsItsFileSays) {
  const json& vector = GetParam().content;
  const bool refused = vector.contains("refused");
  EXPECT_EQ(outcome(vector), refused ? "refused " + vector.at("refused").get<std::string>()
                                     : "plaintext " + vector.at("plaintext").get<std::string>());
}

INSTANTIATE_TEST_SUITE_P(Jwe, EncryptedToken, ::testing::ValuesIn(vectors("jose/jwe")), name_of);

class SealedText : public ::testing::TestWithParam<Vector> {};

TEST_P(SealedText, IsOpenedByItsKeyAlone) {
  const json& vector = GetParam().content;
  const auto bytes = [&](const char* name) { return base64url_decode(vector.at(name).get<std::string>()).value(); };
  const ContentEncryption& encryption = *find_content_encryption(vector.at("enc").get<std::string>());
  const SealedContent sealed{bytes("iv"), bytes("ciphertext"), bytes("tag")};
  const std::string aad = vector.at("aad");
  EXPECT_EQ(unseal(encryption, Secret(std::string(encryption.key_width, 'k')), sealed, aad), std::nullopt);
  EXPECT_EQ(unseal(encryption, Secret(bytes("key")), sealed, aad), vector.at("plaintext").get<std::string>());
}

INSTANTIATE_TEST_SUITE_P(ContentEncryption, SealedText, ::testing::ValuesIn(vectors("jose/content_encryption")),
                         name_of);

class KeyAgreement : public ::testing::TestWithParam<Vector> {};

TEST_P(KeyAgreement, GivesTheKeyOfItsFile) {
  const json& vector = GetParam().content;
  const PrivateKey own = read_private_jwk(object(vector.at("jwk")));
  const PublicKey peer = read_public_jwk(object(vector.at("peer")));
  const auto text = [&](const char* name) { return vector.at(name).get<std::string>(); };
  const Secret key = agreed_key(own, peer, text("enc"), text("apu"), text("apv"), vector.at("width"));
  EXPECT_EQ(base64url_encode(key.reveal()), text("key"));
}

INSTANTIATE_TEST_SUITE_P(EcdhEs, KeyAgreement, ::testing::ValuesIn(vectors("jose/key_agreement")), name_of);

TEST(Jwe, IsReadByTheKeyThatItWasMadeForAlone) {
  const PrivateKey rsa = generate_key(KeyType::rsa);
  const PrivateKey other_rsa = generate_key(KeyType::rsa);
  for (const std::string alg : key_managements) {
    const bool is_rsa = alg.starts_with("RSA");
    for (const KeyType type : {KeyType::p256, KeyType::p384, KeyType::p521}) {
      const PrivateKey reader = is_rsa ? rsa : generate_key(type);
      for (const char* enc : content_encryptions) {
        const ParsedJwe jwe = parse_jwe(encrypt_jwe({}, "text", {alg, enc}, reader.public_key()), "the token");
        EXPECT_EQ(decrypt(jwe, reader, {alg, enc}), "text") << alg << enc;
        const PrivateKey stranger = is_rsa ? other_rsa : generate_key(type);
        EXPECT_THROW(decrypt(jwe, stranger, {alg, enc}), Error) << alg << enc;
      }
    }
  }
}

TEST(Jwe, IsMadeWithAFreshKeyAndIvEachTime) {
  const PrivateKey reader = generate_key(KeyType::p256);
  const JweAlgorithms algorithms{"ECDH-ES+A128KW", "A128GCM"};
  const ParsedJwe first = parse_jwe(encrypt_jwe({}, "text", algorithms, reader.public_key()), "the token");
  const ParsedJwe second = parse_jwe(encrypt_jwe({}, "text", algorithms, reader.public_key()), "the token");
  EXPECT_NE(first.encrypted_key, second.encrypted_key);
  EXPECT_NE(first.content.iv, second.content.iv);
  EXPECT_NE(first.header.object("epk").string("x"), second.header.object("epk").string("x"));
}

TEST(Jwe, IsNotMadeForAKeyOfAnotherTypeOrWidth) {
  EXPECT_THROW(encrypt_jwe({}, "text", {"RSA-OAEP", "A128GCM"}, generate_key(KeyType::p256).public_key()), Error);
  EXPECT_THROW(encrypt_jwe({}, "text", {"ECDH-ES", "A128GCM"}, generate_key(KeyType::ed25519).public_key()), Error);
  EXPECT_THROW(encrypt_jwe({}, "text", {"dir", "A128GCM"}, Secret("short")), Error);
  EXPECT_THROW(encrypt_jwe({}, "text", {"RSA1_5", "A128GCM"}, generate_key(KeyType::rsa).public_key()), Error);
}

/// An attacker who could tell a wrong key from a wrong tag would learn the key bit by bit (RFC 7516 §11.5).
TEST(Jwe, FailsInOneWayWhateverWasChanged) {
  const PrivateKey reader = generate_key(KeyType::rsa);
  const JweAlgorithms algorithms{"RSA-OAEP", "A128CBC-HS256"};
  const std::string compact = encrypt_jwe({}, "text", algorithms, reader.public_key());
  const auto message_for = [&](std::string ParsedJwe::*part, std::string SealedContent::*content) {
    ParsedJwe jwe = parse_jwe(compact, "the token");
    std::string& bytes = content == nullptr ? jwe.*part : jwe.content.*content;
    bytes[0] = static_cast<char>(bytes[0] ^ 1);
    try {
      return decrypt(jwe, reader, algorithms);
    } catch (const Error& error) {
      return error.message();
    }
  };
  const std::string said = "the token cannot be decrypted with the client's key";
  EXPECT_EQ(message_for(&ParsedJwe::encrypted_key, nullptr), said);
  EXPECT_EQ(message_for(&ParsedJwe::protected_header, nullptr), said);
  for (const auto content : {&SealedContent::iv, &SealedContent::ciphertext, &SealedContent::tag})
    EXPECT_EQ(message_for(nullptr, content), said);
}

TEST(JweVectors, AreAllThere) {
  EXPECT_GE(vectors("jose/jwe").size(), 70U);
  EXPECT_GE(vectors("jose/content_encryption").size(), 3U);
  EXPECT_GE(vectors("jose/key_agreement").size(), 1U);
}

}  // namespace
}  // namespace oauthctl
