#include "devserver/resources/trap.h"

namespace oauthctl::devserver {
namespace {

using Place = const TrapPlace&;

void redirect(Response& response, const std::string& location) {
  response.status = 302;
  response.add_header("Location", location);
}

const Trap table_of_answers[] = {
    {"root-only", "only the address without the resource's path has metadata, and the challenge does not name it",
     [](Place) { return std::vector<std::string>{R"(Bearer realm="api")"}; }, nullptr,
     [](Place, Response& response) { response.status = 404; }},
    {"redirect-loop", "the metadata's address redirects to itself", nullptr, nullptr,
     [](Place p, Response& response) { redirect(response, p.metadata_url); }},
    {"redirect-elsewhere", "the metadata's address redirects to another origin", nullptr, nullptr,
     [](Place p, Response& response) { redirect(response, p.elsewhere + "/attacker"); }},
    {"endless", "the metadata never ends", nullptr, nullptr,
     [](Place, Response& response) { response.sent = Response::Body::endless; }},
    {"huge", "the metadata has 100 MB, nearly all of it blanks", nullptr, nullptr,
     [](Place, Response& response) { response.sent = Response::Body::huge; }},
    {"not-json", "the metadata is a web page", nullptr, nullptr,
     [](Place, Response& response) { response.set_content("<!doctype html><title>Sign in</title>", "text/html"); }},
    {"server-error", "the metadata's address answers 503", nullptr, nullptr,
     [](Place, Response& response) { response.status = 503; }},
};

}  // namespace

std::span<const Trap> answer_traps() {
  return table_of_answers;
}

}  // namespace oauthctl::devserver
