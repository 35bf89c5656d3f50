#include <nlohmann/json.hpp>

#include "devserver/endpoints/endpoints.h"
#include "devserver/endpoints/presented_token.h"
#include "devserver/http/answers.h"
#include "devserver/resources/described_resource.h"
#include "devserver/resources/mcp.h"

namespace oauthctl::devserver {
namespace {

/// The same machine by another name.
std::string other_origin(const Request& request) {
  const bool has_name = request.origin().find("//localhost:") != std::string::npos;
  return std::string(request.tls == nullptr ? "http" : "https") + (has_name ? "://127.0.0.1:" : "://localhost:") +
         std::to_string(request.port);
}

TrapPlace place_of(const AuthorizationServer& server, const Request& request, const DescribedResource& resource) {
  const std::string other_server = server.second == nullptr ? server.issuer + "/second" : server.second->issuer;
  return {resource.origin,
          resource.url(),
          resource.metadata_url(),
          server.issuer,
          other_origin(request),
          other_server,
          server.used_traps.contain(resource.trap)};
}

/// RFC 9728 §5.1: each challenge says where the metadata is.
void point_to_metadata(Response& response, const DescribedResource& resource) {
  const Params fields = response.headers;
  response.headers.erase("WWW-Authenticate");
  for (const auto& [name, value] : fields) {
    if (name != "WWW-Authenticate") continue;
    response.add_header(name, value + ", resource_metadata=\"" + resource.metadata_url() + "\", scope=\"api.read\"");
  }
}

void replace_challenges(Response& response, const std::vector<std::string>& fields) {
  response.headers.erase("WWW-Authenticate");
  for (const std::string& field : fields) response.add_header("WWW-Authenticate", field);
}

/// The second server's tokens are as good here as those of the first.
std::optional<PresentedToken> accepted_token(AuthorizationServer& server, const Request& request, Response& response,
                                             const DescribedResource& resource) {
  auto presented = presented_token(server, request, response, "");
  if (!presented && server.second != nullptr) {
    Response other;
    presented = presented_token(*server.second, request, other, "");
    if (presented) response = Response{};
  }
  if (!presented || resource.accepts(presented->terms.resource)) return presented;
  challenge(request, response, Refusal(401, "invalid_token", "the access token is for another resource"));
  return std::nullopt;
}

nlohmann::json answer_to(const LiveToken& token, const DescribedResource& resource) {
  nlohmann::json answer{{"message", greeting(token)},
                        {"client_id", token.client_id},
                        {"scope", token.scope},
                        {"resource", resource.url()}};
  if (!token.username.empty()) answer["username"] = token.username;
  return answer;
}

void answer_call(Response& response, const Request& request, const nlohmann::json& answer) {
  const auto mcp = request.method == "POST" ? mcp_answer(request.body, answer.at("message")) : std::nullopt;
  if (!mcp) return answer_json(response, 200, answer);
  response.status = 202;
  if (!mcp->is_null()) answer_json(response, 200, *mcp);
}

}  // namespace

/// A small API that tells where to get a token for it.
void described_resource(AuthorizationServer& server, const Request& request, Response& response) {
  const DescribedResource resource = resource_above(request);
  const Trap* trap = resource.trap;
  if (const auto accepted = accepted_token(server, request, response, resource)) {
    if (trap != nullptr) server.used_traps.add(trap);
    return answer_call(response, request, answer_to(accepted->token, resource));
  }
  if (!server.options.resource_metadata) return;
  if (trap == nullptr || trap->challenges == nullptr) return point_to_metadata(response, resource);
  replace_challenges(response, trap->challenges(place_of(server, request, resource)));
}

/// RFC 9728 §3.
void resource_metadata(AuthorizationServer& server, const Request& request, Response& response) {
  const auto resource = server.options.resource_metadata ? resource_described_at(request) : std::nullopt;
  if (!resource) throw Refusal(404, "not_found", "no resource has its metadata here");
  nlohmann::json metadata{{"resource", resource->url()},
                          {"authorization_servers", {server.issuer}},
                          {"scopes_supported", {"api.read", "api.write"}},
                          {"bearer_methods_supported", {"header"}},
                          {"resource_name", "The example API"}};
  const Trap* trap = resource->trap;
  const TrapPlace place = place_of(server, request, *resource);
  if (trap != nullptr && trap->change != nullptr) trap->change(place, metadata);
  answer_json(response, 200, metadata);
  if (trap != nullptr && trap->answer != nullptr) trap->answer(place, response);
}

void trapped_resource(AuthorizationServer& server, const Request& request, Response& response) {
  if (resource_above(request).trap != nullptr) return described_resource(server, request, response);
  if (request.path != traps_path)
    throw Refusal(404, "not_found", "no trap has this name: the list is at " + std::string(traps_path));
  nlohmann::json list = nlohmann::json::object();
  for (const Trap& known : traps()) list[request.origin() + traps_path + '/' + known.name] = known.meaning;
  answer_json(response, 200, list);
}

/// Where traps try to send a client. The statistics count who comes.
void attacker(AuthorizationServer& server, const Request& request, Response& response) {
  answer_json(response, 200,
              {{"resource", request.origin() + "/attacker"}, {"authorization_servers", {server.issuer}}});
}

}  // namespace oauthctl::devserver
