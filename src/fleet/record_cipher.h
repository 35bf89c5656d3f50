#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "oauthctl/secret.h"

namespace oauthctl {

/// The keys of a fleet, one a line: 32 bytes in base64, as `openssl rand -base64 32` prints them. Throws
/// ErrorKind::usage, naming `source`.
std::vector<Secret> parse_store_keys(const Secret& text, const std::string& source);

/// AES-256-GCM over a record and its place. Somebody who can write to the engine can neither read a record, nor change
/// it, nor move it to another place.
class RecordCipher {
 public:
  /// The first key seals. Every key opens, so that a key can be replaced while machines still have the old one.
  explicit RecordCipher(std::vector<Secret> keys) : keys_(std::move(keys)) {}

  std::string seal(std::string_view place, const Secret& text) const;
  /// Throws ErrorKind::internal, naming `where`, if none of the keys opens it.
  Secret open(std::string_view place, std::string_view sealed, const std::string& where) const;

 private:
  std::vector<Secret> keys_;
};

}  // namespace oauthctl
