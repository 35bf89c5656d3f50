#include "base/url.h"
#include "config/authorized_user.h"
#include "config/client_file.h"
#include "fuzz/harness.h"
#include "fuzz/properties.h"
#include "model/server/metadata_json.h"
#include "oauth/client/registration.h"
#include "oauth/request_parameters.h"
#include "support/providers.h"

namespace oauthctl::fuzz {
namespace {

void read_file(std::string_view text, const Secrets& secrets) {
  const ClientFile file = parse_client_file(text, "client.json", testing::installed_providers());
  for (const std::string& warning : file.warnings) require_fit_message(warning, secrets);
  for_each_endpoint(file.server, [](const char*, const std::string& url) {
    const auto parsed = Url::parse(url);
    require(parsed && is_safe_endpoint(*parsed), "an endpoint that no secret may go to: " + url);
  });
}

void check(std::string_view input) {
  const Secrets secrets = secrets_in(input, input);
  parses([&] { read_file(input, secrets); }, secrets);
  if (is_authorized_user(input))
    parses([&] { parse_authorized_user(input, "gcloud.json", testing::installed_providers()); }, secrets);
  parses([&] { read_registered_client(input, "client.json"); }, secrets);
  parses([&] { parse_authorization_details(input, "details.json"); }, secrets);
  parses([&] { parse_claims_parameter(input, "claims.json"); }, secrets);
}

const Harness harness{"client_files", check};

}  // namespace
}  // namespace oauthctl::fuzz
