// faulty_server [--log FILE] [CERTIFICATE KEY]: an authorization server without any doubt, and faulty on demand. The
// first word of the path says how it behaves: /authorize agrees at once, /token always answers with the same tokens,
// /500, /429, /html, … see below. Each request's line, credentials and body go to the log, so that a test knows the
// secrets in play. Prints its origin when it is ready.

#include <httplib.h>

#include <cstdio>
#include <fstream>
#include <functional>
#include <map>
#include <string>

#include "base/base64.h"

namespace {

using httplib::DataSink;
using httplib::Request;
using httplib::Response;

constexpr const char* json = "application/json";
constexpr const char* tokens = R"({"access_token":"faulty-access-token-0123456789abcdef","token_type":"Bearer",)"
                               R"("expires_in":3600,"refresh_token":"faulty-refresh-token-0123456789abcdef"})";

void authorize(const Request& request, Response& response) {
  response.set_redirect(request.get_param_value("redirect_uri") +
                        "?code=faulty-code-0123456789abcdef&state=" + request.get_param_value("state"));
}

void too_many(Response& response) {
  response.status = 429;
  response.set_header("Retry-After", "3600");
}

/// Fewer bytes than announced, then the end of the connection.
void truncated(Response& response) {
  response.set_content_provider(1000, json, [](std::size_t, std::size_t, DataSink& sink) {
    sink.write("{\"access_token\":", 16);
    return false;
  });
}

void endless(Response& response) {
  response.set_chunked_content_provider(json, [](std::size_t, DataSink& sink) {
    const std::string spaces(1 << 16, ' ');
    return sink.write(spaces.data(), spaces.size());
  });
}

std::string json_string(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

/// Refuses, and repeats the request in the description of the error: as it came (/echo/raw), its values decoded
/// (/echo/decoded), or in base64 (/echo/base64).
void echo(const Request& request, Response& response) {
  std::string said = request.get_header_value("Authorization") + ' ' + request.body;
  if (request.path.ends_with("/decoded")) {
    said.clear();
    for (const auto& [name, value] : request.params) said += name + " was " + value + "; ";
  }
  if (request.path.ends_with("/base64")) said = oauthctl::base64_encode(said);
  response.status = 400;
  response.set_content(R"({"error":"invalid_grant","error_description":)" + json_string(said) + '}', json);
}

/// The metadata of an issuer /meta, whose endpoints all repeat the request.
void meta(const Request& request, Response& response) {
  const std::string origin = "http://" + request.get_header_value("Host");
  std::string document = R"({"issuer":")" + origin + "/meta\"";
  for (const char* name : {"authorization", "token", "registration"})
    document += std::string(",\"") + name + R"(_endpoint":")" + origin + "/echo/raw\"";
  response.set_content(document + R"(,"response_types_supported":["code"]})", json);
}

const std::map<std::string, std::function<void(const Request&, Response&)>> behaviours = {
    {"authorize", authorize},
    {"token", [](const Request&, Response& response) { response.set_content(tokens, json); }},
    {"no-lifetime",
     [](const Request&, Response& response) {
       response.set_content(R"({"access_token":"at","token_type":"bearer","scope":"gist"})", json);
     }},
    {"no-time-left",
     [](const Request&, Response& response) {
       response.set_content(R"({"access_token":"at","token_type":"bearer","expires_in":0,"scope":null})", json);
     }},
    {"revoke", [](const Request&, Response&) {}},
    {"userinfo", [](const Request&, Response& response) { response.set_content(R"({"sub":"alice"})", json); }},
    {"introspect", [](const Request&, Response& response) { response.set_content(R"({"active":true})", json); }},
    {"echo", echo},
    {"meta", meta},
    {"500", [](const Request&, Response& response) { response.status = 500; }},
    {"429", [](const Request&, Response& response) { too_many(response); }},
    {"400", [](const Request&, Response& response) { response.status = 400; }},
    {"html", [](const Request&, Response& response) { response.set_content("<html>\x1b[31mhi</html>", "text/html"); }},
    {"empty", [](const Request&, Response&) {}},
    {"redirect", [](const Request&, Response& response) { response.set_redirect("/token", 307); }},
    {"elsewhere", [](const Request&,
                     Response& response) { response.set_redirect("com.app:/cb?code=its-query#token=its-fragment"); }},
    {"elsewhere-as-somebody",
     [](const Request&, Response& response) {
       response.set_redirect("https://its-user:its-password@other.example/cb?code=its-query");
     }},
    {"truncated", [](const Request&, Response& response) { truncated(response); }},
    {"endless", [](const Request&, Response& response) { endless(response); }},
};

void serve(httplib::Server& server, const std::string& scheme, const std::string& log_file) {
  std::ofstream log(log_file, std::ios::app);
  const auto answer = [](const Request& request, Response& response) {
    const auto behaviour = behaviours.find(request.matches[1]);
    behaviour == behaviours.end() ? void(response.status = 404) : behaviour->second(request, response);
  };
  const char* first_word = "/([^/]*).*";
  server.Get(first_word, answer);
  server.Post(first_word, answer);
  server.set_logger([&log](const Request& request, const Response&) {
    log << request.method << ' ' << request.path << '\n'
        << request.get_header_value("Authorization") << '\n'
        << request.body << std::endl;
  });
  server.set_tcp_nodelay(true);
  const int port = server.bind_to_any_port("127.0.0.1");
  std::printf("%s://127.0.0.1:%d\n", scheme.c_str(), port);
  std::fflush(stdout);
  server.listen_after_bind();
}

}  // namespace

int main(int argc, char** argv) {
  const bool logs = argc > 2 && std::string(argv[1]) == "--log";
  const std::string log_file = logs ? argv[2] : "/dev/null";
  char** rest = argv + (logs ? 3 : 1);
  if (argv + argc - rest == 2) {
    httplib::SSLServer server(rest[0], rest[1]);
    serve(server, "https", log_file);
  } else {
    httplib::Server server;
    serve(server, "http", log_file);
  }
}
