#include "devserver/state/terms.h"

#include "base/text.h"
#include "devserver/state/random_token.h"
#include "devserver/state/sql.h"

namespace oauthctl::devserver {

void KeptTerms::put(const Secret& token, const Terms& terms) {
  if (token.empty() || terms.empty()) return;
  database_.transaction([&](SQLite::Database& db) {
    execute(db, "INSERT OR REPLACE INTO terms VALUES (?, ?, ?, ?, ?, ?)", hash_of(token), terms.jkt,
            join(terms.resource), terms.authorization_details, terms.act, terms.x5t);
  });
}

Terms KeptTerms::find(const Secret& token) {
  return database_.transaction([&](SQLite::Database& db) -> Terms {
    auto row =
        query(db, "SELECT jkt, resource, authorization_details, act, x5t FROM terms WHERE hash = ?", hash_of(token));
    if (!row.executeStep()) return {};
    return {row.getColumn(0).getString(), words(row.getColumn(1).getString()), row.getColumn(2).getString(),
            row.getColumn(3).getString(), row.getColumn(4).getString()};
  });
}

}  // namespace oauthctl::devserver
