#include "model/client_file.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "config/client_file.h"
#include "oauthctl/error.h"
#include "support/text_file.h"

namespace oauthctl {
namespace {

using nlohmann::json;
using Form = ClientFile::Form;

const json google = {{"client_id", "id.apps.googleusercontent.com"},
                     {"project_id", "p"},
                     {"auth_uri", "https://accounts.google.com/o/oauth2/auth"},
                     {"token_uri", "https://oauth2.googleapis.com/token"},
                     {"auth_provider_x509_cert_url", "https://www.googleapis.com/oauth2/v1/certs"},
                     {"client_secret", "GOCSPX-x"},
                     {"redirect_uris", {"http://localhost"}}};

const json flat = {{"client_id", "c"}, {"issuer", "https://as.example"}};

json with(json object, const std::string& name, const json& value) {
  object[name] = value;
  return object;
}

json without(json object, const std::string& name) {
  object.erase(name);
  return object;
}

ClientFile parse(const json& value) {
  return parse_client_file(value.dump(), "s.json");
}

std::string refusal(std::string_view text) {
  try {
    parse_client_file(text, "s.json");
    return {};
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    return error.message();
  }
}

std::string refusal(const json& value) {
  return refusal(std::string_view(value.dump()));
}

TEST(ClientFile, RefusesWhatIsNoJsonObject) {
  EXPECT_EQ(refusal(std::string_view("")), "s.json: is empty where JSON was expected");
  EXPECT_EQ(refusal(std::string_view(R"({"installed": {"client_id": )")), "s.json: is not valid JSON (at byte 29)");
  EXPECT_EQ(refusal(std::string_view("{\"client_id\": \"\xff\"}")), "s.json: is not valid UTF-8");
  EXPECT_EQ(refusal(std::string_view("[1]")), "s.json: must be a JSON object, not array");
  EXPECT_EQ(refusal(std::string_view("{\"a\":" + std::string(100'000, '['))),
            "s.json: is nested more than 32 levels deep");
  EXPECT_EQ(refusal(std::string_view(R"({"client_id":"a","client_id":"b"})")),
            "s.json: has the member \"client_id\" twice");
}

TEST(ClientFile, NamesTheMemberOfAFlatFileAndWhatWasExpected) {
  const std::pair<json, const char*> cases[] = {
      {json::object(), R"(s.json: "client_id" is missing)"},
      {without(flat, "client_id"), R"(s.json: "client_id" is missing)"},
      {with(flat, "client_id", 5), R"(s.json: "client_id" must be a string, not a number)"},
      {with(flat, "client_secret", {1}), R"(s.json: "client_secret" must be a string, not an array)"},
      {with(flat, "redirect_uris", "http://localhost"),
       R"(s.json: "redirect_uris" must be an array of strings, not a string)"},
      {with(flat, "scope", {"a", "b"}), R"(s.json: "scope" must be a string, not an array)"},
      {with(flat, "params", "a=b"), R"(s.json: "params" must be an object, not a string)"},
      {with(flat, "params", {{"max_age", 5}}), R"(s.json: "params.max_age" must be a string)"},
      {with(flat, "jwks", "{}"), R"(s.json: "jwks" must be an object, not a string)"},
      {with(flat, "issuer", true), R"(s.json: "issuer" must be a string, not a boolean)"},
      {without(flat, "issuer"), R"(s.json: names no server: "issuer", "token_endpoint" or "provider" is missing)"},
      {with(flat, "provider", "gihub"), R"(s.json: "provider" must be "github", not "gihub")"},
      {with(flat, "type", "authorized_user"),
       R"(s.json: "type" must be "service_account": no other of Google's credential files is a client)"},
  };
  for (const auto& [value, message] : cases) EXPECT_EQ(refusal(value), message);
}

TEST(ClientFile, AnEndpointThatIsNotSafeIsRefusedByName) {
  for (const char* name :
       {"issuer", "authorization_endpoint", "token_endpoint", "revocation_endpoint", "introspection_endpoint",
        "userinfo_endpoint", "device_authorization_endpoint", "jwks_uri"}) {
    for (const char* url : {"http://as.example/x", "file:///etc/passwd", "javascript:alert(1)", "as.example",
                            "https://as.example/#f", "https://u@as.example/", "-https://as.example"}) {
      EXPECT_EQ(refusal(with(flat, name, url)),
                std::string("s.json: \"") + name + "\" must be an https URL, or http on a loopback host");
    }
    EXPECT_EQ(refusal(with(flat, name, "http://127.0.0.1:8080/x")), "");
  }
  EXPECT_EQ(refusal(json{{"web", with(google, "auth_uri", "http://as.example")}}),
            "s.json: \"web.auth_uri\" must be an https URL, or http on a loopback host");
}

TEST(ClientFile, NamesTheMemberOfGooglesForm) {
  EXPECT_EQ(refusal(json{{"installed", "x"}}), "s.json: \"installed\" must be an object, not a string");
  EXPECT_EQ(refusal(json{{"installed", google}, {"web", google}}),
            "s.json: \"web\" stands beside \"installed\": one client a file");
  for (const char* name : {"client_id", "auth_uri", "token_uri"}) {
    EXPECT_EQ(refusal(json{{"web", without(google, name)}}), std::string("s.json: \"web.") + name + "\" is missing");
    EXPECT_EQ(refusal(json{{"installed", with(google, name, 1)}}),
              std::string("s.json: \"installed.") + name + "\" must be a string, not a number");
  }
}

TEST(ClientFile, WhatWouldChangeTheRequestsButIsNotKnownYetIsRefused) {
  const json members = json::object({{"tls_client_certificate_bound_access_tokens", true}});
  for (const auto& [name, value] : members.items()) {
    EXPECT_EQ(refusal(with(flat, name, value)), "s.json: \"" + name + "\" is not supported yet by this version");
  }
  EXPECT_EQ(refusal(with(flat, "dpop_bound_access_tokens", "yes")),
            "s.json: \"dpop_bound_access_tokens\" must be true or false, not a string");
}

TEST(ClientFile, NamesWhatIsNoResourceAndNoAuthorizationDetails) {
  for (const char* uri : {"api", "https://api.example/#part", "https:", "", "//api.example", "https://a b/"}) {
    EXPECT_EQ(refusal(with(flat, "resource", uri)),
              std::string("s.json: \"resource\" must be an absolute URI without a fragment, not \"") + uri + '"');
  }
  EXPECT_EQ(refusal(with(flat, "resource", 1)), "s.json: \"resource\" must be an array of strings, not a number");
  for (const json& details : {json("x"), json::array(), json{{"type", "a"}}}) {
    EXPECT_EQ(refusal(with(flat, "authorization_details", details)),
              "s.json: \"authorization_details\" must be an array of objects, as [{\"type\": \"…\"}]");
  }
  for (const json& details : {json::array({1}), json::array({json::object()}), json::array({{{"type", ""}}})}) {
    EXPECT_EQ(refusal(with(flat, "authorization_details", details)),
              "s.json: \"authorization_details\": number 1 is no object with a type");
  }
}

TEST(ClientFile, NamesResourcesAndAuthorizationDetails) {
  using Uris = std::vector<std::string>;
  const auto resource = [](const json& value) {
    return parse_client_file(with(flat, "resource", value).dump(), "s.json").client.resource;
  };
  EXPECT_EQ(resource("https://api.example/v1?x=1"), (Uris{"https://api.example/v1?x=1"}));
  EXPECT_EQ(resource({"https://a.example", "urn:example:b"}), (Uris{"https://a.example", "urn:example:b"}));
  EXPECT_EQ(
      parse_client_file(with(flat, "authorization_details", json::array({{{"type", "a"}, {"n", 1}}})).dump(), "s.json")
          .client.authorization_details,
      R"([{"n":1,"type":"a"}])");
}

TEST(ClientFile, AsksForBoundTokens) {
  EXPECT_FALSE(parse_client_file(flat.dump(), "s.json").client.dpop_bound_access_tokens);
  EXPECT_TRUE(
      parse_client_file(with(flat, "dpop_bound_access_tokens", true).dump(), "s.json").client.dpop_bound_access_tokens);
}

TEST(ClientFile, AnAnswerIsSentInOneOfTheWaysThatReachTheListener) {
  for (const char* mode : {"fragment", "web_message", "FORM_POST", "query "}) {
    EXPECT_EQ(
        refusal(with(flat, "response_mode", mode)),
        std::string("s.json: \"response_mode\" must be query, form_post, jwt, query.jwt or form_post.jwt, not \"") +
            mode + '"');
  }
  for (const char* mode : {"", "query", "form_post", "jwt", "query.jwt", "form_post.jwt"}) {
    EXPECT_EQ(parse(with(flat, "response_mode", mode)).client.response_mode, mode);
  }
}

TEST(ClientFile, WhoIsRegisteredForSignedResponsesWantsThem) {
  const json registered = with(flat, "authorization_signed_response_alg", "ES256");
  EXPECT_EQ(parse(registered).client.authorization_signed_response_alg, "ES256");
  EXPECT_EQ(parse(registered).client.response_mode, "jwt");
  EXPECT_EQ(parse(with(registered, "response_mode", "form_post.jwt")).client.response_mode, "form_post.jwt");
}

TEST(ClientFile, ReadsGooglesDesktopClient) {
  const ClientFile file = parse({{"installed", google}});
  EXPECT_EQ(file.form, Form::google_installed);
  EXPECT_EQ(file.client.client_id, "id.apps.googleusercontent.com");
  EXPECT_EQ(file.client.client_secret.reveal(), "GOCSPX-x");
  EXPECT_EQ(file.client.redirect_uris, std::vector<std::string>{"http://localhost"});
  EXPECT_EQ(file.server.issuer, "https://accounts.google.com");
  EXPECT_EQ(file.server.authorization_endpoint, "https://accounts.google.com/o/oauth2/auth");
  EXPECT_EQ(file.server.token_endpoint, "https://oauth2.googleapis.com/token");
  EXPECT_EQ(file.server.jwks_uri, "https://www.googleapis.com/oauth2/v3/certs");
  EXPECT_EQ(file.server.revocation_endpoint, "https://oauth2.googleapis.com/revoke");
  EXPECT_EQ(file.server.userinfo_endpoint, "https://openidconnect.googleapis.com/v1/userinfo");
  EXPECT_TRUE(file.warnings.empty());
}

TEST(ClientFile, ReadsGooglesWebClient) {
  const ClientFile file = parse({{"web", with(google, "javascript_origins", {"http://localhost:8400"})}});
  EXPECT_EQ(file.form, Form::google_web);
  EXPECT_TRUE(file.warnings.empty());
}

TEST(ClientFile, GooglesFormWithAnotherServerGetsNothingOfGoogles) {
  json other = with(google, "auth_uri", "http://127.0.0.1:9/auth");
  other["token_uri"] = "http://127.0.0.1:9/token";
  const ClientFile file = parse({{"installed", other}});
  EXPECT_EQ(file.server.token_endpoint, "http://127.0.0.1:9/token");
  EXPECT_EQ(file.server.issuer, "");
  EXPECT_EQ(file.server.revocation_endpoint, "");
  other["auth_uri"] = "https://accounts.google.com.evil.example/auth";
  EXPECT_EQ(parse({{"installed", other}}).server.issuer, "");
}

TEST(ClientFile, ReadsAServiceAccount) {
  const ClientFile file = parse({{"type", "service_account"},
                                 {"client_id", "1"},
                                 {"client_email", "x@p.iam.gserviceaccount.com"},
                                 {"private_key", "…"},
                                 {"token_uri", "https://oauth2.googleapis.com/token"}});
  EXPECT_EQ(file.form, Form::google_service_account);
  ASSERT_TRUE(file.service_account);
  EXPECT_EQ(file.service_account->client_email, "x@p.iam.gserviceaccount.com");
  EXPECT_EQ(file.service_account->private_key.reveal(), "…");
  EXPECT_EQ(file.service_account->private_key_id, "");
  EXPECT_EQ(file.client.client_id, "") << "its client_id is no client's";
  EXPECT_TRUE(file.warnings.empty());
}

TEST(ClientFile, ReadsAFlatFileUnderItsRfcNames) {
  const ClientFile file = parse({{"client_id", "c"},
                                 {"client_secret", "s"},
                                 {"issuer", "https://as.example/"},
                                 {"revocation_endpoint", "https://as.example/revoke"},
                                 {"redirect_uris", {"http://127.0.0.1:8400/cb", "http://localhost:8401/cb"}},
                                 {"token_endpoint_auth_method", "client_secret_post"},
                                 {"token_endpoint_auth_signing_alg", "PS256"},
                                 {"private_key_file", "key.pem"},
                                 {"tls_client_certificate_file", "client.pem"},
                                 {"tls_client_key_file", "client.key"},
                                 {"require_pushed_authorization_requests", true},
                                 {"require_signed_request_object", true},
                                 {"request_object_signing_alg", "ES256"},
                                 {"jwks", {{"keys", json::array()}}},
                                 {"id_token_signed_response_alg", "ES256"},
                                 {"scope", "openid email"},
                                 {"params", {{"prompt", "login"}, {"audience", "x"}}}});
  EXPECT_EQ(file.form, Form::flat);
  EXPECT_EQ(file.client.client_id, "c");
  EXPECT_EQ(file.client.client_secret.reveal(), "s");
  EXPECT_EQ(file.client.redirect_uris.size(), 2U);
  EXPECT_EQ(file.client.token_endpoint_auth_method, "client_secret_post");
  EXPECT_EQ(file.client.token_endpoint_auth_signing_alg, "PS256");
  EXPECT_EQ(file.client.private_key_file, "key.pem");
  EXPECT_EQ(file.client.tls_client_certificate_file, "client.pem");
  EXPECT_EQ(file.client.tls_client_key_file, "client.key");
  EXPECT_TRUE(file.client.require_pushed_authorization_requests);
  EXPECT_TRUE(file.client.require_signed_request_object);
  EXPECT_EQ(file.client.request_object_signing_alg, "ES256");
  EXPECT_TRUE(file.client.private_key.empty());
  EXPECT_EQ(file.client.jwks.reveal(), R"({"keys":[]})");
  EXPECT_EQ(file.client.id_token_signed_response_alg, "ES256");
  EXPECT_EQ(file.client.scope, "openid email");
  EXPECT_EQ(file.client.params, (Params{{"audience", "x"}, {"prompt", "login"}}));
  EXPECT_EQ(file.server.issuer, "https://as.example/");
  EXPECT_EQ(file.server.revocation_endpoint, "https://as.example/revoke");
  EXPECT_TRUE(file.warnings.empty());
}

TEST(ClientFile, AProviderFillsInWhatTheFileLeavesOut) {
  const ClientFile file = parse({{"client_id", "c"},
                                 {"client_secret", "s"},
                                 {"provider", "github"},
                                 {"token_endpoint", "https://ghe.example/t"}});
  EXPECT_EQ(file.server.authorization_endpoint, "https://github.com/login/oauth/authorize");
  EXPECT_EQ(file.server.token_endpoint, "https://ghe.example/t");
  EXPECT_EQ(file.server.device_authorization_endpoint, "https://github.com/login/device/code");
  EXPECT_EQ(file.server.userinfo_endpoint, "https://api.github.com/user");
  EXPECT_EQ(file.client.token_endpoint_auth_method, "client_secret_post");
  EXPECT_TRUE(file.warnings.empty());
}

TEST(ClientFile, WarnsOfUnknownMembersByName) {
  EXPECT_EQ(parse(with(with(flat, "clientsecret", "x"), "z\x1b", 1)).warnings,
            std::vector<std::string>{R"(s.json: ignored what is not known: "clientsecret", "z")"});
  EXPECT_EQ(parse({{"web", with(google, "scopes", "x")}, {"scope", "openid"}}).warnings,
            (std::vector<std::string>{R"(s.json: ignored what is not known: "scope")",
                                      R"(s.json: ignored what is not known: "scopes")"}));
  json many = flat;
  for (int i = 10; i < 30; ++i) many["unknown_" + std::to_string(i)] = i;
  const std::string warning = parse(many).warnings.at(0);
  EXPECT_TRUE(warning.ends_with(R"("unknown_17" and 12 more)")) << warning;
}

TEST(ClientFile, NamesOfOtherSpecificationsAreNoSurprise) {
  json registered = flat;
  for (const char* name : {"client_id_issued_at", "client_secret_expires_at", "registration_access_token",
                           "grant_types", "response_types", "application_type", "default_max_age"}) {
    registered[name] = 0;
  }
  EXPECT_TRUE(parse(registered).warnings.empty());
}

TEST(ClientFile, TheExampleIsADesktopClientOfGoogle) {
  const ClientFile file =
      parse_client_file(testing::read_file(OAUTHCTL_SOURCE_DIR "/secrets.example.json"), "secrets.example.json");
  EXPECT_EQ(file.form, Form::google_installed);
  EXPECT_EQ(file.server.issuer, "https://accounts.google.com");
  EXPECT_TRUE(file.warnings.empty());
}

}  // namespace
}  // namespace oauthctl
