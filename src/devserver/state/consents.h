#pragma once

#include <string>

#include "devserver/state/database.h"

namespace oauthctl::devserver {

/// Remembers what people allowed, so that they are not asked again.
class Consents {
 public:
  explicit Consents(Database& database) : database_(database) {}

  void remember(const std::string& username, const std::string& client_id, const std::string& scope);
  bool covers(const std::string& username, const std::string& client_id, const std::string& scope);

 private:
  Database& database_;
};

}  // namespace oauthctl::devserver
