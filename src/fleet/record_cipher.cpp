#include "fleet/record_cipher.h"

#include <algorithm>

#include "base/base64.h"
#include "base/text.h"
#include "jose/content_encryption.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

/// A sealed record begins with it; iv, ciphertext and tag follow.
constexpr std::string_view label = "oauthctl-record-2 ";

const ContentEncryption& aes_gcm() {
  const ContentEncryption* found = find_content_encryption("A256GCM");
  if (found == nullptr) throw Error(ErrorKind::internal, "A256GCM is missing");
  return *found;
}

std::string bound_to(std::string_view place) {
  return std::string(label) + std::string(place);
}

}  // namespace

std::vector<Secret> parse_store_keys(const Secret& text, const std::string& source) {
  std::vector<Secret> keys;
  std::string spaced = text.reveal();
  std::replace_if(
      spaced.begin(), spaced.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  for (const std::string& line : words(spaced)) {
    auto key = base64_decode(line);
    if (!key || key->size() != aes_gcm().key_width) {
      throw Error(ErrorKind::usage, source + ": a key of the store is not 32 bytes in base64",
                  "make one, and give it to each machine: openssl rand -base64 32");
    }
    keys.emplace_back(*std::move(key));
  }
  if (keys.empty()) {
    throw Error(ErrorKind::usage, source + ": holds no key of the store",
                "make one, and give it to each machine: openssl rand -base64 32");
  }
  return keys;
}

std::string RecordCipher::seal(std::string_view place, const Secret& text) const {
  const SealedContent sealed = oauthctl::seal(aes_gcm(), keys_.front(), text.reveal(), bound_to(place));
  return std::string(label) + sealed.iv + sealed.ciphertext + sealed.tag;
}

Secret RecordCipher::open(std::string_view place, std::string_view sealed, const std::string& where) const {
  const std::size_t shortest = label.size() + aes_gcm().iv_width + aes_gcm().tag_width;
  if (sealed.starts_with(label) && sealed.size() >= shortest) {
    const std::string_view rest = sealed.substr(label.size());
    const std::size_t text = rest.size() - aes_gcm().iv_width - aes_gcm().tag_width;
    const SealedContent content{std::string(rest.substr(0, aes_gcm().iv_width)),
                                std::string(rest.substr(aes_gcm().iv_width, text)),
                                std::string(rest.substr(aes_gcm().iv_width + text))};
    for (const Secret& key : keys_) {
      if (auto opened = unseal(aes_gcm(), key, content, bound_to(place))) return Secret(*std::move(opened));
    }
  }
  throw Error(ErrorKind::internal,
              where + ": cannot be opened: it was sealed with another key or for another place, or was changed",
              "see whether this machine has the fleet's key: OAUTHCTL_STORE_KEY_FILE");
}

}  // namespace oauthctl
