#include "model/client_file.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "config/client_file.h"
#include "oauthctl/error.h"
#include "support/providers.h"
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
  return parse_client_file(value.dump(), "s.json", testing::installed_providers());
}

std::string refusal(std::string_view text) {
  try {
    parse_client_file(text, "s.json", testing::installed_providers());
    return {};
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    return error.message();
  }
}

std::string refusal(const json& value) {
  return refusal(std::string_view(value.dump()));
}

TEST(ClientFile, RefusesAllButJsonObjects) {
  EXPECT_EQ(refusal(std::string_view("")), "s.json: is empty where JSON was expected");
  EXPECT_EQ(refusal(std::string_view(R"({"installed": {"client_id": )")),
            "s.json: is not valid JSON (at line 1, column 29)");
  EXPECT_EQ(refusal(std::string_view("{\"client_id\": \"\xff\"}")), "s.json: is not valid UTF-8");
  EXPECT_EQ(refusal(std::string_view("[1]")), "s.json: must be a JSON object, not an array");
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
      {with(flat, "provider", "gihub"), R"(s.json: unknown provider "gihub"; did you mean "github"?)"},
      {with(flat, "type", "x"), R"(s.json: "type" must be "service_account", not "x")"},
      {with(flat, "client_id", "a\nb"), R"(s.json: "client_id" has a line break or another control character in it)"},
      {with(flat, "client_secret", "a\t"),
       R"(s.json: "client_secret" has a line break or another control character in it)"},
      {with(flat, "client_id",
            "a\xe2\x80\xa8"
            "b"),
       R"(s.json: "client_id" has a line break or another control character in it)"},
      {with(flat, "client_secret", "a\xc2\x9b"),
       R"(s.json: "client_secret" has a line break or another control character in it)"},
      {with(flat, "token_endpoint_auth_method", "none\n"),
       R"(s.json: "token_endpoint_auth_method" has a line break or another control character in it)"},
      {with(flat, "id_token_signed_response_alg", "RS256\r"),
       R"(s.json: "id_token_signed_response_alg" has a line break or another control character in it)"},
      {with(flat, "redirect_uris", {"http://127.0.0.1/a\n"}),
       R"(s.json: "redirect_uris" has a line break or another control character in it)"},
      {with(flat, "bearer_token_types", {"a\nb"}),
       R"(s.json: "bearer_token_types" has a line break or another control character in it)"},
      {with(flat, "params", {{"a\nb", "c"}}), R"(s.json: "params.a b" is not the name of a parameter)"},
      {with(flat, "scope", "a\x7f"), R"(s.json: "scope" has a line break or another control character in it)"},
      {with(flat, "bearer_token_types", "user"),
       R"(s.json: "bearer_token_types" must be an array of strings, not a string)"},
      {with(flat, "token_member", {1}), R"(s.json: "token_member" must be a string, not an array)"},
      {with(flat, "ignore_expires_in", "yes"), R"(s.json: "ignore_expires_in" must be true or false, not a string)"},
      {with(flat, "token_params", "x"), R"(s.json: "token_params" must be an object, not a string)"},
      {with(flat, "token_params", {{"refresh_token", "x"}}),
       R"(s.json: "token_params.refresh_token" must be an object, not a string)"},
      {with(flat, "token_params", {{"refresh_token", {{"a", 1}}}}),
       R"(s.json: "token_params.refresh_token.a" must be a string, not a number)"},
      {with(flat, "token_params", {{"code", {{"code", "x"}}}}),
       R"(s.json: "token_params.code.code" belongs to the protocol and cannot be set)"},
      {with(flat, "token_params", {{"client_secret", "x"}}),
       R"(s.json: "token_params.client_secret" belongs to the protocol and cannot be set)"},
      {with(flat, "token_params", {{"refesh_token", {{"a", "b"}}}}),
       R"(s.json: "token_params.refesh_token" is not a grant type; expected authorization_code, refresh_token, client_credentials, password, device_code, jwt-bearer or token-exchange)"},
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

TEST(ClientFile, AsksForBoundTokensOnlyWithWhatTheyAreBoundTo) {
  const json bound = with(flat, "tls_client_certificate_bound_access_tokens", true);
  EXPECT_EQ(refusal(bound),
            R"(s.json: "tls_client_certificate_bound_access_tokens" needs "tls_client_certificate_file" beside it)");
  EXPECT_TRUE(
      parse(with(bound, "tls_client_certificate_file", "c.pem")).client.tls_client_certificate_bound_access_tokens);
  EXPECT_EQ(refusal(with(flat, "dpop_bound_access_tokens", "yes")),
            "s.json: \"dpop_bound_access_tokens\" must be true or false, not a string");
}

TEST(ClientFile, NamesInvalidResourcesAndAuthorizationDetails) {
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
              "s.json: \"authorization_details\": number 1 is not an object with a type");
  }
}

TEST(ClientFile, NamesResourcesAndAuthorizationDetails) {
  using Uris = std::vector<std::string>;
  const auto resource = [](const json& value) {
    return parse_client_file(with(flat, "resource", value).dump(), "s.json", testing::installed_providers())
        .client.resource;
  };
  EXPECT_EQ(resource("https://api.example/v1?x=1"), (Uris{"https://api.example/v1?x=1"}));
  EXPECT_EQ(resource({"https://a.example", "urn:example:b"}), (Uris{"https://a.example", "urn:example:b"}));
  EXPECT_EQ(parse_client_file(with(flat, "authorization_details", json::array({{{"type", "a"}, {"n", 1}}})).dump(),
                              "s.json", testing::installed_providers())
                .client.authorization_details,
            R"([{"n":1,"type":"a"}])");
}

TEST(ClientFile, AsksForBoundTokens) {
  EXPECT_FALSE(
      parse_client_file(flat.dump(), "s.json", testing::installed_providers()).client.dpop_bound_access_tokens);
  EXPECT_TRUE(
      parse_client_file(with(flat, "dpop_bound_access_tokens", true).dump(), "s.json", testing::installed_providers())
          .client.dpop_bound_access_tokens);
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
  EXPECT_EQ(file.client.client_id, "") << "its client_id does not belong to a client";
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
  const ClientFile file = parse(
      {{"client_id", "c"}, {"client_secret", "s"}, {"provider", "github"}, {"token_endpoint", "https://github.com/t"}});
  EXPECT_EQ(file.server.authorization_endpoint, "https://github.com/login/oauth/authorize");
  EXPECT_EQ(file.server.token_endpoint, "https://github.com/t");
  EXPECT_EQ(file.server.device_authorization_endpoint, "https://github.com/login/device/code");
  EXPECT_EQ(file.server.userinfo_endpoint, "https://api.github.com/user");
  EXPECT_EQ(file.client.token_endpoint_auth_method, "client_secret_post");
  EXPECT_TRUE(file.warnings.empty());
}

TEST(ClientFile, AProviderSaysHowItsAnswersDiffer) {
  const Client slack = parse({{"client_id", "c"}, {"client_secret", "s"}, {"provider", "slack"}}).client;
  EXPECT_EQ(slack.quirks.token_member, "authed_user");
  EXPECT_EQ(slack.quirks.bearer_token_types, (std::vector<std::string>{"bot", "user"}));
  EXPECT_TRUE(parse({{"client_id", "c"}, {"provider", "mailchimp"}}).client.quirks.zero_means_no_end);
  const Client reddit =
      parse({{"client_id", "c"}, {"provider", "reddit"}, {"params", {{"duration", "temporary"}}}}).client;
  EXPECT_EQ(reddit.token_endpoint_auth_method, "client_secret_basic");
  EXPECT_TRUE(reddit.empty_client_secret);
  EXPECT_EQ(reddit.params.get("duration"), "temporary");
  EXPECT_EQ(parse({{"client_id", "c"}, {"provider", "slack"}, {"token_member", "bot"}}).client.quirks.token_member,
            "bot")
      << "what the file says wins";
}

TEST(ClientFile, GooglesFormGetsTheDeviceEndpoint) {
  EXPECT_EQ(parse({{"installed", google}}).server.device_authorization_endpoint,
            "https://oauth2.googleapis.com/device/code");
}

TEST(ClientFile, ReadsParametersOfTokenRequestsByGrant) {
  const Client client = parse(with(flat, "token_params",
                                   {{"refresh_token", {{"redirect_uri", "https://a/cb"}, {"scope", "x"}}},
                                    {"device", {{"client_key", "k"}}},
                                    {"audience", "y"}}))
                            .client;
  EXPECT_EQ(client.token_params.at("refresh_token"), (Params{{"redirect_uri", "https://a/cb"}, {"scope", "x"}}));
  EXPECT_EQ(client.token_params.at("urn:ietf:params:oauth:grant-type:device_code"), (Params{{"client_key", "k"}}));
  EXPECT_EQ(client.token_params.at(""), (Params{{"audience", "y"}}));
}

TEST(ClientFile, TellsAnEmptySecretFromNone) {
  EXPECT_TRUE(parse(with(flat, "client_secret", "")).client.empty_client_secret);
  EXPECT_FALSE(parse(flat).client.empty_client_secret);
  EXPECT_FALSE(parse(with(flat, "client_secret", "s")).client.empty_client_secret);
}

Error foreign(const json& file) {
  try {
    parse(file);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    return error;
  }
  ADD_FAILURE() << file;
  return {ErrorKind::internal, ""};
}

TEST(ClientFile, NamesTheCommandThatTakesAnotherFile) {
  const json login = {{"client_id", "c"}, {"client_secret", "S3CRET"}, {"refresh_token", "R3FRESH"}};
  for (const json& file :
       {with(login, "type", "authorized_user"), with(login, "token_uri", "https://oauth2.googleapis.com/token"),
        json{{"profile", "work"}, {"tokens", {{"access_token", "S3CRET"}}}}}) {
    const Error error = foreign(file);
    EXPECT_EQ(error.hint(), "oauthctl store import FILE") << error.message();
    EXPECT_EQ((error.message() + error.hint().text()).find("S3CRET"), std::string::npos);
  }
  for (const char* type : {"external_account", "external_account_authorized_user", "impersonated_service_account",
                           "gdch_service_account"}) {
    const Error error = foreign(with(login, "type", type));
    EXPECT_NE(error.message().find(type), std::string::npos);
    EXPECT_NE(error.hint(), "");
  }
}

TEST(ClientFile, SaysWhatToWriteForKeycloaksFile) {
  const json keycloak = {{"realm", "demo"}, {"auth-server-url", "https://sso.example/"}, {"resource", "app"}};
  EXPECT_EQ(foreign(keycloak).hint(),
            R"(write a client file: {"issuer": "https://sso.example/realms/demo", "client_id": "app"})");
  const Error error = foreign(with(keycloak, "credentials", {{"secret", "S3CRET"}}));
  EXPECT_EQ(error.message(), "s.json: is Keycloak's adapter configuration, not a client file");
  EXPECT_NE(error.hint().text().find(R"("client_secret": "…")"), std::string::npos);
  EXPECT_EQ(error.hint().text().find("S3CRET"), std::string::npos);
}

TEST(ClientFile, WarnsOfUnknownMembersByName) {
  EXPECT_EQ(parse(with(with(flat, "clientsecret", "x"), "z\x1b", 1)).warnings,
            std::vector<std::string>{
                R"(s.json: ignored unknown members: "clientsecret" (did you mean "client_secret"?), "z")"});
  EXPECT_EQ(parse({{"web", with(google, "scopes", "x")}, {"scope", "openid"}}).warnings,
            (std::vector<std::string>{R"(s.json: ignored unknown members: "scope")",
                                      R"(s.json: ignored unknown members: "scopes" (did you mean "scope"?))"}));
  json many = flat;
  for (int i = 10; i < 30; ++i) many["unknown_" + std::to_string(i)] = i;
  const std::string warning = parse(many).warnings.at(0);
  EXPECT_TRUE(warning.ends_with(R"("unknown_17" and 12 more)")) << warning;
}

TEST(ClientFile, NamesOfOtherSpecificationsCauseNoWarning) {
  json registered = flat;
  for (const char* name : {"client_id_issued_at", "client_secret_expires_at", "registration_access_token",
                           "grant_types", "response_types", "application_type", "default_max_age"}) {
    registered[name] = 0;
  }
  EXPECT_TRUE(parse(registered).warnings.empty());
}

TEST(ClientFile, TheExampleIsADesktopClientOfGoogle) {
  const ClientFile file = parse_client_file(testing::read_file(OAUTHCTL_SOURCE_DIR "/secrets.example.json"),
                                            "secrets.example.json", testing::installed_providers());
  EXPECT_EQ(file.form, Form::google_installed);
  EXPECT_EQ(file.server.issuer, "https://accounts.google.com");
  EXPECT_TRUE(file.warnings.empty());
}

}  // namespace
}  // namespace oauthctl
