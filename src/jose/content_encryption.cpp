#include "jose/content_encryption.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "jose/cipher.h"
#include "jose/random.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

constexpr ContentEncryption encryptions[] = {
    {"A128GCM", "AES-128-GCM", nullptr, 16, 12, 16},        {"A192GCM", "AES-192-GCM", nullptr, 24, 12, 16},
    {"A256GCM", "AES-256-GCM", nullptr, 32, 12, 16},        {"A128CBC-HS256", "AES-128-CBC", "SHA256", 32, 16, 16},
    {"A192CBC-HS384", "AES-192-CBC", "SHA384", 48, 16, 24}, {"A256CBC-HS512", "AES-256-CBC", "SHA512", 64, 16, 32},
};

std::string required(std::optional<std::string> text) {
  if (!text) throw Error(ErrorKind::internal, "OpenSSL cannot encrypt");
  return *std::move(text);
}

/// RFC 7518 §5.2.2.1: the key's first half is the MAC's, its second the cipher's.
struct CbcKeys {
  explicit CbcKeys(const Secret& key)
      : mac(key.reveal().substr(0, key.reveal().size() / 2)), cipher(key.reveal().substr(key.reveal().size() / 2)) {}

  Secret mac;
  Secret cipher;
};

std::string cbc_tag(const ContentEncryption& encryption, const Secret& mac_key, const SealedContent& sealed,
                    std::string_view aad) {
  std::string input = std::string(aad) + sealed.iv + sealed.ciphertext;
  for (int shift = 56; shift >= 0; shift -= 8)
    input += static_cast<char>((static_cast<std::uint64_t>(aad.size()) * 8) >> shift);
  std::string tag(EVP_MAX_MD_SIZE, '\0');
  std::size_t size = 0;
  if (EVP_Q_mac(nullptr, "HMAC", nullptr, encryption.digest, nullptr, mac_key.reveal().data(), mac_key.reveal().size(),
                bytes_of(std::string_view(input)), input.size(), bytes_of(tag), tag.size(), &size) == nullptr)
    throw Error(ErrorKind::internal, "OpenSSL has no HMAC");
  return tag.substr(0, encryption.tag_width);
}

std::optional<std::string> unseal_cbc(const ContentEncryption& encryption, const Secret& key,
                                      const SealedContent& sealed, std::string_view aad) {
  const CbcKeys keys(key);
  const std::string good = cbc_tag(encryption, keys.mac, sealed, aad);
  // Checked before anything is decrypted, so that nobody can learn about the padding.
  if (CRYPTO_memcmp(good.data(), sealed.tag.data(), good.size()) != 0) return std::nullopt;
  return Cipher(encryption.cipher, Cipher::Direction::decrypt, keys.cipher, sealed.iv).run(sealed.ciphertext);
}

std::optional<std::string> unseal_gcm(const ContentEncryption& encryption, const Secret& key,
                                      const SealedContent& sealed, std::string_view aad) {
  Cipher cipher(encryption.cipher, Cipher::Direction::decrypt, key, sealed.iv);
  cipher.expect_tag(sealed.tag);
  cipher.authenticate(aad);
  return cipher.run(sealed.ciphertext);
}

}  // namespace

const ContentEncryption* find_content_encryption(std::string_view name) {
  const auto found =
      std::find_if(std::begin(encryptions), std::end(encryptions), [&](const auto& row) { return row.name == name; });
  return found == std::end(encryptions) ? nullptr : found;
}

SealedContent seal(const ContentEncryption& encryption, const Secret& key, std::string_view plaintext,
                   std::string_view aad) {
  SealedContent sealed;
  sealed.iv = random_bytes(encryption.iv_width);
  if (encryption.digest != nullptr) {
    const CbcKeys keys(key);
    Cipher cipher(encryption.cipher, Cipher::Direction::encrypt, keys.cipher, sealed.iv);
    sealed.ciphertext = required(cipher.run(plaintext));
    sealed.tag = cbc_tag(encryption, keys.mac, sealed, aad);
    return sealed;
  }
  Cipher cipher(encryption.cipher, Cipher::Direction::encrypt, key, sealed.iv);
  cipher.authenticate(aad);
  sealed.ciphertext = required(cipher.run(plaintext));
  sealed.tag = cipher.tag(encryption.tag_width);
  return sealed;
}

std::optional<std::string> unseal(const ContentEncryption& encryption, const Secret& key, const SealedContent& sealed,
                                  std::string_view aad) {
  if (sealed.iv.size() != encryption.iv_width || sealed.tag.size() != encryption.tag_width) return std::nullopt;
  return encryption.digest != nullptr ? unseal_cbc(encryption, key, sealed, aad)
                                      : unseal_gcm(encryption, key, sealed, aad);
}

}  // namespace oauthctl
