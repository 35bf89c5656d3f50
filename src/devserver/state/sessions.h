#pragma once

#include <optional>
#include <string>

#include "base/time.h"
#include "devserver/state/database.h"
#include "oauthctl/secret.h"

namespace oauthctl::devserver {

/// A person who signed in with a browser, and when.
struct Session {
  std::string username;
  TimePoint signed_in_at;
};

/// Sessions by the browser's cookie. They end after twelve hours.
class Sessions {
 public:
  Sessions(Database& database, Clock now) : database_(database), now_(std::move(now)) {}

  /// Returns a new cookie, so that a cookie that somebody planted before the sign-in is useless after it.
  Secret open(const std::string& username);
  std::optional<Session> find(const Secret& cookie);
  void close(const Secret& cookie);

 private:
  Database& database_;
  Clock now_;
};

}  // namespace oauthctl::devserver
