#include "devserver/state/password_hash.h"

#include <argon2.h>

#include <cstdint>

#include "jose/random.h"
#include "oauthctl/error.h"

namespace oauthctl::devserver {
namespace {

// The minimum of OWASP's password storage cheat sheet for Argon2id: 19 MiB, two passes, one lane.
constexpr std::uint32_t passes = 2;
constexpr std::uint32_t kibibytes = 19 * 1024;
constexpr std::uint32_t lanes = 1;
constexpr std::size_t hash_size = 32;
constexpr std::size_t salt_size = 16;

}  // namespace

std::string hash_password(const Secret& password) {
  const std::string salt = random_bytes(salt_size);
  std::string encoded(argon2_encodedlen(passes, kibibytes, lanes, salt_size, hash_size, Argon2_id), '\0');
  const int status = argon2id_hash_encoded(passes, kibibytes, lanes, password.reveal().data(), password.reveal().size(),
                                           salt.data(), salt.size(), hash_size, encoded.data(), encoded.size());
  if (status != ARGON2_OK) {
    throw Error(ErrorKind::internal, std::string("cannot hash a password: ") + argon2_error_message(status));
  }
  encoded.resize(encoded.find('\0'));
  return encoded;
}

bool password_matches(const std::string& encoded, const Secret& password) {
  if (encoded.empty()) {
    hash_password(password);
    return false;
  }
  return argon2id_verify(encoded.c_str(), password.reveal().data(), password.reveal().size()) == ARGON2_OK;
}

}  // namespace oauthctl::devserver
