#pragma once

#include <string>
#include <vector>

#include "devserver/state/database.h"
#include "oauthctl/secret.h"

namespace oauthctl::devserver {

/// What a code or a token is restricted to beyond its scope, and who acts with it.
struct Terms {
  std::string jkt;                    ///< the key that must be shown with it (RFC 9449 §6); empty: none
  std::vector<std::string> resource;  ///< where it, or what comes of it, may be used (RFC 8707); empty: anywhere
  std::string authorization_details;  ///< what it allows (RFC 9396), as JSON; empty: nothing of the kind
  std::string act;                    ///< who acts for its person (RFC 8693 §4.1), as JSON; empty: nobody
  std::string x5t = {};               ///< the certificate that must be shown with it (RFC 8705 §3); empty: none

  bool empty() const {
    return jkt.empty() && resource.empty() && authorization_details.empty() && act.empty() && x5t.empty();
  }
};

/// The terms of codes and tokens, known by their hashes. They are kept before anybody learns the code or token.
class KeptTerms {
 public:
  explicit KeptTerms(Database& database) : database_(database) {}

  void put(const Secret& token, const Terms& terms);
  /// No restriction at all for what is not known.
  Terms find(const Secret& token);

 private:
  Database& database_;
};

}  // namespace oauthctl::devserver
