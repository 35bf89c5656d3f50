#include <gtest/gtest.h>

#include <cstdint>
#include <nlohmann/json.hpp>

#include "jose/jws.h"
#include "oauth/identity/id_token.h"
#include "oauthctl/error.h"
#include "support/vectors.h"

namespace oauthctl {
namespace {

using nlohmann::json;
using testing::name_of;
using testing::Vector;
using testing::vectors;

/// The result of the check: the account of the token, or the refusal.
std::string outcome(const json& vector) {
  ServerMetadata server;
  server.issuer = vector.at("issuer");
  server.jwks_uri = server.issuer + "/jwks";
  Client client;
  client.client_id = vector.at("client_id");
  IdTokenContext context{.asked = Expectation{}};
  context.asked->nonce = Secret(vector.at("nonce").get<std::string>());
  context.access_token = Secret(vector.value("access_token", ""));
  context.code = Secret(vector.value("code", ""));
  const JwkSet keys = JwkSet::parse(json{{"keys", {vector.at("jwk")}}}.dump(), "the set");
  const TimePoint now{std::chrono::seconds(vector.at("now").get<std::int64_t>())};
  try {
    return "sub " +
           verify_id_token(Secret(vector.at("id_token").get<std::string>()), server, client, keys, context, now)
               .account.sub;
  } catch (const Error& error) {
    return "refused " + error.message();
  }
}

class ExampleIdToken : public ::testing::TestWithParam<Vector> {};

TEST_P(ExampleIdToken, EndsAsItsFileSays) {
  const json& vector = GetParam().content;
  EXPECT_EQ(outcome(vector), vector.contains("refused") ? "refused " + vector.at("refused").get<std::string>()
                                                        : "sub " + vector.at("sub").get<std::string>());
}

INSTANTIATE_TEST_SUITE_P(OpenIdConnectCore, ExampleIdToken, ::testing::ValuesIn(vectors("oauth/id_token")), name_of);

}  // namespace
}  // namespace oauthctl
