#include "oauth/client/registration.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

using nlohmann::json;

ServerMetadata server() {
  ServerMetadata server;
  server.issuer = "https://as.example";
  server.registration_endpoint = "https://as.example/register";
  return server;
}

HttpResponse answer(int status, const json& body) {
  HttpResponse response;
  response.url = "https://as.example/register";
  response.status = status;
  response.headers = {{"content-type", "application/json"}};
  response.body = body.is_null() ? "" : body.dump();
  return response;
}

const json registered = {{"client_id", "c1"},
                         {"client_secret", "s3cret"},
                         {"client_secret_expires_at", 0},
                         {"client_id_issued_at", 1},
                         {"client_name", "Notes"},
                         {"redirect_uris", {"http://127.0.0.1/callback"}},
                         {"subject_type", "public"},
                         {"registration_client_uri", "https://as.example/register/c1"},
                         {"registration_access_token", "rat"}};

json body_of(const HttpRequest& request) {
  return json::parse(request.body.reveal());
}

json with(json document, const char* name, const json& value) {
  document[name] = value;
  return document;
}

TEST(Registration, WantsAnEndpoint) {
  const Error error = thrown_by([] { registration_request({}, {}, {}); });
  EXPECT_EQ(error.kind(), ErrorKind::usage);
  EXPECT_EQ(error.message(), "the server has no registration_endpoint");
}

TEST(Registration, AsksForANativeClient) {
  const HttpRequest request = registration_request(server(), {}, {});
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.url, "https://as.example/register");
  EXPECT_FALSE(request.headers.contains("Authorization"));
  EXPECT_FALSE(request.may_repeat) << "each would make another client";
  EXPECT_EQ(body_of(request), (json{{"client_name", "oauthctl"},
                                    {"redirect_uris", {"http://127.0.0.1/callback"}},
                                    {"application_type", "native"},
                                    {"grant_types", {"authorization_code", "refresh_token"}},
                                    {"response_types", {"code"}},
                                    {"token_endpoint_auth_method", "client_secret_basic"}}));
}

TEST(Registration, AsksForWhatIsWantedWithTheTokenThatTheServerWants) {
  ServerMetadata without_basic = server();
  without_basic.token_endpoint_auth_methods_supported = {"private_key_jwt", "none", "client_secret_post"};
  const HttpRequest request =
      registration_request(without_basic, {"Notes", {"http://localhost/a", "http://127.0.0.1/b"}}, Secret("iat"));
  EXPECT_EQ(request.headers.get("Authorization"), "Bearer iat");
  EXPECT_EQ(body_of(request).at("client_name"), "Notes");
  EXPECT_EQ(body_of(request).at("redirect_uris"), (json{"http://localhost/a", "http://127.0.0.1/b"}));
  EXPECT_EQ(body_of(request).at("token_endpoint_auth_method"), "client_secret_post");
}

TEST(Registration, RefusesAnswersThatRegisterNobody) {
  const std::pair<HttpResponse, ErrorKind> refused[] = {
      {answer(400, {{"error", "invalid_redirect_uri"}}), ErrorKind::usage},
      {answer(400, {{"error", "invalid_client_metadata"}}), ErrorKind::usage},
      {answer(401, {{"error", "invalid_token"}}), ErrorKind::refused},
      {answer(401, nullptr), ErrorKind::refused},
      {answer(503, nullptr), ErrorKind::unavailable},
      {answer(200, nullptr), ErrorKind::protocol},
      {answer(201, json::object()), ErrorKind::protocol},
      {answer(201, with(registered, "client_id", 1)), ErrorKind::protocol},
      {answer(201, with(registered, "registration_client_uri", "http://as.example/c1")), ErrorKind::protocol},
      {answer(302, nullptr), ErrorKind::protocol},
  };
  for (const auto& [response, kind] : refused)
    EXPECT_EQ(thrown_by([&given = response] { parse_registration_response(given); }).kind(), kind) << response.body;
}

TEST(Registration, RefusesWhatAClientFileCouldNotHold) {
  for (const auto& [name, value] :
       {std::pair{"token_endpoint_auth_method", json{"none"}}, std::pair{"redirect_uris", json("x")},
        std::pair{"client_id", json("a\nb")}, std::pair{"client_secret", json(7)},
        std::pair{"id_token_signed_response_alg", json(true)}}) {
    const HttpResponse response = answer(201, with(registered, name, value));
    const Error error = thrown_by([&] { parse_registration_response(response); });
    EXPECT_EQ(error.kind(), ErrorKind::protocol) << name;
    EXPECT_NE(error.message().find(name), std::string::npos) << error.message();
  }
}

TEST(Registration, RefusesATokenThatCouldNotBeSentBack) {
  for (const char* token : {"a\nb", "a b", "\xc3\xa9"}) {
    const json answered = with(registered, "registration_access_token", token);
    EXPECT_EQ(thrown_by([&] { parse_registration_response(answer(201, answered)); }).kind(), ErrorKind::protocol);
  }
}

/// Which of the two the server meant cannot be known, and a file without it would be another client's.
TEST(Registration, RefusesWhatStandsTwiceIfItIsKept) {
  for (const char* twice :
       {R"("client_id":"c","client_id":"d")", R"("client_secret":"a","client_secret":"b")",
        R"("redirect_uris":["a"],"redirect_uris":["b"])",
        R"("token_endpoint_auth_method":"none","token_endpoint_auth_method":"none")", R"("scope":"a","scope":"b")",
        R"("scope":[{"a":1,"a":2}])", R"("registration_access_token":"a","registration_access_token":"b")",
        R"("registration_client_uri":"https://as.example/a","registration_client_uri":"https://as.example/b")"}) {
    HttpResponse response = answer(201, registered);
    response.body = std::string(R"({"client_id":"c1",)") + twice + '}';
    if (std::string_view(twice).starts_with(R"("client_id")")) response.body = std::string("{") + twice + '}';
    const Error error = thrown_by([&] { parse_registration_response(response); });
    EXPECT_EQ(error.kind(), ErrorKind::protocol) << twice;
  }
}

TEST(Registration, LeavesOutWhatOnlyInformsAndCannotBeRead) {
  HttpResponse response = answer(201, registered);
  response.body = R"({"client_id":"c1","client_name":"a","client_name":"b","grant_types":3,)"
                  R"("client_secret_expires_at":"soon","jwks":{"keys":[],"keys":[]},"contacts":[{"a":1,"a":2}]})";
  const RegisteredClient client = parse_registration_response(response);
  EXPECT_EQ(json::parse(client.document.reveal()), (json{{"client_id", "c1"}}));
  response.body = R"({"client_id":"c1","client_name":7,"grant_types":"a b","client_secret_expires_at":"12"})";
  EXPECT_EQ(
      json::parse(parse_registration_response(response).document.reveal()),
      (json{{"client_id", "c1"}, {"client_name", "7"}, {"grant_types", {"a", "b"}}, {"client_secret_expires_at", 12}}));
}

TEST(Registration, ReadsAnAddressOnTheServerThatWasAsked) {
  HttpResponse response = answer(201, with(registered, "registration_client_uri", "/register/abc"));
  response.url = "https://as.example/register";
  const RegisteredClient client = parse_registration_response(response);
  EXPECT_EQ(client.registration_client_uri, "https://as.example/register/abc");
  response.body = with(registered, "registration_client_uri", "//evil.example/abc").dump();
  EXPECT_EQ(thrown_by([&] { parse_registration_response(response); }).kind(), ErrorKind::protocol);
}

/// The registration access token is sent there, by each --read, --update and --delete.
TEST(Registration, IsNotManagedOnThisMachineByAnotherOne) {
  HttpResponse response = answer(201, with(registered, "registration_client_uri", "http://127.0.0.1:9302/v1/shutdown"));
  response.url = "https://as.example/register";
  EXPECT_EQ(thrown_by([&] { parse_registration_response(response); }).kind(), ErrorKind::protocol);
  response.url = "http://127.0.0.1:9302/register";
  EXPECT_NO_THROW(parse_registration_response(response));
}

/// An update sends the client's secret there too.
TEST(Registration, IsNotManagedByAnotherServer) {
  for (const char* elsewhere : {"https://as.example:8443/register/c1", "https://evil.example/register/c1"}) {
    const HttpResponse response = answer(201, with(registered, "registration_client_uri", elsewhere));
    EXPECT_EQ(thrown_by([&] { parse_registration_response(response); }).kind(), ErrorKind::protocol) << elsewhere;
  }
}

TEST(Registration, WritesAScopeThatWasAnArrayAsOneString) {
  const RegisteredClient client = parse_registration_response(answer(201, with(registered, "scope", {"a", "b"})));
  EXPECT_EQ(json::parse(client_file_of(client, "https://as.example", {}).reveal()).at("scope"), "a b");
}

TEST(Registration, ReadsWhatIsRegistered) {
  const RegisteredClient client = parse_registration_response(answer(201, registered));
  EXPECT_EQ(client.client_id, "c1");
  EXPECT_EQ(client.registration_client_uri, "https://as.example/register/c1");
  EXPECT_EQ(client.registration_access_token.reveal(), "rat");
}

TEST(Registration, KeepsInTheSecretsFileWhatALoginNeeds) {
  const RegisteredClient client = parse_registration_response(answer(201, registered));
  const json file = json::parse(client_file_of(client, "https://as.example", {}).reveal());
  json expected = registered;
  expected["issuer"] = "https://as.example";
  expected.erase("subject_type");
  expected.erase("client_id_issued_at");
  EXPECT_EQ(file, expected);
}

TEST(Registration, LeavesTheRestOfTheSecretsFileAsItWas) {
  const RegisteredClient client =
      parse_registration_response(answer(200, {{"client_id", "c1"}, {"client_name", "Other"}, {"scope", nullptr}}));
  const json before = with(with(registered, "issuer", "https://as.example"), "params", {{"a", "b"}});
  EXPECT_EQ(json::parse(client_file_of(client, {}, Secret(before.dump())).reveal()),
            with(before, "client_name", "Other"));
}

TEST(Registration, ShowsNoSecret) {
  const std::string shown = without_secrets(parse_registration_response(answer(201, registered)));
  EXPECT_EQ(shown.find("s3cret"), std::string::npos);
  EXPECT_EQ(shown.find("rat\""), std::string::npos);
  EXPECT_EQ(json::parse(shown).at("client_id"), "c1");
}

TEST(RegistrationManagement, RefusesAFileThatCannotBeManaged) {
  const std::string missing = "f: has no registration_client_uri and registration_access_token";
  const std::pair<json, std::string> refused[] = {
      {with(registered, "registration_client_uri", nullptr), missing},
      {with(registered, "registration_access_token", nullptr), missing},
      {with(registered, "client_id", nullptr), "f: \"client_id\" is missing"},
      {with(registered, "registration_client_uri", "http://as.example/c1"),
       "f: \"registration_client_uri\" must be an https URL (or http on a loopback host)"},
      {with(registered, "registration_access_token", "a\r\nb"),
       "f: \"registration_access_token\" has characters that no token has"},
  };
  for (const auto& [file, message] : refused) {
    const Error error = thrown_by([&given = file] { read_registered_client(given.dump(), "f"); });
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    EXPECT_EQ(error.message(), message);
  }
}

TEST(RegistrationManagement, ReadsChangesAndEnds) {
  const RegisteredClient client = read_registered_client(registered.dump(), "f");
  const HttpRequest read = client_read_request(client);
  EXPECT_EQ(read.method, "GET");
  EXPECT_EQ(read.url, "https://as.example/register/c1");
  EXPECT_EQ(read.headers.get("Authorization"), "Bearer rat");
  EXPECT_EQ(client_delete_request(client).method, "DELETE");
  EXPECT_NO_THROW(parse_client_delete_response(answer(204, nullptr)));
  EXPECT_EQ(thrown_by([] { parse_client_delete_response(answer(401, nullptr)); }).kind(), ErrorKind::refused);
}

TEST(RegistrationManagement, SendsAllThatIsKnownButWhatTheServerGave) {
  const HttpRequest request = client_update_request(read_registered_client(registered.dump(), "f"), {"Renamed", {}});
  EXPECT_EQ(request.method, "PUT");
  EXPECT_EQ(body_of(request), (json{{"client_id", "c1"},
                                    {"client_secret", "s3cret"},
                                    {"client_name", "Renamed"},
                                    {"redirect_uris", {"http://127.0.0.1/callback"}},
                                    {"subject_type", "public"}}));
}

}  // namespace
}  // namespace oauthctl
