#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "jose/jws.h"

namespace oauthctl::devserver {

/// The service account of this server: a program that signs its own assertions (RFC 7523). One is enough to develop
/// with. Its key is made anew at each start, and the server keeps the public half.
class ServiceAccounts {
 public:
  static constexpr const char* client_email = "robot@dev.oauthctl.example";

  /// Makes the key and writes a file in the form of Google's, 0600. Throws ErrorKind::usage naming the file.
  void write_file(const std::string& file, const std::string& issuer);
  /// Who signed this: the e-mail address of an account of ours. Throws a Refusal with invalid_grant for anybody else.
  std::string signer_of(const UnverifiedJws& assertion, const std::string& iss) const;

 private:
  std::optional<JwkSet> keys_;
};

}  // namespace oauthctl::devserver
