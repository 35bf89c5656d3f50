#include "model/metadata.h"

#include <gtest/gtest.h>

#include "oauth/discovery.h"
#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

constexpr const char* endpoint_names[] = {
    "authorization_endpoint", "token_endpoint",    "revocation_endpoint",
    "introspection_endpoint", "userinfo_endpoint", "device_authorization_endpoint",
    "registration_endpoint",  "jwks_uri",          "pushed_authorization_request_endpoint",
    "end_session_endpoint"};

TEST(ParseMetadata, RefusesEndpointsThatAreNotForSecretsOrForABrowser) {
  for (const char* name : endpoint_names) {
    for (const char* url : {"http://as.example/x", "javascript:alert(1)", "file:///etc/passwd", "com.example:/x", "/x",
                            "https://u:p@as.example/", "https://as.example/#x", "http://127.0.0.1.evil.example/"}) {
      const std::string document = std::string("{\"") + name + "\": \"" + url + "\"}";
      const Error error = thrown_by([&] { parse_metadata(document, "here"); });
      EXPECT_EQ(error.kind(), ErrorKind::protocol);
      EXPECT_EQ(error.message(), std::string("here: \"") + name +
                                     "\" must be an https URL (or http on a loopback host), not '" + url + "'");
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
           Case{"[]", "here: must be a JSON object, not array"},
           Case{R"({"issuer": 1})", "here: \"issuer\" must be a string, not a number"},
           Case{R"({"token_endpoint": ["https://a/"]})", "here: \"token_endpoint\" must be a string, not an array"},
           Case{R"({"scopes_supported": "a"})", "here: \"scopes_supported\" must be an array of strings, not a string"},
           Case{R"({"grant_types_supported": [1]})",
                "here: \"grant_types_supported\" must be an array of strings, not a number"},
           Case{R"({"authorization_response_iss_parameter_supported": "true"})",
                "here: \"authorization_response_iss_parameter_supported\" must be true or false, not a string"},
       }) {
    const Error error = thrown_by([&] { parse_metadata(c.document, "here"); });
    EXPECT_EQ(error.kind(), ErrorKind::protocol);
    EXPECT_EQ(error.message(), c.message);
  }
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
  all.jwks_uri = "http://127.0.0.1:9/jwks";
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
