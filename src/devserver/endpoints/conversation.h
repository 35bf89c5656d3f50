#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/params.h"
#include "devserver/authorization_server.h"
#include "devserver/endpoints/authorization_request.h"
#include "devserver/endpoints/visitor.h"
#include "devserver/endpoints/whole_request.h"
#include "devserver/http/request.h"
#include "devserver/http/response.h"
#include "devserver/pages/pages.h"

namespace oauthctl::devserver {

/// The path of the authorization endpoint's cookie.
inline constexpr const char* authorize_path = "/authorize";

/// An authorization request while a person decides on it.
struct Conversation {
  AuthorizationServer& server;
  const Visitor& visitor;
  Params params;
  Destination destination;
  WholeRequest::From from = WholeRequest::From::query;
  AuthorizationRequest asked;
  Terms terms = {};

  /// The person who is signed in with this browser, if that sign-in satisfies the request.
  std::optional<Account> signed_in() const;
  /// A query for the same request with these parameters. A browser does not see the parameters of a pushed or signed
  /// request: they continue under a new name.
  std::string query_of(const Params& params) const;
  PendingRequest pending() const;
  void send_back(Response& response, Params answer) const;
  /// Sends back a code or tokens for this person and scope.
  void approve(Response& response, const std::string& username, const std::string& scope) const;
  void show_login(Response& response, const std::string& username, const std::string& problem) const;
};

/// Reads the request from its query, for the first page and again for each form, because a browser can change what it
/// sends back. A Refusal for the client, also from `work`, is sent back to it; others are thrown.
void converse(AuthorizationServer& server, const Visitor& visitor, const std::string& query, Response& response,
              const std::function<void(const Conversation&)>& work);

}  // namespace oauthctl::devserver
