#include "oauth/authorization.h"

#include <gtest/gtest.h>

#include "base/url.h"
#include "oauth/pkce.h"
#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

/// 32 times a, then 32 times b, and so on: each random value can be told from the others.
Entropy counting() {
  return [next = 'a'](std::size_t count) mutable { return std::string(count, next++); };
}

constexpr const char* aaa = "YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE";
constexpr const char* bbb = "YmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmI";
constexpr const char* ccc = "Y2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2M";

ServerMetadata a_server(std::string endpoint = "https://as.example/authorize") {
  ServerMetadata server;
  server.authorization_endpoint = std::move(endpoint);
  return server;
}

Client a_client() {
  Client client;
  client.client_id = "c 1";
  return client;
}

AuthorizationRequest begin(const ServerMetadata& server, const Client& client, const std::string& scope,
                           const Params& extra = {}) {
  return begin_authorization(server, client, "http://127.0.0.1:1/cb", scope, extra, counting());
}

Params query_of(const AuthorizationRequest& request) {
  return form_decode(Url::parse(request.url).value().query.value());
}

TEST(BeginAuthorization, RefusesAnEndpointThatIsNotForABrowser) {
  EXPECT_STREQ(thrown_by([] { begin(a_server(""), a_client(), ""); }).what(),
               "the server has no authorization_endpoint");
  for (const char* endpoint : {"http://as.example/a", "javascript:alert(1)", "file:///etc/passwd", "myapp://x/", "-x",
                               "https://as.example/#f", "https://as.example@evil.example/", "https://a b/"}) {
    const Error error = thrown_by([&] { begin(a_server(endpoint), a_client(), ""); });
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    EXPECT_EQ(error.message(),
              std::string("\"authorization_endpoint\" must be an https URL (or http on a loopback host), not '") +
                  endpoint + "'");
  }
}

TEST(BeginAuthorization, RefusesParametersThatTheProtocolOwns) {
  for (const char* name : {"response_type", "client_id", "redirect_uri", "scope", "state", "nonce", "code_challenge",
                           "code_challenge_method", "request", "request_uri", "response_mode"}) {
    const std::string message = std::string("the parameter \"") + name + "\" belongs to the protocol and cannot be set";
    const Error error = thrown_by([&] { begin(a_server(), a_client(), "", {{"prompt", "login"}, {name, "x"}}); });
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    EXPECT_EQ(error.message(), message);
    Client client = a_client();
    client.params.add(name, "x");
    EXPECT_EQ(thrown_by([&] { begin(a_server(), client, ""); }).message(), message);
  }
}

TEST(BeginAuthorization, RefusesAClientWithoutId) {
  EXPECT_STREQ(thrown_by([] { begin(a_server(), {}, ""); }).what(), "\"client_id\" is missing");
}

TEST(BeginAuthorization, RefusesARandomSourceThatRanDry) {
  const Entropy dry = [](std::size_t count) { return std::string(count - 1, 'a'); };
  const Error error = thrown_by([&] { begin_authorization(a_server(), a_client(), "http://127.0.0.1/", "", {}, dry); });
  EXPECT_EQ(error.kind(), ErrorKind::internal);
}

TEST(BeginAuthorization, SendsPkceAndState) {
  const auto request = begin(a_server(), a_client(), "a b");
  EXPECT_EQ(request.url,
            "https://as.example/authorize?response_type=code&client_id=c+1&redirect_uri=http%3A%2F%2F127.0.0.1%3A1%2Fcb"
            "&scope=a+b&state=" +
                std::string(aaa) + "&code_challenge=" + code_challenge(Secret(bbb)) + "&code_challenge_method=S256");
  EXPECT_EQ(request.state, Secret(aaa));
  EXPECT_EQ(request.code_verifier, Secret(bbb));
  EXPECT_TRUE(request.expected->nonce.empty());
  EXPECT_EQ(request.redirect_uri, "http://127.0.0.1:1/cb");
  EXPECT_EQ(request.scope, "a b");
}

TEST(BeginAuthorization, SendsANonceWhenOpenidIsAskedFor) {
  EXPECT_FALSE(query_of(begin(a_server(), a_client(), "openid2 xopenid")).contains("nonce"));
  const auto request = begin(a_server(), a_client(), "email openid");
  EXPECT_EQ(request.expected->nonce, Secret(ccc));
  EXPECT_EQ(query_of(request).get("nonce"), ccc);
}

TEST(BeginAuthorization, LeavesOutAnEmptyScope) {
  EXPECT_FALSE(query_of(begin(a_server(), a_client(), "")).contains("scope"));
}

TEST(BeginAuthorization, SendsTheResponseModeOfTheClient) {
  EXPECT_FALSE(query_of(begin(a_server(), a_client(), "")).contains("response_mode"));
  Client client = a_client();
  client.response_mode = "form_post";
  EXPECT_EQ(query_of(begin(a_server(), client, "")).get("response_mode"), "form_post");
}

TEST(BeginAuthorization, KeepsTheQueryOfTheEndpoint) {
  const auto request = begin(a_server("HTTPS://AS.example/authorize?p=b2c_1"), a_client(), "");
  EXPECT_TRUE(request.url.starts_with("https://as.example/authorize?p=b2c_1&response_type=code&")) << request.url;
}

TEST(BeginAuthorization, AddsExtraParametersOverThoseOfTheClient) {
  Client client = a_client();
  client.params = {{"audience", "api"}, {"prompt", "login"}};
  const auto query = query_of(
      begin(a_server(), client, "", {{"prompt", "consent"}, {"resource", "https://a/"}, {"resource", "https://b/"}}));
  EXPECT_EQ(query.get("audience"), "api");
  EXPECT_EQ(query.count("prompt"), 1U);
  EXPECT_EQ(query.get("prompt"), "consent");
  EXPECT_EQ(query.count("resource"), 2U);
}

}  // namespace
}  // namespace oauthctl
