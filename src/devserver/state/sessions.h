#pragma once

#include <optional>
#include <string>

#include "base/time.h"
#include "devserver/state/database.h"
#include "oauthctl/secret.h"

namespace oauthctl::devserver {

/// Somebody who signed in with a browser, and when.
struct Session {
  std::string username;
  TimePoint signed_in_at;
};

/// Sessions by the cookie that the browser keeps. They end after twelve hours.
class Sessions {
 public:
  Sessions(Database& database, Clock now) : database_(database), now_(std::move(now)) {}

  /// Returns the cookie: always a new one, so that a cookie planted before the sign-in is worth nothing after it.
  Secret open(const std::string& username);
  std::optional<Session> find(const Secret& cookie);
  void close(const Secret& cookie);

 private:
  Database& database_;
  Clock now_;
};

}  // namespace oauthctl::devserver
