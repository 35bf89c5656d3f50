#include <array>

#include "base/text.h"
#include "oauth/authorization.h"
#include "oauth/authorization_response.h"
#include "oauth/oauth_error.h"
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
  for (const char* name : {"code", "access_token", "id_token", "token_type", "expires_in", "scope", "error",
                           "error_description", "error_uri", "iss"}) {
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
void check_iss(const ServerMetadata& server, const AuthorizationRequest& request, const Params& query) {
  const auto iss = query.find("iss");
  if (!iss) {
    // An ID token beside the code says it too, signed, and servers then leave the parameter out.
    if (!request.response_type.id_token && server.authorization_response_iss_parameter_supported.value_or(false))
      throw Error(ErrorKind::protocol, "the callback has no iss, which this server always sends");
    return;
  }
  if (!server.issuer.empty() && *iss != server.issuer) {
    throw Error(ErrorKind::protocol, "the callback comes from another server: iss is '" + printable(*iss, 100) +
                                         "', not '" + printable(server.issuer, 100) + "'");
  }
}

/// What an authorization response brings, by what was asked for.
struct Granted {
  const char* name;
  const char* meaning;
  bool ResponseType::*asked;
};

constexpr std::array what_is_granted{Granted{"code", "a code", &ResponseType::code},
                                     Granted{"access_token", "an access token", &ResponseType::token},
                                     Granted{"id_token", "an ID token", &ResponseType::id_token}};

void refuse_beside_error(const Granted& granted, const AuthorizationRequest& request, const Params& response) {
  if (request.response_type.*granted.asked && !response.get(granted.name).empty())
    throw Error(ErrorKind::protocol, std::string("the callback has both ") + granted.meaning + " and an error");
}

void require_granted(const Granted& granted, const AuthorizationRequest& request, const Params& response) {
  if (request.response_type.*granted.asked && response.get(granted.name).empty())
    throw Error(ErrorKind::protocol, std::string("the callback has neither ") + granted.meaning + " nor an error");
}

}  // namespace

bool answers(const AuthorizationRequest& request, const Params& response) {
  if (!has_our_state(request, response) || response.count("error") > 1) return false;
  bool is_answer = !response.get("error").empty();
  for (const Granted& granted : what_is_granted) {
    if (!(request.response_type.*granted.asked)) continue;
    if (response.count(granted.name) > 1) return false;
    is_answer = is_answer || !response.get(granted.name).empty();
  }
  return is_answer;
}

void check_authorization_response(const ServerMetadata& server, const AuthorizationRequest& request,
                                  const Params& response) {
  require_our_state(request, response);
  refuse_repeated(response);
  const OAuthError answer{response.get("error"), response.get("error_description"), response.get("error_uri")};
  if (!answer.error.empty()) {
    for (const Granted& granted : what_is_granted) refuse_beside_error(granted, request, response);
    // Before iss, which servers leave out of error answers.
    throw refusal(answer);
  }
  check_iss(server, request, response);
  for (const Granted& granted : what_is_granted) require_granted(granted, request, response);
}

AuthorizationCode check_callback(const ServerMetadata& server, const AuthorizationRequest& request,
                                 const Params& query) {
  if (!request.response_type.code) throw Error(ErrorKind::internal, "no code was asked for");
  check_authorization_response(server, request, query);
  return AuthorizationCode(Secret(query.get("code")), request.code_verifier, request.redirect_uri);
}

}  // namespace oauthctl
