#include "devserver/router.h"

#include <array>
#include <cstdio>

#include "base/text.h"
#include "base/url.h"
#include "devserver/answers.h"
#include "devserver/endpoints/endpoints.h"
#include "devserver/log.h"

namespace oauthctl::devserver {
namespace {

using Endpoint = void (*)(AuthorizationServer&, const httplib::Request&, httplib::Response&);

struct Route {
  const char* method;
  const char* path;
  const char* name;  ///< in the statistics; empty: not counted
  Endpoint endpoint;
};

constexpr std::array routes{
    Route{"GET", "/.well-known/openid-configuration", "discovery", discovery},
    Route{"GET", "/.well-known/oauth-authorization-server", "discovery", discovery},
    Route{"GET", "/authorize", "authorize", authorize},
    Route{"POST", "/token", "token", token},
    Route{"POST", "/revoke", "revoke", revoke},
    Route{"POST", "/introspect", "introspect", introspect},
    Route{"GET", "/userinfo", "userinfo", userinfo},
    Route{"POST", "/userinfo", "userinfo", userinfo},
    Route{"GET", "/resource", "resource", resource},
    Route{"POST", "/resource", "resource", resource},
    Route{"GET", "/stats", "", show_stats},
    Route{"DELETE", "/stats", "", reset_stats},
};

/// A page in the user's browser can send requests here under a name of its own that resolves to 127.0.0.1 (DNS
/// rebinding) and would be let read the answers. It cannot choose the Host header.
bool is_for_loopback(const httplib::Request& request) {
  if (request.get_header_value_count("Host") != 1) return false;
  const auto url = Url::parse("http://" + request.get_header_value("Host"));
  return url && url->is_loopback() && url->path.empty() && !url->query && !url->fragment;
}

void run(const Route& route, AuthorizationServer& server, const httplib::Request& request,
         httplib::Response& response) {
  if (*route.name != '\0') server.stats.count_request(route.name);
  try {
    route.endpoint(server, request, response);
  } catch (const Refusal& refusal) {
    answer_refusal(response, refusal);
  }
}

void add_route(httplib::Server& http, AuthorizationServer& server, const Route& route) {
  const auto handler = [&server, route](const httplib::Request& request, httplib::Response& response) {
    run(route, server, request, response);
  };
  const std::string_view method = route.method;
  if (method == "GET") http.Get(route.path, handler);
  if (method == "POST") http.Post(route.path, handler);
  if (method == "DELETE") http.Delete(route.path, handler);
}

httplib::Server::HandlerResponse turn_away_strangers(const httplib::Request& request, httplib::Response& response) {
  if (is_for_loopback(request)) return httplib::Server::HandlerResponse::Unhandled;
  answer_refusal(response, Refusal(421, "invalid_request", "this development server answers loopback hosts only"));
  return httplib::Server::HandlerResponse::Handled;
}

void answer_failure(const httplib::Request& request, httplib::Response& response, std::exception_ptr failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& e) {
    log_line(request.path + ": " + printable(e.what()));
  } catch (...) {
    log_line(request.path + ": unknown failure");
  }
  answer_refusal(response, Refusal(500, "server_error", "the development server failed; its log says why"));
}

}  // namespace

void connect_endpoints(httplib::Server& http, AuthorizationServer& server) {
  http.set_default_headers(
      {{"Cache-Control", "no-store"}, {"X-Content-Type-Options", "nosniff"}, {"Referrer-Policy", "no-referrer"}});
  http.set_pre_routing_handler(turn_away_strangers);
  http.set_exception_handler(answer_failure);
  for (const Route& route : routes) add_route(http, server, route);
  if (server.options.verbose) {
    http.set_logger([](const httplib::Request& request, const httplib::Response& response) {
      log_line(request.method + ' ' + printable(request.path) + ' ' + std::to_string(response.status));
    });
  }
}

}  // namespace oauthctl::devserver
