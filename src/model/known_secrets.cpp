#include "model/known_secrets.h"

#include <algorithm>
#include <array>

#include "base/base64.h"
#include "base/text.h"

namespace oauthctl {
namespace {

// Shorter values occur in any text by chance.
constexpr std::size_t shortest = 4;
// A shorter piece of base64 could be a word.
constexpr std::size_t shortest_piece = 8;

/// The length of the text's prefix that encodes the byte: literally, as `%XX`, or a blank as `+`. Zero: it does not.
std::size_t spelled(std::string_view text, char byte) {
  if (text.empty()) return 0;
  if (text[0] != '%') return text[0] == byte || (text[0] == '+' && byte == ' ') ? 1 : 0;
  if (text.size() < 3) return 0;
  const int value = hex_value(text[1]) * 16 + hex_value(text[2]);
  return hex_value(text[1]) >= 0 && hex_value(text[2]) >= 0 && value == static_cast<unsigned char>(byte) ? 3 : 0;
}

/// The same for all bytes of the value, or the value as it is.
std::size_t spelled(std::string_view text, std::string_view value) {
  if (text.starts_with(value)) return value.size();
  std::size_t length = 0;
  for (const char byte : value) {
    const std::size_t step = spelled(text.substr(length), byte);
    if (step == 0) return 0;
    length += step;
  }
  return length;
}

/// The characters of base64 that depend on the value alone, if `before` more bytes stand before it.
std::string piece_of_base64(std::string_view value, std::size_t before) {
  const std::string whole = base64url_encode(std::string(before, '\0').append(value));
  const std::size_t from = (before * 8 + 5) / 6;
  const std::size_t to = (before + value.size()) * 8 / 6;
  return whole.substr(from, to - from);
}

/// From the alphabet of RFC 4648 §5 to that of §4.
std::string in_plain_alphabet(std::string text) {
  std::replace(text.begin(), text.end(), '-', '+');
  std::replace(text.begin(), text.end(), '_', '/');
  return text;
}

constexpr std::array credentials = std::to_array<std::string_view>({
    "access_token",
    "actor_token",
    "assertion",
    "auth_req_id",
    "client_assertion",
    "client_secret",
    "code",
    "code_verifier",
    "device_code",
    "id_token",
    "id_token_hint",
    "password",
    "refresh_token",
    "registration_access_token",
    "response",
    "subject_token",
    "token",
});

static_assert(std::is_sorted(credentials.begin(), credentials.end()));

}  // namespace

bool is_credential_name(std::string_view name) {
  return std::binary_search(credentials.begin(), credentials.end(), name);
}

KnownSecrets::KnownSecrets(const KnownSecrets& other) {
  const std::lock_guard guard(other.mutex_);
  fingerprint_ = other.fingerprint_;
  known_ = other.known_;
}

KnownSecrets& KnownSecrets::operator=(const KnownSecrets& other) {
  if (this == &other) return *this;
  const std::scoped_lock guard(mutex_, other.mutex_);
  fingerprint_ = other.fingerprint_;
  known_ = other.known_;
  return *this;
}

void KnownSecrets::name_by(Fingerprint fingerprint) {
  const std::lock_guard guard(mutex_);
  fingerprint_ = std::move(fingerprint);
}

std::string KnownSecrets::hide(std::string_view value, Sensitivity sensitivity) {
  if (value.empty()) return {};
  const std::lock_guard guard(mutex_);
  std::string replacement = fingerprint_ ? "[secret " + fingerprint_(value) + ']' : "[secret]";
  remember(std::string(value), replacement, sensitivity);
  if (sensitivity != Sensitivity::credential) return replacement;
  for (const std::size_t before : {0, 1, 2}) {
    std::string piece = piece_of_base64(value, before);
    if (piece.size() < shortest_piece) continue;
    remember(in_plain_alphabet(piece), replacement, sensitivity);
    remember(std::move(piece), replacement, sensitivity);
  }
  return replacement;
}

std::string KnownSecrets::clean(std::string_view text, std::size_t longest) const {
  return cleaned(text, Sensitivity::unknown, longest);
}

std::string KnownSecrets::clean_message(std::string_view text, std::size_t longest) const {
  return cleaned(text, Sensitivity::credential, longest);
}

std::string KnownSecrets::cleaned(std::string_view text, Sensitivity least, std::size_t longest) const {
  const std::lock_guard guard(mutex_);
  // Repeated after the cleaning, because a token with invisible characters in it becomes visible only then.
  return replaced(printable(replaced(text, least), longest), least);
}

void KnownSecrets::remember(std::string value, const std::string& replacement, Sensitivity sensitivity) {
  if (value.size() < shortest) return;
  const auto place = std::find_if(known_.begin(), known_.end(), [&](const Known& known) {
    return known.value.reveal().size() < value.size() || known.value.reveal() == value;
  });
  if (place != known_.end() && place->value.reveal() == value) {
    place->sensitivity = std::max(place->sensitivity, sensitivity);
    return;
  }
  known_.insert(place, {Secret(std::move(value)), replacement, sensitivity});
}

std::string KnownSecrets::replaced(std::string_view text, Sensitivity least) const {
  std::string out;
  while (!text.empty()) {
    std::size_t length = 0;
    const auto found = std::find_if(known_.begin(), known_.end(), [&](const Known& known) {
      length = known.sensitivity < least ? 0 : spelled(text, known.value.reveal());
      return length > 0;
    });
    if (found == known_.end()) {
      out += text.front();
      text.remove_prefix(1);
    } else {
      out += found->replacement;
      text.remove_prefix(length);
    }
  }
  return out;
}

}  // namespace oauthctl
