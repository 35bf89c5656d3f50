#include "model/server/metadata_json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace oauthctl {
namespace {

constexpr const char* whole = R"({
  "issuer": "https://as.example", "authorization_endpoint": "https://as.example/a",
  "token_endpoint": "https://as.example/t", "revocation_endpoint": "https://as.example/r",
  "introspection_endpoint": "https://as.example/i", "userinfo_endpoint": "https://as.example/u",
  "device_authorization_endpoint": "https://as.example/d",
  "pushed_authorization_request_endpoint": "https://as.example/p", "registration_endpoint": "https://as.example/reg",
  "end_session_endpoint": "https://as.example/e", "jwks_uri": "https://as.example/k",
  "scopes_supported": ["openid"], "response_types_supported": ["code"], "grant_types_supported": ["refresh_token"],
  "code_challenge_methods_supported": ["S256"], "token_endpoint_auth_methods_supported": ["none", "client_secret_post"],
  "token_endpoint_auth_signing_alg_values_supported": ["ES256"],
  "authorization_details_types_supported": ["payment_initiation"],
  "dpop_signing_alg_values_supported": ["ES256"],
  "request_object_signing_alg_values_supported": ["PS256"],
  "mtls_endpoint_aliases": {"token_endpoint": "https://as.example/mtls/t"},
  "require_pushed_authorization_requests": true, "require_signed_request_object": false,
  "authorization_response_iss_parameter_supported": true})";

ServerMetadata read(const char* json) {
  return read_metadata(JsonObject::parse(json, "as.json", ErrorKind::protocol));
}

TEST(MetadataJson, NamesTheMemberOfTheWrongType) {
  for (const char* json :
       {R"({"token_endpoint": 1})", R"({"scopes_supported": "openid"})",
        R"({"mtls_endpoint_aliases": ["https://as.example"]})", R"({"mtls_endpoint_aliases": {"token_endpoint": 1}})",
        R"({"require_pushed_authorization_requests": "true"})",
        R"({"authorization_response_iss_parameter_supported": "true"})"}) {
    EXPECT_THROW(read(json), Error) << json;
  }
}

TEST(MetadataJson, PassesOverWhatItDoesNotKnow) {
  EXPECT_EQ(read(R"({"issuer": "https://as.example", "service_documentation": 7})").issuer, "https://as.example");
}

TEST(MetadataJson, KnowsTheAliasesOfEndpointsThatItKnows) {
  EXPECT_TRUE(
      read(R"({"mtls_endpoint_aliases": {"other_endpoint": "https://as.example"}})").mtls_endpoint_aliases.empty());
}

TEST(MetadataJson, SaysNothingOfWhatIsNotKnown) {
  EXPECT_EQ(to_json(ServerMetadata{}), "{}");
}

TEST(MetadataJson, EveryMemberSurvives) {
  const ServerMetadata metadata = read(whole);
  EXPECT_EQ(nlohmann::json::parse(to_json(metadata)), nlohmann::json::parse(whole));
  EXPECT_EQ(read(to_json(metadata).c_str()), metadata);
}

TEST(MetadataJson, VisitsEachEndpointThatIsKnown) {
  std::vector<std::string> names;
  for_each_endpoint(read(whole), [&](const char* name, const std::string& url) {
    EXPECT_TRUE(url.starts_with("https://as.example")) << name;
    names.emplace_back(name);
  });
  EXPECT_EQ(names.size(), 11U);
  for_each_endpoint(ServerMetadata{}, [](const char* name, const std::string&) { ADD_FAILURE() << name; });
}

}  // namespace
}  // namespace oauthctl
