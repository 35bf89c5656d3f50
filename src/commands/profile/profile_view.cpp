#include "commands/profile/profile_view.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/duration.h"
#include "base/json.h"
#include "base/text.h"
#include "base/url.h"
#include "commands/profile/status_view.h"
#include "model/server/metadata_json.h"

namespace oauthctl::cli {
namespace {

using nlohmann::ordered_json;
using Row = std::array<std::string, 4>;

std::string state_of(const Record& record, TimePoint now) {
  if (is_signed_out(record)) return "signed out";
  const bool renews = is_renewable(record, now);
  if (!record.tokens.usable(now, std::chrono::seconds{0})) return renews ? "expired, renews itself" : "expired";
  const auto& end = record.tokens.expires_at;
  return (end ? "valid for " + describe(*end - now) : "valid") + (renews ? ", renews itself" : "");
}

Row row_of(const Record& record, const std::string& by_default, TimePoint now) {
  const std::string account = printable(record.account.label(), 60);
  const std::string host = host_of(name_of_server(record.server));
  return {(record.profile == by_default ? "* " : "  ") + record.profile, account.empty() ? "-" : account,
          host.empty() ? "-" : host, state_of(record, now)};
}

/// A client that the record keeps came from standard input.
std::string client_of(const Record& record) {
  return record.client ? "kept in the profile" : record.client_file;
}

ordered_json settings_json(const Record& record, bool is_default, const TokenStore& store) {
  ordered_json out;
  out["profile"] = record.profile;
  out["default"] = is_default;
  out["signed_in"] = !is_signed_out(record);
  out["client_file"] = record.client ? ordered_json(nullptr) : ordered_json(record.client_file);
  out["client_id"] = record.client_id;
  out["issuer"] = record.server.issuer;
  out["token_endpoint"] = record.server.token_endpoint;
  out["flow"] = rules_of(record.grant_type).flow;
  out["scopes"] = words(record.scope);
  out["resources"] = record.resource;
  out["serves"] = record.serves;
  auto& params = out["params"] = ordered_json::array();
  for (const auto& [name, value] : record.params) params.push_back({name, value});
  out["stored"] = store.where(record.profile);
  return out;
}

}  // namespace

std::string profile_lines(const std::vector<Record>& records, const std::string& by_default, TimePoint now) {
  std::vector<Row> rows;
  std::array<std::size_t, std::tuple_size_v<Row>> widths{};
  for (const Record& record : records) {
    rows.push_back(row_of(record, by_default, now));
    for (std::size_t i = 0; i < widths.size(); ++i) widths[i] = std::max(widths[i], rows.back()[i].size());
  }
  std::string out;
  for (const Row& row : rows) {
    for (std::size_t i = 0; i + 1 < row.size(); ++i) out += row[i] + std::string(widths[i] + 2 - row[i].size(), ' ');
    out += row.back() + '\n';
  }
  return out;
}

std::string profile_list_json(const std::vector<Record>& records, const std::string& by_default,
                              const TokenStore& store) {
  ordered_json profiles = ordered_json::array();
  for (const Record& record : records) {
    ordered_json one = settings_json(record, record.profile == by_default, store);
    one["account"] = record.account.label();
    profiles.push_back(std::move(one));
  }
  return to_text(ordered_json{{"profiles", profiles}}, 2) + '\n';
}

std::string profile_text(const Record& record, bool is_default, const TokenStore& store) {
  std::string out = record.profile + (is_default ? " (default)\n" : "\n");
  const auto line = [&](const char* label, const std::string& text) {
    if (!text.empty()) out += std::string("  ") + label + printable(text, 4096) + '\n';
  };
  const std::string account = record.account.label();
  line("state     ", is_signed_out(record) ? "signed out" : account.empty() ? "signed in" : "signed in as " + account);
  line("client    ", client_of(record));
  line("id        ", record.client_id);
  line("server    ", name_of_server(record.server));
  line("flow      ", rules_of(record.grant_type).flow);
  line("scope     ", record.scope);
  line("resource  ", join(record.resource));
  line("for       ", join(record.serves));
  for (const auto& [name, value] : record.params) line("param     ", name + '=' + value);
  line("stored    ", store.where(record.profile));
  return out;
}

std::string profile_json(const Record& record, bool is_default, const TokenStore& store) {
  return to_text(settings_json(record, is_default, store), 2) + '\n';
}

}  // namespace oauthctl::cli
