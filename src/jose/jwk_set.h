#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace oauthctl {

struct PublishedKey;

/// The keys that a server publishes (RFC 7517 §5): those of them that can check a signature. The others are skipped, as
/// that section asks, and remembered for the message of the check that misses them: keys for encryption, types and
/// curves that are not supported, RSA under 2048 bits, points that are not on their curve, shared secrets and private
/// keys, which have no business there. Numbers are read as servers write them: see Spelling.
class JwkSet {
 public:
  /// Throws ErrorKind::protocol, naming `source`, for what is no key set.
  static JwkSet parse(std::string_view json, const std::string& source);

  const std::vector<PublishedKey>& keys() const { return *keys_; }
  const std::vector<std::string>& skipped() const { return skipped_; }  ///< one line for a person each

 private:
  std::shared_ptr<const std::vector<PublishedKey>> keys_;
  std::vector<std::string> skipped_;
};

}  // namespace oauthctl
