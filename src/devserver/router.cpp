#include "devserver/router.h"

#include <algorithm>
#include <array>
#include <thread>

#include "base/text.h"
#include "base/url.h"
#include "devserver/answers.h"
#include "devserver/endpoints/endpoints.h"
#include "devserver/log.h"
#include "devserver/pages/pages.h"

namespace oauthctl::devserver {
namespace {

using httplib::Request;
using httplib::Response;
using Routed = httplib::Server::HandlerResponse;

enum class Audience { program, person };

struct Route {
  std::string_view method;
  const char* path;
  Endpoint* endpoint;
  const char* name = "";  ///< in statistics and faults; empty: in neither
  Audience audience = Audience::program;
};

constexpr std::array routes{
    Route{"GET", "/", home, "home", Audience::person},
    Route{"GET", "/style.css", show_stylesheet},
    Route{"GET", "/icon.svg", show_icon},
    Route{"GET", "/.well-known/openid-configuration", discovery, "discovery"},
    Route{"GET", "/.well-known/oauth-authorization-server", discovery, "discovery"},
    Route{"GET", "/jwks", jwks, "jwks"},
    Route{"POST", "/par", push_authorization_request, "par"},
    Route{"GET", "/authorize", authorize, "authorize", Audience::person},
    Route{"POST", "/authorize/login", login, "login", Audience::person},
    Route{"POST", "/authorize/consent", consent, "consent", Audience::person},
    Route{"POST", "/device_authorization", device_authorization, "device_authorization"},
    Route{"GET", device_path, show_device_form, "device", Audience::person},
    Route{"POST", device_path, verify_device, "device", Audience::person},
    Route{"POST", "/token", token, "token"},
    Route{"POST", "/revoke", revoke, "revoke"},
    Route{"POST", "/introspect", introspect, "introspect"},
    Route{"GET", "/userinfo", userinfo, "userinfo"},
    Route{"POST", "/userinfo", userinfo, "userinfo"},
    Route{"GET", "/resource", resource, "resource"},
    Route{"POST", "/resource", resource, "resource"},
    Route{"POST", "/register", register_by_request, "register"},
    Route{"GET", "/register", show_registration, "registration"},
    Route{"PUT", "/register", change_registration, "registration"},
    Route{"DELETE", "/register", end_registration, "registration"},
    Route{"GET", end_session_path, end_session, "end_session", Audience::person},
    Route{"GET", "/clients/new", show_client_form, "clients", Audience::person},
    Route{"POST", "/clients", register_by_form, "clients", Audience::person},
    Route{"GET", "/stats", show_stats},
    Route{"DELETE", "/stats", reset_stats},
    Route{"POST", "/rotate_keys", rotate_keys},
    Route{"POST", "/faults", add_fault},
    Route{"DELETE", "/faults", clear_faults},
};

/// A page in the user's browser can send requests here under a name of its own that resolves to 127.0.0.1 (DNS
/// rebinding), and would be let read the answers. It cannot choose the Host header.
bool is_for_loopback(const Request& request) {
  if (request.get_header_value_count("Host") != 1) return false;
  const auto url = Url::parse("http://" + request.get_header_value("Host"));
  return url && url->is_loopback() && url->path.empty() && !url->query && !url->fragment;
}

std::string methods_of(const std::string& path) {
  std::string methods;
  for (const Route& route : routes) {
    if (path != route.path) continue;
    methods += methods.empty() ? "" : ", ";
    methods += route.method == "GET" ? "GET, HEAD" : route.method;
  }
  return methods;
}

Routed turn_away(const Request& request, Response& response) {
  if (!is_for_loopback(request)) {
    answer_refusal(response, Refusal(421, "invalid_request", "this development server answers loopback hosts only"));
    return Routed::Handled;
  }
  const std::string methods = methods_of(request.path);
  if (methods.empty()) {
    answer_error_page(response, Refusal(404, "not_found", "the address may be mistyped"));
    return Routed::Handled;
  }
  if (methods.find(request.method) == std::string::npos) {
    answer_refusal(response, Refusal(405, "invalid_request", "this endpoint takes " + methods));
    response.set_header("Allow", methods);
    return Routed::Handled;
  }
  // The library would wait for the end of the connection, where RFC 9112 §6.3 says that there is no body.
  const bool has_length = request.has_header("Content-Length") || request.has_header("Transfer-Encoding");
  if (request.method == "POST" && !has_length) {
    answer_refusal(response, Refusal(411, "invalid_request", "a POST needs a body"));
    return Routed::Handled;
  }
  return Routed::Unhandled;
}

void answer(const Route& route, AuthorizationServer& server, const Request& request, Response& response) {
  try {
    route.endpoint(server, request, response);
  } catch (const Refusal& refusal) {
    if (route.audience == Audience::person) return answer_error_page(response, refusal);
    answer_refusal(response, refusal);
  }
}

void run(const Route& route, AuthorizationServer& server, const Request& request, Response& response) {
  if (*route.name == '\0') return answer(route, server, request, response);
  server.stats.count_request(route.name);
  const auto fault = server.faults.take(route.name);
  if (!fault) return answer(route, server, request, response);
  std::this_thread::sleep_for(fault->delay);
  if (fault->replaces_work()) return fault->answer(response);
  answer(route, server, request, response);
  if (fault->lose_answer) cut_off(response);
}

void add_route(httplib::Server& http, AuthorizationServer& server, const Route& route) {
  const auto handler = [&server, &route](const Request& request, Response& response) {
    run(route, server, request, response);
  };
  if (*route.name != '\0') server.faults.add_endpoint(route.name);
  if (route.method == "GET") http.Get(route.path, handler);
  if (route.method == "POST") http.Post(route.path, handler);
  if (route.method == "PUT") http.Put(route.path, handler);
  if (route.method == "DELETE") http.Delete(route.path, handler);
}

void answer_failure(const Request& request, Response& response, const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& e) {
    log_line(printable(request.path + ": " + e.what()));
  } catch (...) {
    log_line(printable(request.path) + ": unknown failure");
  }
  answer_refusal(response, Refusal(500, "server_error", "the development server failed; its log says why"));
}

}  // namespace

void connect_endpoints(httplib::Server& http, AuthorizationServer& server) {
  http.set_default_headers({{"Cache-Control", "no-store"},
                            {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
                            {"Referrer-Policy", "no-referrer"},
                            {"X-Content-Type-Options", "nosniff"}});
  http.set_pre_routing_handler(turn_away);
  http.set_exception_handler(answer_failure);
  for (const Route& route : routes) add_route(http, server, route);
  if (!server.options.verbose) return;
  // Before the answer leaves, so that whoever has the answer finds the line.
  http.set_post_routing_handler([](const Request& request, const Response& response) {
    log_line(request.method + ' ' + printable(request.path) + ' ' + std::to_string(response.status));
  });
}

}  // namespace oauthctl::devserver
