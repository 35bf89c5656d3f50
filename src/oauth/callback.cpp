#include "base/text.h"
#include "oauthctl/authorization.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

bool has_our_state(const AuthorizationRequest& request, const Params& query) {
  return query.count("state") == 1 && Secret(query.get("state")) == request.state;
}

void require_our_state(const AuthorizationRequest& request, const Params& query) {
  if (has_our_state(request, query)) return;
  const std::string hint = "start again, and paste the whole address that the browser ends on";
  if (!query.contains("state")) throw Error(ErrorKind::protocol, "the callback has no state", hint);
  throw Error(ErrorKind::protocol, "the callback belongs to another sign-in: its state is not ours", hint);
}

/// RFC 6749 §3.1: a repeated parameter has two readings, so it has none.
void refuse_repeated(const Params& query) {
  for (const char* name : {"code", "error", "error_description", "error_uri", "iss"}) {
    if (query.count(name) > 1)
      throw Error(ErrorKind::protocol, std::string("the callback has the parameter \"") + name + "\" twice");
  }
}

/// Whatever the reason, the sign-in was refused; only a server in trouble is worth another try.
Error refusal(const OAuthError& answer) {
  const Error judged = error_of(answer, Presented::fresh_grant);
  const auto kind = judged.kind() == ErrorKind::unavailable ? ErrorKind::unavailable : ErrorKind::refused;
  return {kind, judged.message(), judged.hint(), answer};
}

/// RFC 9207 §2.4: without this another server could have its code redeemed here, or ours redeemed there. A server known
/// by its endpoints alone has no issuer to compare with: Google's client file is of that kind, and Google sends `iss`.
void check_iss(const ServerMetadata& server, const Params& query) {
  const auto iss = query.find("iss");
  if (!iss) {
    if (server.authorization_response_iss_parameter_supported.value_or(false))
      throw Error(ErrorKind::protocol, "the callback has no iss, which this server always sends");
    return;
  }
  if (!server.issuer.empty() && *iss != server.issuer) {
    throw Error(ErrorKind::protocol, "the callback comes from another server: iss is '" + printable(*iss, 100) +
                                         "', not '" + printable(server.issuer, 100) + "'");
  }
}

}  // namespace

bool answers(const AuthorizationRequest& request, const Params& query) {
  return has_our_state(request, query) && query.count("code") <= 1 && query.count("error") <= 1 &&
         !(query.get("code").empty() && query.get("error").empty());
}

AuthorizationCode check_callback(const ServerMetadata& server, const AuthorizationRequest& request,
                                 const Params& query) {
  require_our_state(request, query);
  refuse_repeated(query);
  const OAuthError answer{query.get("error"), query.get("error_description"), query.get("error_uri")};
  const std::string code = query.get("code");
  if (!answer.error.empty() && !code.empty())
    throw Error(ErrorKind::protocol, "the callback has both a code and an error");
  // Before iss, which servers leave out of error answers.
  if (!answer.error.empty()) throw refusal(answer);
  check_iss(server, query);
  if (code.empty()) throw Error(ErrorKind::protocol, "the callback has neither a code nor an error");
  return AuthorizationCode(Secret(code), request.code_verifier, request.redirect_uri);
}

}  // namespace oauthctl
