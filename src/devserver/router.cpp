#include "devserver/router.h"

#include <algorithm>
#include <array>
#include <thread>

#include "base/text.h"
#include "base/url.h"
#include "devserver/endpoints/endpoints.h"
#include "devserver/http/answers.h"
#include "devserver/log.h"
#include "devserver/pages/pages.h"
#include "devserver/resources/described_resource.h"

namespace oauthctl::devserver {
namespace {

enum class Audience { program, person };

struct Route {
  std::string_view method;
  std::string_view path;
  Endpoint* endpoint;
  const char* name = "";  ///< in the statistics and for faults; empty: in neither
  Audience audience = Audience::program;
  bool and_below = false;  ///< every path below it too

  bool is_at(std::string_view asked) const {
    return asked.starts_with(path) && (asked.size() == path.size() || (and_below && asked[path.size()] == '/'));
  }
};

constexpr std::array routes{
    Route{"GET", "/", home, "home", Audience::person},
    Route{"GET", "/style.css", show_stylesheet},
    Route{"GET", "/icon.svg", show_icon},
    Route{"GET", openid_metadata_path, discovery, "discovery", Audience::program, true},
    Route{"GET", oauth_metadata_path, discovery, "discovery", Audience::program, true},
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
    Route{"GET", "/demands/scope", demand_scope, "demands"},
    Route{"POST", "/demands/scope", demand_scope, "demands"},
    Route{"GET", "/demands/sign-in", demand_sign_in, "demands"},
    Route{"POST", "/demands/sign-in", demand_sign_in, "demands"},
    Route{"GET", "/demands/claims", demand_claims, "demands"},
    Route{"POST", "/demands/claims", demand_claims, "demands"},
    Route{"GET", "/demands/more", demand_more, "demands"},
    Route{"POST", "/demands/more", demand_more, "demands"},
    Route{"POST", "/register", register_by_request, "register"},
    Route{"GET", "/register", show_registration, "registration"},
    Route{"PUT", "/register", change_registration, "registration"},
    Route{"DELETE", "/register", end_registration, "registration"},
    Route{"GET", end_session_path, end_session, "end_session", Audience::person},
    Route{"POST", end_session_path, end_session, "end_session", Audience::person},
    Route{"GET", "/clients/new", show_client_form, "clients", Audience::person},
    Route{"POST", "/clients", register_by_form, "clients", Audience::person},
    Route{"GET", "/stats", show_stats},
    Route{"DELETE", "/stats", reset_stats},
    Route{"POST", "/rotate_keys", rotate_keys},
    Route{"POST", "/faults", add_fault},
    Route{"DELETE", "/faults", clear_faults},
    Route{"POST", "/", described_resource, "mcp"},
    Route{"GET", "/mcp", described_resource, "mcp", Audience::program, true},
    Route{"POST", "/mcp", described_resource, "mcp", Audience::program, true},
    Route{"GET", "/team/notes/mcp", described_resource, "mcp", Audience::program, true},
    Route{"POST", "/team/notes/mcp", described_resource, "mcp", Audience::program, true},
    Route{"GET", resource_metadata_path, resource_metadata, "resource_metadata", Audience::program, true},
    Route{"GET", traps_path, trapped_resource, "trap", Audience::program, true},
    Route{"POST", traps_path, trapped_resource, "trap", Audience::program, true},
    Route{"GET", "/other-issuer/.well-known/openid-configuration", discovery, "discovery"},
    Route{"GET", "/attacker", attacker, "attacker", Audience::program, true},
};

/// A page of another site can give its own name the address 127.0.0.1 (DNS rebinding), send requests here and read the
/// answers. It cannot choose the Host header.
bool is_for_loopback(const Request& request) {
  if (request.headers_named("Host").size() != 1) return false;
  const auto url = Url::parse("http://" + request.header("Host"));
  return url && url->is_loopback() && url->path.empty() && !url->query && !url->fragment;
}

const Route* route_of(std::string_view method, std::string_view path) {
  const auto* found = std::find_if(routes.begin(), routes.end(), [&](const Route& route) {
    return route.is_at(path) && route.method == (method == "HEAD" ? "GET" : method);
  });
  return found == routes.end() ? nullptr : found;
}

std::string methods_of(const std::string& path) {
  std::string methods;
  for (const Route& route : routes) {
    if (!route.is_at(path)) continue;
    methods += methods.empty() ? "" : ", ";
    methods += route.method == "GET" ? "GET, HEAD" : route.method;
  }
  return methods;
}

Response refused(const Refusal& refusal) {
  Response response;
  answer_refusal(response, refusal);
  return response;
}

Response without_a_route(const Request& request) {
  const std::string methods = methods_of(request.path);
  Response response;
  if (methods.empty()) {
    answer_error_page(response, Refusal(404, "not_found", "Check the address for a typing error."));
  } else {
    answer_refusal(response, Refusal(405, "invalid_request", "this endpoint takes " + methods));
    response.set_header("Allow", methods);
  }
  return response;
}

/// A body is read only if its length is known and bounded: otherwise somebody could send one without an end.
std::optional<Response> refusal_of_body(const Request& request) {
  if (request.has_header("Transfer-Encoding"))
    return refused(Refusal(411, "invalid_request", "send the body with its Content-Length, not in chunks"));
  if (request.method == "POST" && !request.has_header("Content-Length"))
    return refused(Refusal(411, "invalid_request", "a POST needs a Content-Length"));
  const auto length = content_length(request);
  if (!length) return refused(invalid_request("Content-Length must be one number"));
  if (*length <= largest_body) return std::nullopt;
  return refused(Refusal(413, "invalid_request", "a body has at most " + std::to_string(largest_body) + " bytes"));
}

/// The endpoints are at the origin, and below the path that the issuer may have.
Request below_the_issuer(const AuthorizationServer& server, Request request) {
  const std::string& path = server.options.issuer_path;
  if (path.empty() || !request.path.starts_with(path + '/')) return request;
  request.issuer_path = path;
  request.path.erase(0, path.size());
  return request;
}

std::optional<Response> turn_away(const AuthorizationServer& server, const Request& asked) {
  const Request request = below_the_issuer(server, asked);
  if (!is_for_loopback(request))
    return refused(Refusal(421, "invalid_request", "this development server answers loopback hosts only"));
  if (route_of(request.method, request.path) == nullptr) return without_a_route(request);
  return refusal_of_body(request);
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
  if (fault->lose_answer) response.sent = Response::Body::cut_off;
}

Response failed(const Request& request, const char* why) {
  log_line(printable(request.path + ": " + why));
  return refused(Refusal(500, "server_error", "the development server failed; its log has the reason"));
}

Response answered(AuthorizationServer& server, const Request& asked) {
  const Request request = below_the_issuer(server, asked);
  const Route* route = route_of(request.method, request.path);
  if (route == nullptr) return without_a_route(request);
  try {
    Response response;
    run(*route, server, request, response);
    return response;
  } catch (const std::exception& failure) {
    return failed(request, failure.what());
  } catch (...) {
    return failed(request, "unknown failure");
  }
}

void note(const std::string& method, const std::string& path, int status) {
  log_line(method + ' ' + printable(path) + ' ' + std::to_string(status));
}

}  // namespace

Application application(AuthorizationServer& server) {
  for (const Route& route : routes) {
    if (*route.name != '\0') server.faults.add_endpoint(route.name);
  }
  Application application{[&server](const Request& request) { return turn_away(server, request); },
                          [&server](const Request& request) { return answered(server, request); },
                          {}};
  if (server.options.verbose) application.note = note;
  return application;
}

}  // namespace oauthctl::devserver
