#pragma once

#include <string>

#include "model/store.h"

namespace oauthctl {

/// Where a record is, or is to be.
struct Place {
  TokenStore& store;
  std::string profile;
};

/// Stores the record there, in the profile's turn. Throws ErrorKind::usage for one that is there already and is not
/// to be replaced.
void put(const Record& record, const Place& there, bool replace);

struct TransferOptions {
  bool replace = false;  ///< what is there
  bool move = false;     ///< nothing stays behind
};

/// Copies a record. Throws ErrorKind::login_required when there is none. Returns it as it was copied.
Record transfer(const Place& from, const Place& to, const TransferOptions& options);

}  // namespace oauthctl
