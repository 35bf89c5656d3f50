#include "config/foreign_file.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"

namespace oauthctl {
namespace {

struct KnownType {
  std::string_view type;
  const char* what;
  const char* words;
  const char* command = "";
};

constexpr const char* get_subject_token = "get its subject token, and exchange that";
constexpr const char* exchange = "oauthctl login --flow token-exchange --subject-token-file FILE";
constexpr const char* store_import = "oauthctl store import FILE";

/// The values of `type` in Google's credential files that are not clients (cloud.google.com/docs/authentication).
constexpr KnownType known_types[] = {
    {"authorized_user", "gcloud's own sign-in (authorized_user)", "", store_import},
    {"external_account", "a workload identity configuration (external_account)", get_subject_token, exchange},
    {"external_account_authorized_user", "a sign-in with a workforce identity (external_account_authorized_user)",
     get_subject_token, exchange},
    {"impersonated_service_account", "an impersonation of a service account (impersonated_service_account)",
     "sign in with the service account's own key file, or as a person with an OAuth client of type Desktop app"},
    {"gdch_service_account", "a service account of Google Distributed Cloud (gdch_service_account)",
     "sign in with a service account of Google Cloud, or an OAuth client of type Desktop app"},
};

[[noreturn]] void refuse(const JsonObject& file, const std::string& why, Hint hint) {
  throw Error(ErrorKind::usage, file.source() + ": is " + why + ", not a client file", std::move(hint));
}

void refuse_type(const JsonObject& file) {
  const std::string type = file.string("type");
  const auto* known = std::find_if(std::begin(known_types), std::end(known_types),
                                   [&](const KnownType& row) { return row.type == type; });
  if (known == std::end(known_types))
    file.fail("type", "must be \"service_account\", not \"" + printable(type, 60) + '"');
  refuse(file, known->what, Hint::run(known->command, known->words));
}

/// keycloak.json, which Keycloak's console exports for a client ("adapter configuration").
void refuse_keycloak(const JsonObject& file) {
  const std::string server = file.shown("auth-server-url");
  const std::string realm = file.shown("realm");
  if (server.empty() || realm.empty()) return;
  const std::string issuer = server + (server.ends_with('/') ? "" : "/") + "realms/" + realm;
  const bool has_secret = file.part("credentials").has("secret");
  refuse(file, "Keycloak's adapter configuration",
         R"(write a client file: {"issuer": ")" + printable(issuer, 300) + R"(", "client_id": ")" +
             printable(file.shown("resource"), 100) + '"' +
             (has_secret ? R"(, "client_secret": "…"}, with the secret of its "credentials")" : "}"));
}

/// Google's libraries keep such a file as token.json or credentials.json.
bool is_token_file(const JsonObject& file) {
  return file.has("refresh_token") && file.has("client_id") && file.has("token_uri");
}

}  // namespace

void refuse_foreign_file(const JsonObject& file) {
  if (file.has("type")) refuse_type(file);
  refuse_keycloak(file);
  if (is_token_file(file)) refuse(file, "a stored sign-in of Google's libraries", Hint::run(store_import));
  if (file.has("profile") && file.has("tokens")) refuse(file, "an exported profile", Hint::run(store_import));
}

}  // namespace oauthctl
