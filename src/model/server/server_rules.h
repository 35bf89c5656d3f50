#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/params.h"

namespace oauthctl {

/// A value of a JSON answer, and the place where it stands (RFC 6901).
struct Telltale {
  std::string pointer;
  std::string value;  ///< as compact JSON
};

/// How to find out whose token it is, if not as OpenID Connect Core §5.3 says.
struct AccountRules {
  std::string method;              ///< empty: GET
  Params headers;                  ///< that the endpoint needs
  std::string body;                ///< of a POST, as it is sent
  std::vector<std::string> id;     ///< JSON pointers, tried in order; empty: the usual members
  std::vector<std::string> name;   ///< the same
  bool from_answer = false;        ///< the pointers are of the token endpoint's answer: nothing is asked
  std::vector<int> dead_statuses;  ///< besides 401 and 403
  std::vector<Telltale> dead_if;   ///< in an answer with a good status
};

/// How tokens are revoked, if not as RFC 7009 says. In `url` and `body`, `{access_token}`, `{refresh_token}`,
/// `{client_id}` and `{account_id}` stand for the values of the moment.
struct RevocationRules {
  std::string method;          ///< empty: POST
  std::string url;             ///< empty: RFC 7009 at the revocation_endpoint
  std::string authentication;  ///< basic, bearer, client_id or none; empty: the client's own
  Params body;
  bool is_json = false;
  std::vector<std::string> tokens;  ///< those that it takes: access_token, refresh_token
  std::vector<int> success;         ///< statuses; empty: 2xx
  std::vector<Telltale> refused_if;
  std::string page;  ///< where a person can revoke
};

/// How a server differs from the specifications, as data (docs/providers/data.md). Nobody asks which provider it is.
struct ServerRules {
  std::string text;             ///< the JSON that they were read from; empty: nothing differs
  Params headers;               ///< of the client's requests
  Params authorization_params;  ///< of an authorization request for a code; others of the same name replace them
  bool takes_resource = true;   ///< false: refuses the parameter `resource` (RFC 8707)
  std::string scope_separator;  ///< empty: a space
  std::string scope_member;     ///< of the authorization request; empty: scope
  std::string device_scope_member;
  std::string refresh_endpoint;  ///< empty: the token endpoint
  std::string refresh_needs;     ///< for a person: what a refresh token needs
  /// A scope names the resource of the token, and a renewal may ask for the scope of another one (Entra).
  bool scope_names_resource = false;
  AccountRules account;
  RevocationRules revocation;
};

/// Members `headers`, `authorization_params`, `resource_indicators`, `scope`, `refresh`, `account`, `device` and
/// `revocation`. Throws as JsonObject does, and for an unknown member, a bad pointer, and a URL that is neither https
/// nor loopback http.
ServerRules read_server_rules(const JsonObject& object);

/// Throws, as `object` does, for a member that is not among `known`.
void require_known_members(const JsonObject& object, std::initializer_list<std::string_view> known);

/// The origin of such a URL, in which `{…}` stands for values of the moment.
std::string origin_of_rule(std::string url);

bool is_json_pointer(const std::string& text);

/// The string or whole number at the first of the pointers that has one; empty if none has.
std::string text_at(const JsonObject& answer, const std::vector<std::string>& pointers);

/// Whether the answer has one of the values.
bool has_any(const JsonObject& answer, const std::vector<Telltale>& telltales);

}  // namespace oauthctl
