#include "session/party.h"

#include <gtest/gtest.h>

#include "session/end_session.h"
#include "session/fakes.h"
#include "session/login.h"
#include "session/logout.h"
#include "session/request.h"
#include "session/token.h"
#include "session/validate.h"

namespace oauthctl::testing {
namespace {

/// A profile at https://as.example with every endpoint, whose client file may name something else by now.
struct Elsewhere : World {
  Elsewhere() : browser(seen) {
    ServerMetadata& then = record().server;
    then.revocation_endpoint = "https://as.example/revoke";
    then.introspection_endpoint = "https://as.example/introspect";
    then.userinfo_endpoint = "https://as.example/userinfo";
    then.device_authorization_endpoint = "https://as.example/device";
    then.pushed_authorization_request_endpoint = "https://as.example/par";
    then.end_session_endpoint = "https://as.example/end";
    then.jwks_uri = "https://keys.example/jwks";
    secrets.server = then;
    record().client_id = "client";
  }
  void exchange_from_itself() {
    Record exchanged = record();
    exchanged.profile = "e";
    exchanged.grant_type = GrantType::token_exchange;
    exchanged.source.subject_profile = "p";
    store.records["e"] = exchanged;
  }

  ImmediateListener::Seen seen;
  RecordingBrowser browser;
};

/// Only its issuer is known.
ServerMetadata server_at(const std::string& issuer) {
  ServerMetadata server;
  server.issuer = issuer;
  return server;
}

TEST(ClientSecret, IsRenewedForTheRecordsOwnClientAlone) {
  Elsewhere world;
  int renewals = 0;
  Services services = world.services();
  services.change_client_file = [&](const std::string&, const auto&) { ++renewals; };
  world.secrets.client.client_secret_expires_at = world.now;
  world.secrets.server = server_at("https://other.example");
  EXPECT_TRUE(failure([&] { token("p", {.refresh = true, .min_ttl = {}}, services); }));
  EXPECT_EQ(renewals, 0);
  world.secrets.server = server_at("https://as.example");
  failure([&] { token("p", {.refresh = true, .min_ttl = {}}, services); });
  EXPECT_EQ(renewals, 1);
}

struct Command {
  const char* name;
  void (*run)(Elsewhere&);
};

constexpr Command commands[] = {
    {"token", [](Elsewhere& w) { token("p", {}, w.services()); }},
    {"token --refresh", [](Elsewhere& w) { token("p", {.refresh = true, .min_ttl = {}}, w.services()); }},
    {"token --scope", [](Elsewhere& w) { token("p", {.min_ttl = {}, .target = {.scope = "read"}}, w.services()); }},
    {"request",
     [](Elsewhere& w) {
       HttpRequest asked;
       asked.url = "https://api.example/";
       authenticated_request("p", asked, w.services());
     }},
    {"request with a token that has not expired",
     [](Elsewhere& w) {
       w.record().tokens.expires_at = noon + std::chrono::hours{1};
       HttpRequest asked;
       asked.url = "https://api.example/";
       authenticated_request("p", asked, w.services());
     }},
    {"validate", [](Elsewhere& w) { validate(w.record(), w.services()); }},
    {"logout", [](Elsewhere& w) { logout("p", Settings::keep, w.services()); }},
    {"logout --session",
     [](Elsewhere& w) {
       end_session(w.record(), w.services(), w.browser, [&](const Client&) -> std::unique_ptr<CallbackListener> {
         return std::make_unique<ImmediateListener>(w.seen);
       });
     }},
    {"token of an exchanged profile",
     [](Elsewhere& w) {
       w.exchange_from_itself();
       token("e", {}, w.services());
     }},
};

struct Change {
  const char* name;
  void (*make)(ClientFile&);
};

constexpr Change changes[] = {
    {"token endpoint", [](ClientFile& f) { f.server.token_endpoint = "https://evil.example/token"; }},
    {"token endpoint's port", [](ClientFile& f) { f.server.token_endpoint = "https://as.example:8443/token"; }},
    {"revocation", [](ClientFile& f) { f.server.revocation_endpoint = "https://evil.example/revoke"; }},
    {"introspection", [](ClientFile& f) { f.server.introspection_endpoint = "https://evil.example/introspect"; }},
    {"userinfo", [](ClientFile& f) { f.server.userinfo_endpoint = "https://evil.example/userinfo"; }},
    {"keys", [](ClientFile& f) { f.server.jwks_uri = "https://as.example/jwks"; }},
    {"an endpoint that was not there",
     [](ClientFile& f) { f.server.registration_endpoint = "https://evil.example/r"; }},
    {"an alias for mutual TLS",
     [](ClientFile& f) { f.server.mtls_endpoint_aliases["token_endpoint"] = "https://evil.example/token"; }},
    {"issuer", [](ClientFile& f) { f.server = server_at("https://evil.example"); }},
    {"issuer by a slash", [](ClientFile& f) { f.server = server_at("https://as.example/"); }},
    {"client id", [](ClientFile& f) { f.client.client_id = "another"; }},
    {"everything",
     [](ClientFile& f) {
       f.client.client_id = "another";
       f.server = server_at("https://evil.example");
       f.server.token_endpoint = "https://evil.example/token";
     }},
};

TEST(OtherParty, IsRefusedByEveryCommandBeforeAnythingIsSent) {
  for (const Command& command : commands) {
    for (const Change& change : changes) {
      SCOPED_TRACE(std::string(command.name) + ", " + change.name);
      Elsewhere world;
      change.make(world.secrets);
      const auto error = failure([&] { command.run(world); });
      ASSERT_TRUE(error);
      EXPECT_EQ(error->kind(), ErrorKind::usage) << error->message();
      EXPECT_TRUE(error->message().starts_with("/secrets.json: \"")) << error->message();
      EXPECT_TRUE(error->hint().command().starts_with("oauthctl login -p ")) << error->hint().text();
      EXPECT_TRUE(error->hint().command().ends_with(" --replace")) << error->hint().text();
      EXPECT_TRUE(world.transport.sent.empty()) << "to " << world.transport.sent.front().url;
      EXPECT_TRUE(world.browser.opened.empty());
      EXPECT_EQ(world.record().tokens.refresh_token.reveal(), "old-refresh");
    }
  }
}

/// From an earlier version: it does not say who signed in.
TEST(OtherParty, IsFoundOutForRecordsOfEarlierVersionsByTheirServer) {
  for (const Change& change : changes) {
    Elsewhere world;
    world.record().client_id.clear();
    change.make(world.secrets);
    world.transport.answer("/token", 200, R"({"access_token":"new-access","expires_in":3600})");
    const auto error = failure([&] { token("p", {}, world.services()); });
    const std::string_view name = change.name;
    const bool cannot_be_seen =
        name == "client id" || name == "an endpoint that was not there" || name == "an alias for mutual TLS";
    EXPECT_EQ(error.has_value(), !cannot_be_seen) << change.name;
    for (const HttpRequest& request : world.transport.sent) EXPECT_EQ(request.url, "https://as.example/token");
    if (cannot_be_seen) {
      EXPECT_FALSE(world.record().client_id.empty()) << "from now on it is known";
    }
  }
}

TEST(OtherParty, OfALoginByEndpointsAloneIsAnIssuerElsewhere) {
  for (const auto& [issuer, is_refused] : {std::pair{"https://evil.example", true}, {"https://as.example", false}}) {
    Elsewhere world;
    world.record().server.issuer.clear();
    world.secrets.server = server_at(issuer);
    world.transport.answer("/token", 200, R"({"access_token":"new-access","expires_in":3600})");
    EXPECT_EQ(failure([&] { token("p", {}, world.services()); }).has_value(), is_refused) << issuer;
  }
}

TEST(OtherParty, IsNotAFileThatChangedInOtherWays) {
  Elsewhere world;
  world.secrets.client.client_secret = Secret("rotated");
  world.secrets.client.token_endpoint_auth_method = "client_secret_post";
  world.secrets.server.token_endpoint = "https://AS.example:443/other/token";
  world.secrets.server.authorization_endpoint.clear();
  world.secrets.server.scopes_supported = {"a"};
  world.transport.answer("/token", 200, R"({"access_token":"new-access","expires_in":3600})");
  token("p", {}, world.services());
  EXPECT_EQ(world.transport.body(0).get("client_secret"), "rotated");
  EXPECT_EQ(world.transport.sent[0].url, "https://AS.example:443/other/token");
}

/// Signed in or signed out: a mistyped profile or a file in the wrong folder must not move it.
TEST(OtherParty, OfANewLoginIsRefusedUnlessItMayReplace) {
  for (const Change& change : changes) {
    for (const bool is_signed_in : {true, false}) {
      SCOPED_TRACE(change.name);
      Elsewhere world;
      if (!is_signed_in) logout("p", Settings::keep, world.services());
      world.transport.sent.clear();
      change.make(world.secrets);
      LoginRequest request;
      request.profile = "p";
      request.client_file = "/new place.json";
      std::string question;
      request.may_replace = [&](const std::string& asked) {
        question = asked;
        return false;
      };
      const auto error = failure([&] {
        login(request, world.services(), world.browser, [](const Client&) -> std::unique_ptr<CallbackListener> {
          throw Error(ErrorKind::internal, "no listener");
        });
      });
      ASSERT_TRUE(error);
      EXPECT_EQ(error->kind(), ErrorKind::usage);
      EXPECT_EQ(error->hint().command(), "oauthctl login -p p --secrets '/new place.json' --replace");
      EXPECT_EQ(question, error->message());
      EXPECT_TRUE(question.starts_with("/new place.json: ")) << question;
      EXPECT_TRUE(world.transport.sent.empty());
    }
  }
}

/// The new sign-in is at the file's server. The grant at the old server is left alone, with a warning.
TEST(OtherParty, OfANewLoginLeavesTheOldGrantAlone) {
  for (const Change& change : changes) {
    // A login asks for no userinfo here, so a file without it is still the same party's.
    if (std::string_view(change.name) == "userinfo") continue;
    SCOPED_TRACE(change.name);
    Elsewhere world;
    change.make(world.secrets);
    ServerMetadata& now = world.secrets.server;
    now.authorization_endpoint = "https://as.example/authorize";
    if (now.token_endpoint.empty()) now.token_endpoint = "https://evil.example/token";
    now.userinfo_endpoint.clear();
    world.transport.answer("/token", 200, R"({"access_token":"new-access","refresh_token":"new-refresh"})");
    world.seen.answer_with = [](const Params& asked) {
      return Params{{"code", "the-code"}, {"state", asked.get("state")}};
    };
    LoginRequest request;
    request.profile = "p";
    request.may_replace = [](const std::string&) { return true; };
    request.timeout = std::chrono::minutes{1};
    const LoginOutcome outcome = login(request, world.services(), world.browser,
                                       [&](const Client&) { return std::make_unique<ImmediateListener>(world.seen); });
    EXPECT_EQ(world.transport.log, std::vector<std::string>{"/token"});
    EXPECT_FALSE(outcome.old_grant_trouble.empty());
    EXPECT_EQ(world.record().tokens.access_token.reveal(), "new-access");
  }
}

/// The tokens that the profile exchanges are for the server that it was configured for.
TEST(OtherParty, OfANewLoginIsNotGivenTheProfilesOwnTokens) {
  Elsewhere world;
  world.record().grant_type = GrantType::token_exchange;
  world.record().source.subject_token_file = "/subject";
  world.files["/subject"] = Secret("subject-token");
  world.secrets.server = server_at("https://evil.example");
  world.secrets.server.token_endpoint = "https://evil.example/token";
  LoginRequest request;
  request.profile = "p";
  request.may_replace = [](const std::string&) { return true; };
  EXPECT_TRUE(failure([&] {
    login(request, world.services(), world.browser,
          [](const Client&) -> std::unique_ptr<CallbackListener> { throw Error(ErrorKind::internal, "no listener"); });
  }));
  EXPECT_TRUE(world.transport.sent.empty());
  EXPECT_TRUE(world.files_read.empty());
}

}  // namespace
}  // namespace oauthctl::testing
