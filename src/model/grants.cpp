#include "model/grants.h"

#include <cstddef>
#include <iterator>

namespace oauthctl {
namespace {

using enum GrantType;

constexpr bool yes = true;
constexpr bool no = false;

constexpr const char* device_urn = "urn:ietf:params:oauth:grant-type:device_code";
constexpr const char* jwt_urn = "urn:ietf:params:oauth:grant-type:jwt-bearer";
constexpr const char* exchange_urn = "urn:ietf:params:oauth:grant-type:token-exchange";

// In the order of the enumeration. A refresh token does not count as spent: a server that is busy has not rotated it.
// clang-format off
constexpr GrantRules rows[] = {
    // type              name                  flow                 person  again  spent  about  approved
    {authorization_code, "authorization_code", "code",               yes,   no,    yes,   yes,   yes},
    {device_code,        device_urn,           "device",             yes,   yes,   yes,   yes,   yes},
    {client_credentials, "client_credentials", "client-credentials", no,    yes,   no,    no,    no},
    {password,           "password",           "password",           yes,   yes,   no,    yes,   no},
    {jwt_bearer,         jwt_urn,              "jwt-bearer",         no,    yes,   yes,   no,    no},
    {token_exchange,     exchange_urn,         "token-exchange",     no,    yes,   no,    no,    no},
    {implicit,           "implicit",           "implicit",           yes,   no,    yes,   yes,   yes},
    {refresh_token,      "refresh_token",      "",                   no,    yes,   no,    yes,   yes},
};
// clang-format on

consteval bool is_complete() {
  for (std::size_t i = 0; i < std::size(rows); ++i) {
    if (rows[i].type != static_cast<GrantType>(i)) return false;
  }
  return std::size(rows) == static_cast<std::size_t>(refresh_token) + 1;
}

static_assert(is_complete(), "a grant has no row, or not in the order of the enumerators");

template <typename Matches>
std::optional<GrantType> find(Matches matches) {
  for (const GrantRules& row : rows) {
    if (matches(row)) return row.type;
  }
  return std::nullopt;
}

}  // namespace

const GrantRules& rules_of(GrantType type) {
  return rows[static_cast<std::size_t>(type)];
}

std::optional<GrantType> grant_named(std::string_view name) {
  return find([&](const GrantRules& row) { return row.name == name; });
}

std::optional<GrantType> grant_of_flow(std::string_view flow) {
  return find([&](const GrantRules& row) { return !flow.empty() && row.flow == flow; });
}

std::vector<std::string> flow_words() {
  std::vector<std::string> words;
  for (const GrantRules& row : rows) {
    if (*row.flow != '\0') words.emplace_back(row.flow);
  }
  return words;
}

const std::vector<GrantRules>& all_grants() {
  static const std::vector<GrantRules> all(std::begin(rows), std::end(rows));
  return all;
}

}  // namespace oauthctl
