#pragma once

#include <string>

#include "model/store.h"

namespace oauthctl {

/// The place of a record, now or after the copy.
struct Place {
  TokenStore& store;
  std::string profile;
};

/// Stores the record there, in the profile's turn. Throws ErrorKind::usage if one exists already and must not be
/// replaced. One that has signed out is, if it is of the same client.
void put(const Record& record, const Place& there, bool replace);

struct TransferOptions {
  bool replace = false;  ///< what is there
  bool move = false;     ///< delete the original
};

/// Copies a record and returns the copy. Throws ErrorKind::login_required for a profile that does not
/// exist. One that has signed out has its settings copied.
Record transfer(const Place& from, const Place& to, const TransferOptions& options);

}  // namespace oauthctl
