#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "jose/jws.h"

namespace oauthctl::devserver {

/// The service account of this server: a program that signs its own assertions (RFC 7523). Each start makes a new key,
/// and the server keeps only the public half.
class ServiceAccounts {
 public:
  static constexpr const char* client_email = "robot@dev.oauthctl.example";

  /// Makes the key and writes a file in Google's form, 0600. Throws ErrorKind::usage with the file's name.
  void write_file(const std::string& file, const std::string& issuer);
  /// The e-mail address of the service account that signed this. Throws a Refusal with invalid_grant for anybody else.
  std::string signer_of(const UnverifiedJws& assertion, const std::string& iss) const;

 private:
  std::optional<JwkSet> keys_;
};

}  // namespace oauthctl::devserver
