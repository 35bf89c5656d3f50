#pragma once

#include <string>
#include <vector>

#include "devserver/state/database.h"
#include "oauthctl/secret.h"

namespace oauthctl::devserver {

/// The restrictions of a code or token besides its scope, and who acts with it.
struct Terms {
  std::string jkt;                    ///< the key that its user must prove (RFC 9449 §6); empty: none
  std::vector<std::string> resource;  ///< where it, or its tokens, may be used (RFC 8707); empty: anywhere
  std::string authorization_details;  ///< what it allows (RFC 9396), as JSON; empty: no details
  std::string act;                    ///< who acts for its owner (RFC 8693 §4.1), as JSON; empty: nobody
  std::string x5t = {};               ///< the certificate that its user must show (RFC 8705 §3); empty: none

  bool empty() const {
    return jkt.empty() && resource.empty() && authorization_details.empty() && act.empty() && x5t.empty();
  }
};

/// The terms of codes and tokens, by their hashes. They must be stored before anybody gets the code or token.
class KeptTerms {
 public:
  explicit KeptTerms(Database& database) : database_(database) {}

  void put(const Secret& token, const Terms& terms);
  /// Empty terms for an unknown token.
  Terms find(const Secret& token);

 private:
  Database& database_;
};

}  // namespace oauthctl::devserver
