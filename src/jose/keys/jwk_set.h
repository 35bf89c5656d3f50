#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace oauthctl {

struct PublishedKey;

/// Those keys that a server publishes (RFC 7517 §5) which can check a signature. The others are skipped, as that
/// section asks: keys for encryption, unsupported types and curves, RSA under 2048 bits, points that are not on their
/// curve, and shared secrets and private keys, which must not be published. A check that finds no key mentions them.
/// Numbers are read as servers write them: see Spelling.
class JwkSet {
 public:
  /// Throws ErrorKind::protocol, naming `source`, for a document that is not a key set.
  static JwkSet parse(std::string_view json, const std::string& source);

  const std::vector<PublishedKey>& keys() const { return *keys_; }
  const std::vector<std::string>& skipped() const { return skipped_; }  ///< one line each, for a person

 private:
  std::shared_ptr<const std::vector<PublishedKey>> keys_;
  std::vector<std::string> skipped_;
};

}  // namespace oauthctl
