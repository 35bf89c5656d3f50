#include "jose/key_management.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "jose/cipher.h"
#include "jose/key_agreement.h"
#include "jose/keys/jwk.h"
#include "jose/keys/jwk_members.h"
#include "jose/random.h"
#include "jose/rsa_oaep.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

constexpr KeyManagement managements[] = {
    {"RSA-OAEP", KeyManagementScheme::rsa_oaep, "SHA1"},
    {"RSA-OAEP-256", KeyManagementScheme::rsa_oaep, "SHA256"},
    {"ECDH-ES", KeyManagementScheme::key_agreement},
    {"ECDH-ES+A128KW", KeyManagementScheme::key_agreement, nullptr, "AES-128-WRAP", 16},
    {"ECDH-ES+A192KW", KeyManagementScheme::key_agreement, nullptr, "AES-192-WRAP", 24},
    {"ECDH-ES+A256KW", KeyManagementScheme::key_agreement, nullptr, "AES-256-WRAP", 32},
    {"dir", KeyManagementScheme::direct},
};

/// RFC 3394 §2.2.3.1
constexpr std::string_view wrap_iv = "\xa6\xa6\xa6\xa6\xa6\xa6\xa6\xa6";

/// RFC 7518 §4.6.2: with wrapping the key is for the wrap, without it for the content.
std::string_view purpose_of(const KeyManagement& management, const ContentEncryption& encryption) {
  return management.wrap == nullptr ? encryption.name : management.name;
}

std::size_t agreed_width(const KeyManagement& management, const ContentEncryption& encryption) {
  return management.wrap == nullptr ? encryption.key_width : management.wrap_key_width;
}

std::string optional_bytes(const JsonObject& header, const char* name) {
  return header.has(name) ? decoded_member(header, name) : "";
}

/// An `epk` that is not on our curve would leak our private key through the result (invalid curve attack).
/// read_public_jwk() checks the point.
PublicKey ephemeral_key(const JsonObject& header, const PrivateKey& ours) {
  if (!header.has("epk")) header.fail("epk", "is missing");
  const JsonObject epk = header.object("epk");
  PublicKey key = read_public_jwk(epk);
  if (key.type() != ours.type()) epk.fail("crv", "is another curve than that of the client's key");
  return key;
}

std::optional<Secret> agree(const KeyManagement& management, const ContentEncryption& encryption,
                            const PrivateKey& ours, const JsonObject& header, std::string_view encrypted_key) {
  Secret agreed =
      agreed_key(ours, ephemeral_key(header, ours), purpose_of(management, encryption), optional_bytes(header, "apu"),
                 optional_bytes(header, "apv"), agreed_width(management, encryption));
  if (management.wrap == nullptr) return encrypted_key.empty() ? std::optional(agreed) : std::nullopt;
  auto key = Cipher(management.wrap, Cipher::Direction::decrypt, agreed, wrap_iv).run(encrypted_key);
  return key ? std::optional(Secret(*std::move(key))) : std::nullopt;
}

}  // namespace

const KeyManagement* find_key_management(std::string_view name) {
  const auto found =
      std::find_if(std::begin(managements), std::end(managements), [&](const auto& row) { return row.name == name; });
  return found == std::end(managements) ? nullptr : found;
}

bool suits(const KeyManagement& management, KeyType type) {
  if (management.scheme == KeyManagementScheme::direct) return type == KeyType::secret;
  if (management.scheme == KeyManagementScheme::rsa_oaep) return type == KeyType::rsa;
  return type == KeyType::p256 || type == KeyType::p384 || type == KeyType::p521;
}

Secret content_key(const KeyManagement& management, const ContentEncryption& encryption, const PrivateKey& ours,
                   const JsonObject& header, std::string_view encrypted_key) {
  Secret instead(random_bytes(encryption.key_width));
  auto key = management.scheme == KeyManagementScheme::rsa_oaep
                 ? decrypt_oaep(ours, management.digest, encrypted_key)
                 : agree(management, encryption, ours, header, encrypted_key);
  return key && key->reveal().size() == encryption.key_width ? *std::move(key) : instead;
}

DeliveredKey deliver_key(const KeyManagement& management, const ContentEncryption& encryption, const PublicKey& theirs,
                         nlohmann::json& header) {
  DeliveredKey delivered{Secret(random_bytes(encryption.key_width)), {}};
  if (management.scheme == KeyManagementScheme::rsa_oaep) {
    delivered.encrypted_key = encrypt_oaep(theirs, management.digest, delivered.content_key);
    return delivered;
  }
  const PrivateKey ephemeral = generate_key(theirs.type());
  header["epk"] = public_jwk(ephemeral.public_key());
  Secret agreed =
      agreed_key(ephemeral, theirs, purpose_of(management, encryption), {}, {}, agreed_width(management, encryption));
  if (management.wrap == nullptr) return {agreed, {}};
  auto wrapped =
      Cipher(management.wrap, Cipher::Direction::encrypt, agreed, wrap_iv).run(delivered.content_key.reveal());
  if (!wrapped) throw Error(ErrorKind::internal, "OpenSSL cannot wrap a key");
  delivered.encrypted_key = *std::move(wrapped);
  return delivered;
}

}  // namespace oauthctl
