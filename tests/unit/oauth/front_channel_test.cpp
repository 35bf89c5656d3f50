#include <gtest/gtest.h>

#include "oauth/callback.h"
#include "oauth/identity/id_token.h"
#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

constexpr TimePoint now{std::chrono::seconds{1'800'000'000}};
constexpr ResponseType every_token{.code = true, .id_token = true, .token = true};
constexpr ResponseType implicit{.code = false, .id_token = true, .token = true};

ServerMetadata a_server() {
  ServerMetadata server;
  server.issuer = "https://as.example";
  server.authorization_endpoint = "https://as.example/authorize";
  return server;
}

Client a_client() {
  Client client;
  client.client_id = "c";
  return client;
}

AuthorizationRequest begin(const ResponseType& type, const std::string& scope = "openid",
                           const Client& client = a_client(), const ServerMetadata& server = a_server()) {
  return begin_authorization(
      server, client, "http://127.0.0.1:1/cb", scope, {}, [](std::size_t count) { return std::string(count, 'r'); },
      "thumbprint", type);
}

Params answer(const AuthorizationRequest& request, const Params& changes = {}) {
  Params params{{"state", request.state.reveal()}, {"code", "the-code"}, {"access_token", "at"},
                {"token_type", "Bearer"},          {"expires_in", "60"}, {"id_token", "a.b.c"}};
  for (const auto& [name, value] : changes) params.set(name, value);
  return params;
}

TEST(FrontChannelRequest, ThatCouldNotBeAnsweredIsAUsageError) {
  struct Case {
    ResponseType type;
    const char* scope;
    void (*break_it)(Client&, ServerMetadata&);
    const char* message;
  };
  const Case cases[] = {
      {{.code = false, .id_token = true},
       "read",
       [](Client&, ServerMetadata&) {},
       "response type id_token needs the scope openid"},
      {implicit, "openid", [](Client& client, ServerMetadata&) { client.response_mode = "query"; },
       "response_mode query would put the tokens of response type id_token token into logs"},
      {{.id_token = true},
       "openid",
       [](Client& client, ServerMetadata&) { client.response_mode = "query.jwt"; },
       "response_mode query.jwt would put the tokens of response type code id_token into logs"},
      {{.token = true},
       "openid",
       [](Client& client, ServerMetadata&) { client.dpop_bound_access_tokens = true; },
       "response type code token brings an access token that is not bound to a DPoP key"},
      {implicit, "openid",
       [](Client&, ServerMetadata& server) {
         server.response_types_supported = {"code", "id_token", "code id_token"};
       },
       "the server does not offer the response type id_token token, but code, id_token, code id_token"},
  };
  for (const Case& c : cases) {
    Client client = a_client();
    ServerMetadata server = a_server();
    c.break_it(client, server);
    const Error error = thrown_by([&] { begin(c.type, c.scope, client, server); });
    EXPECT_EQ(error.kind(), ErrorKind::usage) << c.message;
    EXPECT_EQ(error.message(), c.message);
  }
}

TEST(FrontChannelRequest, IsOfferedInAnyOrderOfWords) {
  ServerMetadata server = a_server();
  server.response_types_supported = {"code", "token id_token"};
  EXPECT_EQ(begin(implicit, "openid", a_client(), server).parameters.get("response_type"), "id_token token");
}

TEST(FrontChannelRequest, HasANonceAndProtectsACodeWhereThereIsOne) {
  const auto hybrid = begin(every_token).parameters;
  EXPECT_EQ(hybrid.get("response_type"), "code id_token token");
  EXPECT_EQ(hybrid.get("code_challenge_method"), "S256");
  EXPECT_EQ(hybrid.get("dpop_jkt"), "thumbprint");
  EXPECT_FALSE(hybrid.get("nonce").empty());
  const auto request = begin(implicit);
  EXPECT_TRUE(request.code_verifier.empty());
  EXPECT_FALSE(request.expected->nonce.empty());
  for (const char* name : {"code_challenge", "code_challenge_method", "dpop_jkt", "response_mode"})
    EXPECT_FALSE(request.parameters.contains(name)) << name;
}

TEST(FrontChannel, WaitsForSomethingThatWasAskedFor) {
  const auto request = begin(implicit);
  const std::string state = request.state.reveal();
  EXPECT_FALSE(answers(request, answer(request, {{"state", "other"}})));
  EXPECT_FALSE(answers(request, {{"state", state}, {"code", "x"}}));
  EXPECT_FALSE(answers(request, {{"state", state}, {"access_token", "a"}, {"access_token", "b"}}));
  EXPECT_FALSE(answers(request, {{"state", state}, {"access_token", "a"}, {"id_token", "b"}, {"id_token", "c"}}));
  EXPECT_TRUE(answers(request, {{"state", state}, {"error", "access_denied"}}));
  EXPECT_TRUE(answers(request, {{"state", state}, {"id_token", "a.b.c"}}));
  EXPECT_TRUE(answers(request, answer(request)));
}

TEST(FrontChannel, RefusesAnAnswerWithOneThingWrong) {
  struct Case {
    Params changes;
    ErrorKind kind;
    const char* message;
  };
  const Case cases[] = {
      {{{"state", "other"}}, ErrorKind::protocol, "the callback belongs to another sign-in: its state is not ours"},
      {{{"iss", "https://other.example"}},
       ErrorKind::protocol,
       "the callback comes from another server: iss is 'https://other.example', not 'https://as.example'"},
      {{{"code", ""}, {"error", "access_denied"}},
       ErrorKind::protocol,
       "the callback has both an access token and an error"},
      {{{"code", ""}, {"access_token", ""}, {"error", "access_denied"}},
       ErrorKind::protocol,
       "the callback has both an ID token and an error"},
      {{{"code", ""}, {"access_token", ""}, {"id_token", ""}, {"error", "access_denied"}},
       ErrorKind::refused,
       "the server answered access_denied"},
      {{{"code", ""}}, ErrorKind::protocol, "the callback has neither a code nor an error"},
      {{{"access_token", ""}}, ErrorKind::protocol, "the callback has neither an access token nor an error"},
      {{{"id_token", ""}}, ErrorKind::protocol, "the callback has neither an ID token nor an error"},
      {{{"token_type", "mac"}}, ErrorKind::protocol, "the callback: \"token_type\" must be Bearer, not 'mac'"},
      {{{"expires_in", "soon"}}, ErrorKind::protocol, "the callback: \"expires_in\" must be a number of seconds"},
      {{{"access_token", "a\nb"}},
       ErrorKind::protocol,
       "the callback: \"access_token\" has a character that no token may have"},
      {{{"id_token", "a b"}}, ErrorKind::protocol, "the callback: \"id_token\" has a character that no token may have"},
      {{{"scope", "\xff"}}, ErrorKind::protocol, "the callback: is not valid UTF-8"},
  };
  const auto request = begin(every_token);
  for (const Case& c : cases) {
    const Error error = thrown_by([&] { check_front_channel(request, answer(request, c.changes), now); });
    EXPECT_EQ(error.kind(), c.kind) << c.message;
    EXPECT_EQ(error.message(), c.message);
  }
}

TEST(FrontChannel, RefusesParametersThatRepeat) {
  const auto request = begin(every_token);
  for (const char* name : {"access_token", "id_token", "token_type", "expires_in", "scope"}) {
    Params twice = answer(request, {{"scope", "openid"}});
    twice.add(name, "again");
    EXPECT_EQ(thrown_by([&] { check_front_channel(request, twice, now); }).message(),
              "the callback has the parameter \"" + std::string(name) + "\" twice");
  }
}

TEST(FrontChannel, MayLeaveOutTheIssuerWhereAnIdTokenSaysIt) {
  ServerMetadata server = a_server();
  server.authorization_response_iss_parameter_supported = true;
  const auto hybrid = begin({.code = true, .id_token = true}, "openid", a_client(), server);
  EXPECT_NO_THROW(check_front_channel(hybrid, answer(hybrid), now));
  const auto without = begin({.code = true, .token = true}, "openid", a_client(), server);
  EXPECT_EQ(thrown_by([&] { check_front_channel(without, answer(without), now); }).message(),
            "the callback has no iss, which this server always sends");
}

TEST(FrontChannel, GivesNoCodeThatWasNotAskedFor) {
  const auto request = begin(implicit);
  EXPECT_EQ(thrown_by([&] { check_callback(request, answer(request)); }).kind(), ErrorKind::internal);
}

TEST(FrontChannel, TakesWhatWasAskedForAndNeverARefreshToken) {
  const auto request = begin(every_token);
  const TokenSet tokens =
      check_front_channel(request, answer(request, {{"refresh_token", "r"}, {"refresh_token_expires_in", "9"}}), now);
  EXPECT_EQ(tokens.access_token.reveal(), "at");
  EXPECT_EQ(tokens.id_token.reveal(), "a.b.c");
  EXPECT_TRUE(tokens.refresh_token.empty());
  EXPECT_FALSE(tokens.refresh_token_expires_at);
  EXPECT_EQ(tokens.expires_at, now + std::chrono::seconds{60});
  const auto id_token_alone = begin({.code = false, .id_token = true});
  EXPECT_TRUE(check_front_channel(id_token_alone, answer(id_token_alone), now).access_token.empty());
}

TEST(FrontChannel, AnIdTokenAloneIsNotAnAccessTokenAndSetsTheExpiry) {
  IdTokenClaims claims;
  claims.expires_at = now + std::chrono::seconds{300};
  TokenSet tokens;
  tokens.id_token = Secret("a.b.c");
  const TokenSet only = as_only_token(tokens, claims);
  EXPECT_FALSE(only.is_access_token());
  EXPECT_EQ(only.access_token.reveal(), "a.b.c");
  EXPECT_EQ(only.issued_token_type, "urn:ietf:params:oauth:token-type:id_token");
  EXPECT_EQ(only.expires_at, claims.expires_at);
}

}  // namespace
}  // namespace oauthctl
