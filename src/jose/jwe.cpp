#include "jose/jwe.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/text.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

constexpr std::array part_names{"header", "encrypted key", "iv", "ciphertext", "tag"};
using Parts = std::array<std::string_view, part_names.size()>;

Error jwe_refusal(const std::string& source, const std::string& why) {
  return {ErrorKind::protocol, source + ' ' + why};
}

Parts split(std::string_view compact) {
  Parts parts;
  for (std::string_view& part : parts) {
    const auto end = compact.find('.');
    part = compact.substr(0, end);
    compact.remove_prefix(end == std::string_view::npos ? compact.size() : end + 1);
  }
  return parts;
}

/// `crit` names extensions that must be understood (RFC 7516 §4.1.13), and oauthctl understands none. `zip` would let a
/// few bytes expand to gigabytes.
void refuse_jwe_extensions(const JsonObject& header, const std::string& source) {
  for (const char* name : {"crit", "zip"}) {
    if (header.value().contains(name))
      throw jwe_refusal(source, "has \"" + std::string(name) + "\" in its header, which is not supported");
  }
}

Error not_known(const std::string& algorithm) {
  return {ErrorKind::usage, '"' + printable(algorithm, 60) + "\" is not a supported encryption algorithm"};
}

const KeyManagement& known_management(const std::string& alg) {
  const KeyManagement* found = find_key_management(alg);
  if (found == nullptr) throw not_known(alg);
  return *found;
}

const ContentEncryption& known_encryption(const std::string& enc) {
  const ContentEncryption* found = find_content_encryption(enc);
  if (found == nullptr) throw not_known(enc);
  return *found;
}

std::string opened(const ParsedJwe& jwe, const Secret& content_key) {
  auto plaintext = unseal(known_encryption(jwe.enc), content_key, jwe.content, jwe.protected_header);
  if (!plaintext) throw jwe_refusal(jwe.source, "cannot be decrypted with the client's key");
  return *std::move(plaintext);
}

std::string serialized(const nlohmann::json& header, const std::string& encrypted_key, const Secret& content_key,
                       std::string_view plaintext, const ContentEncryption& encryption) {
  const std::string protected_header = base64url_encode(to_text(header));
  const SealedContent content = seal(encryption, content_key, plaintext, protected_header);
  return protected_header + '.' + base64url_encode(encrypted_key) + '.' + base64url_encode(content.iv) + '.' +
         base64url_encode(content.ciphertext) + '.' + base64url_encode(content.tag);
}

nlohmann::json with_algorithms(nlohmann::json header, const JweAlgorithms& algorithms) {
  header["alg"] = algorithms.alg;
  header["enc"] = algorithms.enc;
  return header;
}

}  // namespace

bool is_jwe(std::string_view compact) {
  return std::count(compact.begin(), compact.end(), '.') == 4;
}

ParsedJwe parse_jwe(std::string_view compact, const std::string& source) {
  if (!is_jwe(compact)) throw jwe_refusal(source, "is not an encrypted token: it does not have five parts");
  const Parts parts = split(compact);
  std::array<std::string, part_names.size()> bytes;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    auto decoded = base64url_decode(parts[i]);
    if (!decoded) throw jwe_refusal(source, std::string("has a part that is not base64url: its ") + part_names[i]);
    bytes[i] = *std::move(decoded);
  }
  JsonObject header = JsonObject::parse(bytes[0], source + "'s header", ErrorKind::protocol);
  refuse_jwe_extensions(header, source);
  std::string alg = header.required_string("alg");
  std::string enc = header.required_string("enc");
  std::string kid = header.string("kid");
  return {source,
          std::move(header),
          std::move(alg),
          std::move(enc),
          std::move(kid),
          std::string(parts[0]),
          std::move(bytes[1]),
          {std::move(bytes[2]), std::move(bytes[3]), std::move(bytes[4])}};
}

const KeyManagement& require_encryption(const ParsedJwe& jwe, const JweAlgorithms& expected) {
  const KeyManagement& management = known_management(expected.alg);
  known_encryption(expected.enc);
  const auto require = [&](const std::string& found, const std::string& wanted) {
    if (found == wanted) return;
    throw jwe_refusal(jwe.source,
                      "is encrypted with \"" + printable(found, 60) + "\", expected \"" + printable(wanted, 60) + '"');
  };
  require(jwe.alg, expected.alg);
  require(jwe.enc, expected.enc);
  return management;
}

std::string decrypt(const ParsedJwe& jwe, const PrivateKey& key, const JweAlgorithms& expected) {
  const KeyManagement& management = require_encryption(jwe, expected);
  if (!suits(management, key.type()))
    throw Error(ErrorKind::usage, "the client's key has the wrong type for " + expected.alg);
  return opened(jwe, content_key(management, known_encryption(jwe.enc), key, jwe.header, jwe.encrypted_key));
}

std::string decrypt(const ParsedJwe& jwe, const Secret& key, const JweAlgorithms& expected) {
  const KeyManagement& management = require_encryption(jwe, expected);
  if (!suits(management, KeyType::secret))
    throw Error(ErrorKind::usage, expected.alg + " does not decrypt with a shared key");
  // RFC 7518 §4.5: there is nothing to unwrap.
  if (!jwe.encrypted_key.empty()) throw jwe_refusal(jwe.source, "has an encrypted key beside \"dir\"");
  const std::size_t width = known_encryption(jwe.enc).key_width;
  if (key.reveal().size() != width) {
    throw Error(ErrorKind::usage, "the shared key has " + std::to_string(key.reveal().size()) + " bytes, but " +
                                      jwe.enc + " needs " + std::to_string(width));
  }
  return opened(jwe, key);
}

std::string encrypt_jwe(nlohmann::json header, std::string_view plaintext, const JweAlgorithms& algorithms,
                        const PublicKey& reader) {
  const KeyManagement& management = known_management(algorithms.alg);
  const ContentEncryption& encryption = known_encryption(algorithms.enc);
  if (!suits(management, reader.type()))
    throw Error(ErrorKind::usage, "the reader's key has the wrong type for " + algorithms.alg);
  header = with_algorithms(std::move(header), algorithms);
  const DeliveredKey key = deliver_key(management, encryption, reader, header);
  return serialized(header, key.encrypted_key, key.content_key, plaintext, encryption);
}

std::string encrypt_jwe(nlohmann::json header, std::string_view plaintext, const JweAlgorithms& algorithms,
                        const Secret& key) {
  const ContentEncryption& encryption = known_encryption(algorithms.enc);
  if (!suits(known_management(algorithms.alg), KeyType::secret) || key.reveal().size() != encryption.key_width)
    throw Error(ErrorKind::usage,
                "a shared key encrypts by \"dir\", and has the width that " + algorithms.enc + " needs");
  return serialized(with_algorithms(std::move(header), algorithms), {}, key, plaintext, encryption);
}

}  // namespace oauthctl
