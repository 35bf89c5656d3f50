#pragma once

#include <functional>
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

/// Whether the other record is a copy of this one: of the same client at the same server, with the same refresh token.
/// Without refresh tokens, the access tokens count.
bool is_copy_of(const Record& other, const Record& record);

struct TransferOptions {
  bool replace = false;  ///< what is there
  bool move = false;     ///< delete the original
  /// Makes commands look for the profile where its copy is. Called before the original is deleted, in its turn.
  std::function<void()> name_copy = [] {};
  std::function<void()> unname_copy = [] {};  ///< undoes name_copy, even if that failed halfway
};

/// Copies a record and returns the original. Throws ErrorKind::login_required for a profile that does not exist. One
/// that has signed out has its settings copied.
///
/// A move ends with one holder of the refresh token. If it fails, or if the original was renewed or deleted meanwhile,
/// the copy is removed again, unless somebody has renewed it. A move that was killed can be repeated: it replaces the
/// copy that it left.
Record transfer(const Place& from, const Place& to, const TransferOptions& options);

}  // namespace oauthctl
