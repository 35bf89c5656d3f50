#include "devserver/clients/clients.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "devserver/clients/redirect_uri.h"
#include "devserver/state/sql.h"

namespace oauthctl::devserver {
namespace {

constexpr const char* one_client =
    "SELECT client_id, secret_hash, client_name, redirect_uris, token_endpoint_auth_method, grant_types, "
    "registered_at, "
    "metadata FROM clients WHERE client_id = ?";
constexpr const char* all_clients =
    "SELECT client_id, secret_hash, client_name, redirect_uris, token_endpoint_auth_method, grant_types, "
    "registered_at, "
    "metadata FROM clients ORDER BY registered_at, rowid";

/// The members that have no column of their own.
nlohmann::json more_members(const RegisteredClient& client) {
  nlohmann::json more = response_algorithms_json(client.algorithms);
  more.update(request_rules_json(client.rules));
  more.update(certificate_rules_json(client.certificate_rules));
  more["client_secret"] = client.client_secret.reveal();
  more["registration_token_hash"] = client.registration_token_hash;
  more["post_logout_redirect_uris"] = client.post_logout_redirect_uris;
  more["response_types"] = client.response_types;
  if (client.secret_expires_at) more["client_secret_expires_at"] = epoch_seconds(*client.secret_expires_at);
  if (!client.scope.empty()) more["scope"] = client.scope;
  if (!client.application_type.empty()) more["application_type"] = client.application_type;
  return more;
}

/// An older database does not have them.
std::vector<std::string> read_response_types(const JsonObject& stored) {
  const auto read = stored.strings("response_types");
  return read.empty() ? std::vector<std::string>{"code"} : read;
}

std::optional<TimePoint> read_secret_expiry(const JsonObject& stored) {
  const auto seconds = stored.integer("client_secret_expires_at");
  if (!seconds) return std::nullopt;
  return TimePoint(std::chrono::seconds(*seconds));
}

bool is_among(const std::vector<std::string>& registered, const std::string& uri) {
  return std::any_of(registered.begin(), registered.end(), [&](const std::string& one) { return matches(one, uri); });
}

RegisteredClient read_client(SQLite::Statement& row) {
  const auto stored = JsonObject::parse(row.getColumn(7).getString(), "a stored client", ErrorKind::internal);
  return {row.getColumn(0).getString(),
          row.getColumn(1).getString(),
          row.getColumn(2).getString(),
          words(row.getColumn(3).getString()),
          row.getColumn(4).getString(),
          words(row.getColumn(5).getString()),
          time_of(row.getColumn(6)),
          read_response_algorithms(stored),
          stored.string("registration_token_hash"),
          stored.strings("post_logout_redirect_uris"),
          read_request_rules(stored),
          Secret(stored.string("client_secret")),
          read_certificate_rules(stored),
          read_response_types(stored),
          read_secret_expiry(stored),
          stored.string("scope"),
          stored.string("application_type")};
}

}  // namespace

bool RegisteredClient::may_use(std::string_view grant_type) const {
  return std::find(grant_types.begin(), grant_types.end(), grant_type) != grant_types.end();
}

bool RegisteredClient::may_ask_for(std::string_view response_type) const {
  return std::find(response_types.begin(), response_types.end(), response_type) != response_types.end();
}

bool RegisteredClient::may_redirect_to(const std::string& redirect_uri) const {
  return is_among(redirect_uris, redirect_uri);
}

bool RegisteredClient::may_end_at(const std::string& post_logout_redirect_uri) const {
  return is_among(post_logout_redirect_uris, post_logout_redirect_uri);
}

void Clients::put(const RegisteredClient& client) {
  database_.transaction([&](SQLite::Database& db) {
    execute(db, "INSERT OR REPLACE INTO clients VALUES (?, ?, ?, ?, ?, ?, ?, ?)", client.client_id, client.secret_hash,
            client.client_name, join(client.redirect_uris), client.token_endpoint_auth_method, join(client.grant_types),
            epoch_seconds(client.registered_at), to_text(more_members(client)));
  });
}

std::optional<RegisteredClient> Clients::find(const std::string& client_id) {
  return database_.transaction([&](SQLite::Database& db) -> std::optional<RegisteredClient> {
    auto row = query(db, one_client, client_id);
    if (!row.executeStep()) return std::nullopt;
    return read_client(row);
  });
}

std::vector<RegisteredClient> Clients::all() {
  return database_.transaction([](SQLite::Database& db) {
    std::vector<RegisteredClient> clients;
    auto rows = query(db, all_clients);
    while (rows.executeStep()) clients.push_back(read_client(rows));
    return clients;
  });
}

void Clients::erase(const std::string& client_id) {
  database_.transaction([&](SQLite::Database& db) {
    for (const char* table : {"grants", "consents", "clients"})
      execute(db, ("DELETE FROM " + std::string(table) + " WHERE client_id = ?").c_str(), client_id);
  });
}

}  // namespace oauthctl::devserver
