#include "devserver/tls/authority.h"

#include "devserver/state/sql.h"

namespace oauthctl::devserver {

TlsIdentity kept_authority(Database& database, TimePoint now) {
  return database.transaction([&](SQLite::Database& db) {
    auto row = query(db, "SELECT certificate, key FROM authority");
    if (row.executeStep()) return TlsIdentity{row.getColumn(0).getString(), Secret(row.getColumn(1).getString())};
    TlsIdentity made = make_authority(now);
    execute(db, "INSERT INTO authority VALUES (?, ?)", made.certificate, made.key.reveal());
    return made;
  });
}

}  // namespace oauthctl::devserver
