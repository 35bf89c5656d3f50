#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oauthctl {

/// How tokens are obtained. `implicit` is not presented at the token endpoint; its tokens come through the browser.
/// `refresh_token` stays the last, so that a grant without a row in the table does not compile.
enum class GrantType {
  authorization_code,
  device_code,
  client_credentials,
  password,
  jwt_bearer,
  token_exchange,
  implicit,
  refresh_token,
};

/// One row of the table of grants. Code that treats one grant differently from another asks this table.
struct GrantRules {
  GrantType type;
  const char* name;             ///< the `grant_type` parameter; a record and a server's metadata use it too
  const char* flow;             ///< the word after `--flow`; empty: never chosen for a login
  bool needs_person;            ///< a person must act each time: in a browser, or by typing a password
  bool may_be_presented_again;  ///< after a refusal that may be about something else, such as the client's secret
  bool is_spent_by_use;         ///< must not be sent a second time after `Retry-After` (RFC 6749 §4.1.2, RFC 7523 §3)
  bool is_about_a_person;       ///< so userinfo can tell who signed in
  bool was_approved;            ///< a person approved scope and details already, so they are not asked for again
};

const GrantRules& rules_of(GrantType type);

inline const char* name_of(GrantType type) {
  return rules_of(type).name;
}

/// By the `grant_type` parameter; nothing for an unknown name.
std::optional<GrantType> grant_named(std::string_view name);

/// By the word after `--flow`; nothing for an unknown word.
std::optional<GrantType> grant_of_flow(std::string_view flow);

/// Every word that names a flow, in the order of the table.
std::vector<std::string> flow_words();

/// All rows, for tests and lists.
const std::vector<GrantRules>& all_grants();

}  // namespace oauthctl
