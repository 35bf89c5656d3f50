#include <nlohmann/json.hpp>

#include "devserver/resources/trap.h"

namespace oauthctl::devserver {
namespace {

using Json = nlohmann::json;
using Place = const TrapPlace&;

/// https in place of http, and the reverse.
std::string with_other_scheme(const std::string& url) {
  return url.starts_with("https") ? "http" + url.substr(5) : "https" + url.substr(4);
}

/// This server first.
void name_twenty_servers(Place place, Json& metadata) {
  for (int i = 2; i <= 20; ++i)
    metadata["authorization_servers"].push_back(place.elsewhere + "/attacker/" + std::to_string(i));
}

void put_in_control_characters(Place, Json& metadata) {
  metadata["scopes_supported"] = {"api.read", "api\x1b[31m.write", "two\nlines", "qu\"ote", "nul\x01"};
  metadata["resource_name"] = "The \x1b]0;title\x07 API";
}

const Trap table_of_metadata[] = {
    {"other-resource", "the metadata describes another resource of the same origin", nullptr,
     [](Place p, Json& metadata) { metadata["resource"] = p.origin + "/team/notes/mcp"; }},
    {"no-boundary", "the described path is a prefix that ends within a segment", nullptr,
     [](Place p, Json& metadata) { metadata["resource"] = p.resource.substr(0, p.resource.size() - 1); }},
    {"other-origin", "the metadata describes the same path at another origin", nullptr,
     [](Place p, Json& metadata) { metadata["resource"] = p.elsewhere + p.resource.substr(p.origin.size()); }},
    {"other-scheme", "the described resource is https in place of http, or the reverse", nullptr,
     [](Place p, Json& metadata) { metadata["resource"] = with_other_scheme(p.resource); }},
    {"trailing-slash", "the described resource ends with a slash; a URL with it is covered, one without it is not",
     nullptr, [](Place p, Json& metadata) { metadata["resource"] = p.resource + '/'; }},
    {"fragment", "the described resource has a fragment", nullptr,
     [](Place p, Json& metadata) { metadata["resource"] = p.resource + "#part"; }},
    {"no-resource", "the metadata does not say which resource it describes", nullptr,
     [](Place, Json& metadata) { metadata.erase("resource"); }},
    {"no-servers", "the metadata names no authorization server", nullptr,
     [](Place, Json& metadata) { metadata.erase("authorization_servers"); }},
    {"twenty-servers", "the metadata names twenty authorization servers, this one first", nullptr, name_twenty_servers},
    {"two-servers", "the metadata names this server and the second one (--second-server)", nullptr,
     [](Place p, Json& metadata) { metadata["authorization_servers"].push_back(p.other_server); }},
    {"swapped-server", "the metadata names the second server (--second-server) after the first call with a token",
     nullptr,
     [](Place p, Json& metadata) {
       if (p.was_used) metadata["authorization_servers"] = {p.other_server};
     }},
    {"other-issuer", "the authorization server's document has another issuer than the metadata", nullptr,
     [](Place p, Json& metadata) { metadata["authorization_servers"] = {p.origin + "/other-issuer"}; }},
    {"plain-http-server", "the authorization server is at plain http, on another machine", nullptr,
     [](Place, Json& metadata) { metadata["authorization_servers"] = {"http://server.example"}; }},
    {"plain-http-loopback", "over https only: the authorization server is at plain http, on this machine", nullptr,
     [](Place p, Json& metadata) {
       if (p.issuer.starts_with("https")) metadata["authorization_servers"] = {with_other_scheme(p.issuer)};
     }},
    {"control-characters", "scopes and the resource's name have control characters", nullptr,
     put_in_control_characters},
    {"not-a-list", "authorization_servers is a string", nullptr,
     [](Place p, Json& metadata) { metadata["authorization_servers"] = p.issuer; }},
};

}  // namespace

std::span<const Trap> metadata_traps() {
  return table_of_metadata;
}

}  // namespace oauthctl::devserver
