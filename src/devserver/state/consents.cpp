#include "devserver/state/consents.h"

#include "devserver/state/scopes.h"
#include "devserver/state/sql.h"

namespace oauthctl::devserver {

void Consents::remember(const std::string& username, const std::string& client_id, const std::string& scope) {
  database_.transaction([&](SQLite::Database& db) {
    execute(db, "INSERT OR REPLACE INTO consents VALUES (?, ?, ?)", username, client_id, scope);
  });
}

bool Consents::covers(const std::string& username, const std::string& client_id, const std::string& scope) {
  return database_.transaction([&](SQLite::Database& db) {
    auto row = query(db, "SELECT scope FROM consents WHERE username = ? AND client_id = ?", username, client_id);
    return row.executeStep() && is_within(scope, row.getColumn(0).getString());
  });
}

}  // namespace oauthctl::devserver
