#include "model/server/metadata.h"

#include <gtest/gtest.h>

#include "model/server/metadata_json.h"
#include "oauth/endpoint.h"
#include "oauth/server/discovery.h"
#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

constexpr const char* endpoint_names[] = {
    "authorization_endpoint", "token_endpoint",    "revocation_endpoint",
    "introspection_endpoint", "userinfo_endpoint", "device_authorization_endpoint",
    "registration_endpoint",  "jwks_uri",          "pushed_authorization_request_endpoint",
    "end_session_endpoint"};

TEST(ParseMetadata, SetsEndpointsAsideThatAreNotForSecretsOrForABrowser) {
  for (const char* name : endpoint_names) {
    for (const char* url : {"http://as.example/x", "javascript:alert(1)", "file:///etc/passwd", "com.example:/x", "/x",
                            "https://u:p@as.example/", "https://as.example/#x", "http://127.0.0.1.evil.example/"}) {
      const std::string document = std::string("{\"") + name + "\": \"" + url + "\"}";
      const ServerMetadata metadata = parse_metadata(document, "here");
      for_each_endpoint(metadata, [](const char* known, const std::string&) { ADD_FAILURE() << known; });
      EXPECT_EQ(
          metadata.unusable.at(name),
          std::string("here: \"") + name + "\" must be an https URL (or http on a loopback host), not '" + url + "'");
    }
  }
}

TEST(ParseMetadata, RefusesWrongTypesNamingTheMember) {
  struct Case {
    const char* document;
    const char* message;
  };
  for (const Case& c : {
           Case{"", "here: is empty where JSON was expected"},
           Case{"[]", "here: must be a JSON object, not an array"},
           Case{R"({"issuer": 1})", "here: \"issuer\" must be a string, not a number"},
           Case{R"({"issuer": "https://a", "issuer": "https://a"})", "here: has the member \"issuer\" twice"},
       }) {
    const Error error = thrown_by([&] { parse_metadata(c.document, "here"); });
    EXPECT_EQ(error.kind(), ErrorKind::protocol);
    EXPECT_EQ(error.message(), c.message);
  }
}

TEST(ParseMetadata, SaysWhyAnEndpointIsUnusableOnlyIfItIsNeeded) {
  const ServerMetadata metadata = parse_metadata(
      R"({"token_endpoint": ["https://a/"], "jwks_uri": "/jwks", "mtls_endpoint_aliases": {"token_endpoint": "http://a/"}})",
      "here");
  const auto needed = [&](std::string ServerMetadata::*member, const char* name) {
    const Error error = thrown_by([&] { required_endpoint(metadata, member, name); });
    EXPECT_EQ(error.kind(), ErrorKind::protocol);
    EXPECT_NE(error.hint().text().find(name), std::string::npos);
    return error.message();
  };
  EXPECT_EQ(needed(&ServerMetadata::token_endpoint, "token_endpoint"),
            "here: \"token_endpoint\" must be a string, not an array");
  EXPECT_EQ(needed(&ServerMetadata::jwks_uri, "jwks_uri"),
            "here: \"jwks_uri\" must be an https URL (or http on a loopback host), not '/jwks'");
  EXPECT_EQ(thrown_by([&] { certificate_endpoint(metadata, "token_endpoint", "https://a/"); }).kind(),
            ErrorKind::protocol);
  ServerMetadata named;
  named.token_endpoint = "https://file.example/t";
  named.mtls_endpoint_aliases["token_endpoint"] = "https://file.example/mtls";
  const ServerMetadata both = merged(named, metadata);
  EXPECT_EQ(required_endpoint(both, &ServerMetadata::token_endpoint, "token_endpoint"), "https://file.example/t");
  EXPECT_EQ(certificate_endpoint(both, "token_endpoint", ""), "https://file.example/mtls");
  EXPECT_THROW(required_endpoint(both, &ServerMetadata::jwks_uri, "jwks_uri"), Error);
}

TEST(ParseMetadata, LetsAStrangerNameNothingOnThisMachine) {
  const ServerMetadata metadata = parse_metadata(
      R"({"issuer": "https://as.example", "token_endpoint": "http://127.0.0.1:2375/containers/create"})", "x");
  EXPECT_EQ(metadata.token_endpoint, "");
  EXPECT_EQ(
      metadata.unusable.at("token_endpoint"),
      "x: \"token_endpoint\" must be an https URL, as its issuer is, not 'http://127.0.0.1:2375/containers/create'");
  EXPECT_EQ(parse_metadata(R"({"issuer": "http://127.0.0.1:1", "token_endpoint": "http://127.0.0.1:2/t"})", "x")
                .token_endpoint,
            "http://127.0.0.1:2/t");
}

TEST(ParseMetadata, ReadsListsAndFlagsHoweverTheyAreWritten) {
  const ServerMetadata metadata = parse_metadata(
      R"({"token_endpoint_auth_methods_supported": "client_secret_post none", "scopes_supported": ["a", 1, "b"],
          "response_types_supported": {"x": 1}, "require_pushed_authorization_requests": "True",
          "authorization_response_iss_parameter_supported": "false", "require_signed_request_object": 1})",
      "here");
  EXPECT_EQ(metadata.token_endpoint_auth_methods_supported, (std::vector<std::string>{"client_secret_post", "none"}));
  EXPECT_EQ(metadata.scopes_supported, (std::vector<std::string>{"a", "b"}));
  EXPECT_TRUE(metadata.response_types_supported.empty());
  EXPECT_EQ(metadata.require_pushed_authorization_requests, true);
  EXPECT_EQ(metadata.authorization_response_iss_parameter_supported, false);
  EXPECT_EQ(metadata.require_signed_request_object, std::nullopt);
}

ServerMetadata full() {
  ServerMetadata all;
  all.issuer = "https://as.example";
  all.authorization_endpoint = "https://as.example/authorize?p=1";
  all.token_endpoint = "https://as.example/token";
  all.revocation_endpoint = "https://as.example/revoke";
  all.introspection_endpoint = "https://as.example/introspect";
  all.userinfo_endpoint = "https://as.example/me";
  all.device_authorization_endpoint = "https://as.example/device";
  all.pushed_authorization_request_endpoint = "https://as.example/par";
  all.registration_endpoint = "https://as.example/register";
  all.end_session_endpoint = "https://as.example/logout";
  all.jwks_uri = "https://as.example/jwks";
  all.scopes_supported = {"openid", "email"};
  all.response_types_supported = {"code"};
  all.grant_types_supported = {"authorization_code"};
  all.code_challenge_methods_supported = {"S256"};
  all.token_endpoint_auth_methods_supported = {"none"};
  all.authorization_response_iss_parameter_supported = false;
  return all;
}

TEST(ParseMetadata, ReadsBackWhatToJsonWrote) {
  EXPECT_EQ(parse_metadata(to_json(full()), "here"), full());
  EXPECT_EQ(parse_metadata(to_json({}), "here"), ServerMetadata{});
}

TEST(ParseMetadata, PassesOverOtherMembersAndNull) {
  EXPECT_EQ(parse_metadata(R"({"issuer": null, "token_endpoint": null, "scopes_supported": null,
                               "check_session_iframe": "http://x/", "claims_supported": 7})",
                           "here"),
            ServerMetadata{});
}

TEST(ToJson, LeavesOutWhatNobodySaid) {
  ServerMetadata metadata;
  metadata.issuer = "https://as.example";
  EXPECT_EQ(to_json(metadata), R"({"issuer":"https://as.example"})");
}

TEST(Merged, PrefersTheFirst) {
  ServerMetadata first;
  first.token_endpoint = "https://file.example/token";
  first.scopes_supported = {"mine"};
  first.authorization_response_iss_parameter_supported = true;
  ServerMetadata expected = full();
  expected.token_endpoint = "https://file.example/token";
  expected.scopes_supported = {"mine"};
  expected.authorization_response_iss_parameter_supported = true;
  EXPECT_EQ(merged(first, full()), expected);
  EXPECT_EQ(merged(full(), first), full());
  EXPECT_EQ(merged({}, full()), full());
}

}  // namespace
}  // namespace oauthctl
