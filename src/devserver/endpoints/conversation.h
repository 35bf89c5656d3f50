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

/// Where the authorization endpoint's cookie is sent.
inline constexpr const char* authorize_path = "/authorize";

/// An authorization request while a person deals with it.
struct Conversation {
  AuthorizationServer& server;
  const Visitor& visitor;
  Params params;
  Destination destination;
  WholeRequest::From from = WholeRequest::From::query;
  AuthorizationRequest asked;
  Terms terms = {};

  /// Who is signed in with this browser, as far as the request is content with that sign-in.
  std::optional<Account> signed_in() const;
  /// A query that stands for this request, with these parameters. A browser gets to see those of its own alone: what a
  /// client pushed or signed goes on under a new name.
  std::string query_of(const Params& params) const;
  PendingRequest pending() const;
  void send_back(Response& response, Params answer) const;
  /// With a code for this person and scope.
  void approve(Response& response, const std::string& username, const std::string& scope) const;
  void show_login(Response& response, const std::string& username, const std::string& problem) const;
};

/// Reads the request from its query, for the first page and again for each form: nothing that a browser sends back is
/// trusted. A Refusal that the client should learn of, out of `work` too, goes back to it; others are thrown.
void converse(AuthorizationServer& server, const Visitor& visitor, const std::string& query, Response& response,
              const std::function<void(const Conversation&)>& work);

}  // namespace oauthctl::devserver
