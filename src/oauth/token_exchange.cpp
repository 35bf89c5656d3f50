#include "oauth/token_exchange.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"

namespace oauthctl {
namespace {

constexpr const char* prefix = "urn:ietf:params:oauth:token-type:";
constexpr std::string_view names[] = {"access_token", "refresh_token", "id_token", "jwt", "saml1", "saml2"};

}  // namespace

std::string token_type_uri(const std::string& name, const std::string& option) {
  if (std::find(std::begin(names), std::end(names), name) != std::end(names)) return prefix + name;
  // RFC 3986 §4.3: what is no URI has no scheme.
  if (name.find(':') != std::string::npos && is_visible_ascii(name)) return name;
  throw Error(ErrorKind::usage, option + ": '" + printable(name, 60) + "' is no token type",
              "name a URI, or access_token, refresh_token, id_token, jwt, saml1 or saml2");
}

void check_issued_token_type(const TokenSet& tokens, const TokenExchangeGrant& grant) {
  const std::string& issued = tokens.issued_token_type;
  if (issued.empty())
    throw Error(ErrorKind::protocol, "the answer of the token endpoint: \"issued_token_type\" is missing");
  if (grant.requested_token_type.empty() || issued == grant.requested_token_type) return;
  throw Error(ErrorKind::protocol, "the server issued a token of the type " + printable(issued, 100) + ", and " +
                                       printable(grant.requested_token_type, 100) + " was asked for");
}

}  // namespace oauthctl
