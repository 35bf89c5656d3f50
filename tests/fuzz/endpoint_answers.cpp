#include <iterator>

#include "fuzz/harness.h"
#include "fuzz/inputs.h"
#include "fuzz/properties.h"
#include "oauth/client/registration.h"
#include "oauth/device.h"
#include "oauth/dpop.h"
#include "oauth/google.h"
#include "oauth/identity/introspection.h"
#include "oauth/identity/userinfo.h"
#include "oauth/secured_request.h"
#include "oauth/server/discovery.h"
#include "oauth/server/server_report.h"
#include "oauth/sign_out.h"

namespace oauthctl::fuzz {
namespace {

constexpr const char* issuer = "https://as.example";

void read_device_answer(const HttpResponse& response) {
  const DeviceAuthorization device = parse_device_authorization_response(response);
  require_fit_for_terminal(device.user_code);
  require_fit_for_terminal(device.verification_uri);
  require_fit_for_terminal(device.verification_uri_complete);
  require(device.interval.count() >= 1 && device.interval.count() <= 60, "a poll comes too often or never");
}

void read_report(const HttpResponse& response) {
  const ServerReport report = report_on_server(response, issuer);
  for (const auto& lines : {report.problems, report.remarks}) {
    for (const std::string& line : lines) require_fit_for_terminal(line);
  }
}

void read_metadata_answer(const HttpResponse& response) {
  require(parse_discovery_response(response, issuer).issuer == issuer, "a server speaks for another");
}

void read_registration(const HttpResponse& response) {
  const RegisteredClient client = parse_registration_response(response);
  require_hidden(without_secrets(client), told_once({client.registration_access_token.reveal()}, response.body));
  client_file_of(client, issuer, Secret());
}

void read_nonce(const HttpResponse& response) {
  wants_dpop_nonce(response);
  require_fit_for_terminal(dpop_nonce(response));
}

/// In the order of the first byte of an input, from `a` on.
constexpr void (*readers[])(const HttpResponse&) = {
    read_device_answer,
    read_report,
    read_metadata_answer,
    read_registration,
    read_nonce,
    [](const HttpResponse& response) { parse_introspection_response(response); },
    [](const HttpResponse& response) { parse_tokeninfo_response(response); },
    [](const HttpResponse& response) { parse_jwks_response(response); },
    [](const HttpResponse& response) { parse_pushed_authorization_response(response); },
    [](const HttpResponse& response) { parse_client_delete_response(response); },
    [](const HttpResponse& response) { require_fit_for_terminal(parse_revocation_response(response)); },
    [](const HttpResponse& response) { parse_userinfo_response(response); },
};

/// The first line of an input is one letter, which chooses the endpoint.
void check(std::string_view input) {
  const std::string_view line = first_line(input);
  const auto chosen = static_cast<unsigned char>(line.empty() ? 'a' : line[0]) % std::size(readers);
  const HttpResponse response = answer_in(input);
  parses([&] { readers[chosen](response); }, secrets_in(response.body, input));
}

const Harness harness{"endpoint_answers", check};

}  // namespace
}  // namespace oauthctl::fuzz
