#include "session/token.h"

#include <gtest/gtest.h>

#include <cstring>

#include "session/fakes.h"

namespace oauthctl::testing {
namespace {

using namespace std::chrono_literals;

constexpr const char* fresh =
    R"({"access_token":"new-access","token_type":"Bearer","expires_in":3600,"refresh_token":"new-refresh"})";

TEST(Token, WithoutARecordALoginIsNeeded) {
  World world;
  const auto error = failure([&] { token("other", {}, world.services()); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::login_required);
  EXPECT_EQ(error->hint(), "oauthctl login -p other");
}

TEST(Token, ExpiredAndNotRenewableNeedsALogin) {
  World world;
  world.record().tokens.refresh_token = Secret();
  const auto error = failure([&] { token("p", {}, world.services()); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::login_required);
  EXPECT_TRUE(world.transport.sent.empty());
}

TEST(Token, AFullDiskIsFoundOutBeforeTheServerIsAsked) {
  World world;
  world.store.full = true;
  const auto error = failure([&] { token("p", {}, world.services()); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::unavailable);
  EXPECT_TRUE(world.transport.sent.empty()) << "a rotated refresh token would have been lost";
}

TEST(Token, ARefusedRefreshKeepsTheRecord) {
  World world;
  world.transport.answer("/token", 400, R"({"error":"invalid_grant"})");
  const auto error = failure([&] { token("p", {}, world.services()); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::login_required);
  EXPECT_EQ(error->hint(), "oauthctl login -p p");
  EXPECT_EQ(world.record().tokens.refresh_token.reveal(), "old-refresh");
  EXPECT_EQ(world.record().serial, 1U);
}

/// RFC 8259 sets no limits to numbers and to what an escape may stand for.
TEST(Token, AMemberThatNobodyNeedsCostsNothing) {
  for (const std::string& value : {std::string("1e400"), std::string(400, '9'), std::string(R"("\ud800")")}) {
    World world;
    world.transport.answer("/token", 200, std::string(fresh, std::strlen(fresh) - 1) + R"(,"x":)" + value + "}");
    EXPECT_EQ(token("p", {}, world.services()).tokens.access_token.reveal(), "new-access") << value;
    EXPECT_EQ(world.record().tokens.refresh_token.reveal(), "new-refresh") << value;
  }
}

TEST(Token, AnAnswerThatCannotBeReadDoesNotCostTheRefreshToken) {
  for (const std::string& value : {std::string(40, '[') + std::string(40, ']'), std::string("\"caf\xe9\"")}) {
    World world;
    world.transport.answer("/token", 200, std::string(fresh, std::strlen(fresh) - 1) + R"(,"x":)" + value + "}");
    const auto error = failure([&] { token("p", {}, world.services()); });
    ASSERT_TRUE(error) << value;
    EXPECT_EQ(error->kind(), ErrorKind::protocol) << value;
    EXPECT_EQ(world.record().tokens.access_token.reveal(), "old-access") << value;
    EXPECT_EQ(world.record().tokens.refresh_token.reveal(), "new-refresh") << value;
    world.transport.answer("/token", 200, fresh);
    EXPECT_EQ(token("p", {}, world.services()).tokens.access_token.reveal(), "new-access") << value;
    EXPECT_EQ(world.transport.body(1).get("refresh_token"), "new-refresh") << "the profile is not lost";
  }
}

TEST(Token, AServerInTroubleLogsNobodyOut) {
  for (const int status : {500, 502, 503, 429}) {
    World world;
    world.transport.answer("/token", status, "<html>", "text/html");
    const auto error = failure([&] { token("p", {}, world.services()); });
    ASSERT_TRUE(error) << status;
    EXPECT_EQ(error->kind(), ErrorKind::unavailable) << status;
    EXPECT_EQ(world.record().tokens.refresh_token.reveal(), "old-refresh");
  }
}

TEST(Token, ARefusalBecauseSomebodyElseRenewedIsNotBelieved) {
  World world;
  world.transport.script["/token"].push_back([&](const HttpRequest&) {
    world.record().serial = 2;
    world.record().tokens.access_token = Secret("theirs");
    HttpResponse response;
    response.status = 400;
    response.body = R"({"error":"invalid_grant"})";
    return response;
  });
  EXPECT_EQ(token("p", {}, world.services()).tokens.access_token.reveal(), "theirs");
}

TEST(Token, ASaveThatCameTooLateGivesWayToWhatAnotherMachineSaved) {
  World world;
  TokenDemand again;
  again.refresh = true;
  world.transport.answer("/token", 200, fresh);
  world.transport.answer("/token", 200, fresh);
  world.store.on_commit = [] { throw Superseded("p"); };
  EXPECT_EQ(failure([&] { token("p", again, world.services()); })->kind(), ErrorKind::unavailable)
      << "nobody has saved: it may be tried again";
  world.store.on_commit = [&] {
    ++world.record().serial;
    world.record().tokens.access_token = Secret("theirs");
    throw Superseded("p");
  };
  EXPECT_EQ(token("p", again, world.services()).tokens.access_token, Secret("theirs"));
}

TEST(Token, AUsableOneNeedsNeitherLockNorNetwork) {
  World world;
  world.record().tokens.expires_at = noon + 61s;
  EXPECT_EQ(token("p", {}, world.services()).tokens.access_token.reveal(), "old-access");
  EXPECT_TRUE(world.store.log.empty());
  EXPECT_TRUE(world.transport.sent.empty());
}

TEST(Token, AnExpiredOneIsRenewedAndSavedFirst) {
  World world;
  world.transport.answer("/token", 200, fresh);
  const Record record = token("p", {}, world.services());
  EXPECT_EQ(record.tokens.access_token.reveal(), "new-access");
  EXPECT_EQ(world.record().tokens.refresh_token.reveal(), "new-refresh");
  EXPECT_EQ(world.record().serial, 2U);
  EXPECT_EQ(world.store.log, (std::vector<std::string>{"lock", "reserve", "commit"}));
  EXPECT_EQ(world.transport.body(0).get("refresh_token"), "old-refresh");
  EXPECT_EQ(world.secrets_read, 1) << "the client secret is read again";
  EXPECT_FALSE(world.transport.sent[0].interruptible) << "a signal must not lose the rotated token";
}

TEST(Token, AnAnswerWithoutRefreshTokenKeepsTheOldOne) {
  World world;
  world.transport.answer("/token", 200, R"({"access_token":"new-access","expires_in":60})");
  token("p", {}, world.services());
  EXPECT_EQ(world.record().tokens.refresh_token.reveal(), "old-refresh");
  EXPECT_EQ(world.record().tokens.scope, "read");
}

TEST(Token, ATokenObtainedWhileWaitingForTheLockIsTakenOver) {
  for (const bool refresh : {false, true}) {
    World world;
    world.store.on_lock = [&] {
      world.record().serial = 2;
      world.record().tokens.access_token = Secret("theirs");
      world.record().tokens.expires_at = noon + 1h;
    };
    EXPECT_EQ(token("p", {.refresh = refresh, .min_ttl = {}}, world.services()).tokens.access_token.reveal(), "theirs");
    EXPECT_TRUE(world.transport.sent.empty());
  }
}

TEST(Token, RefreshRenewsAValidOne) {
  World world;
  world.record().tokens.expires_at = noon + 1h;
  world.transport.answer("/token", 200, fresh);
  EXPECT_EQ(token("p", {.refresh = true, .min_ttl = {}}, world.services()).tokens.access_token.reveal(), "new-access");
}

TEST(Token, InTheDefaultMarginAFailedRenewalServesTheTokenUntilItExpires) {
  World world;
  world.record().tokens.expires_at = noon + 30s;
  world.transport.fail("/token", ErrorKind::unavailable);
  EXPECT_EQ(token("p", {}, world.services()).tokens.access_token.reveal(), "old-access");
  EXPECT_EQ(world.notices.warnings.size(), 1U);
}

TEST(Token, ATokenThatALogoutRevokedMeanwhileIsNotServed) {
  World world;
  world.record().tokens.expires_at = noon + 30s;
  world.store.on_lock = [&] { world.store.records.clear(); };
  const auto error = failure([&] { token("p", {}, world.services()); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::login_required);
  EXPECT_TRUE(world.transport.sent.empty());
}

TEST(Token, ARefusedRenewalNamesTheProfile) {
  World world;
  world.transport.answer("/token", 400, R"({"error":"invalid_grant"})");
  const auto error = failure([&] { token("p", {}, world.services()); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->message(), "profile p cannot be renewed: the server answered invalid_grant");
}

TEST(Token, AnExplicitDemandIsNotAnsweredWithLess) {
  for (const TokenDemand& demand :
       {TokenDemand{.refresh = false, .min_ttl = 120s}, TokenDemand{.refresh = true, .min_ttl = {}}}) {
    World world;
    world.record().tokens.expires_at = noon + 30s;
    world.transport.fail("/token", ErrorKind::unavailable);
    const auto error = failure([&] { token("p", demand, world.services()); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->kind(), ErrorKind::unavailable);
  }
}

TEST(Token, AMarginThatTheServerCannotMeetIsWarnedAbout) {
  World world;
  world.transport.answer("/token", 200, fresh);
  token("p", {.refresh = false, .min_ttl = 2h}, world.services());
  EXPECT_EQ(world.notices.warnings.size(), 1U);
}

TEST(Token, ASecretThatNeedsEncodingIsTriedOnceWithoutAndTheAnswerRemembered) {
  World world;
  world.secrets.client.client_secret = Secret("a+b/c");
  world.transport.answer("/token", 401, R"({"error":"invalid_client"})");
  world.transport.answer("/token", 200, fresh);
  token("p", {}, world.services());
  EXPECT_EQ(world.transport.sent.size(), 2U);
  EXPECT_TRUE(world.record().basic_unencoded);
}

TEST(Token, ARefusedClientIsAskedOnceWhereEncodingChangesNothing) {
  World world;
  world.transport.answer("/token", 401, R"({"error":"invalid_client"})");
  const auto error = failure([&] { token("p", {}, world.services()); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::usage);
  EXPECT_EQ(world.transport.sent.size(), 1U);
}

constexpr const char* narrow =
    R"({"access_token":"narrow-access","expires_in":3600,"scope":"a","refresh_token":"new-refresh"})";

/// A profile with two scopes and a token that has not expired.
struct TwoScopes : World {
  TwoScopes() {
    record().tokens.scope = "a b";
    record().tokens.expires_at = noon + 1h;
  }
  Record ask(const std::string& scope) { return token("p", {.min_ttl = {}, .target = {.scope = scope}}, services()); }
};

TEST(NarrowerToken, OfAScopeThatWasNotGrantedIsAUsageError) {
  TwoScopes world;
  const auto error = failure([&] { world.ask("a c"); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::usage);
  EXPECT_EQ(error->message(), "profile p was not granted the scope c");
  EXPECT_TRUE(world.transport.sent.empty());
}

TEST(NarrowerToken, ThatIsNotNarrowerIsNotReturnedAndTheRotatedRefreshTokenIsKept) {
  TwoScopes world;
  world.transport.answer("/token", 200,
                         R"({"access_token":"x","expires_in":60,"scope":"a b","refresh_token":"new-refresh"})");
  const auto error = failure([&] { world.ask("a"); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::protocol);
  EXPECT_EQ(error->message(), "the server did not narrow the scope: its token has also b");
  EXPECT_EQ(world.record().tokens.refresh_token.reveal(), "new-refresh");
  EXPECT_EQ(world.record().tokens.access_token.reveal(), "old-access");
}

TEST(NarrowerToken, IsKeptBesideTheProfilesOwn) {
  TwoScopes world;
  world.transport.answer("/token", 200, narrow);
  const Record answer = world.ask("a");
  EXPECT_EQ(world.transport.body(0).get("scope"), "a");
  EXPECT_EQ(answer.tokens.access_token.reveal(), "narrow-access");
  EXPECT_EQ(answer.tokens.scope, "a");
  EXPECT_EQ(world.record().tokens.access_token.reveal(), "old-access");
  EXPECT_EQ(world.record().tokens.scope, "a b");
  EXPECT_EQ(world.record().tokens.refresh_token.reveal(), "new-refresh");
  EXPECT_EQ(world.ask("a").tokens.access_token.reveal(), "narrow-access");
  EXPECT_EQ(world.transport.sent.size(), 1U) << "found again";
}

TEST(NarrowerToken, HasTheScopeThatWasAskedForIfTheServerDoesNotSay) {
  TwoScopes world;
  world.transport.answer("/token", 200, R"({"access_token":"narrow-access","expires_in":3600})");
  EXPECT_EQ(world.ask("b").tokens.scope, "b");
  EXPECT_EQ(world.ask("b").tokens.scope, "b");
}

TEST(NarrowerToken, OfAClientOnItsOwnIsAskedForByItsGrant) {
  TwoScopes world;
  world.record().grant_type = GrantType::client_credentials;
  world.transport.answer("/token", 200, R"({"access_token":"narrow-access","expires_in":3600,"scope":"a"})");
  world.ask("a");
  EXPECT_EQ(world.transport.body(0).get("grant_type"), "client_credentials");
  EXPECT_EQ(world.transport.body(0).get("scope"), "a");
}

/// Another machine renewed the profile of `world`, with a refresh token that has this suffix.
void renewed_elsewhere(World& world, const std::string& rotation) {
  ++world.record().serial;
  world.record().tokens.access_token = Secret("theirs");
  world.record().tokens.refresh_token = Secret("theirs-" + rotation);
}

TEST(NarrowerToken, WhoseSaveCameTooLateIsRequestedAgainWithTheOtherMachinesGrant) {
  TwoScopes world;
  world.transport.answer("/token", 200, narrow);
  world.transport.answer("/token", 200, narrow);
  world.store.on_commit = [&] {
    world.store.on_commit = nullptr;
    renewed_elsewhere(world, "1");
    throw Superseded("p");
  };
  EXPECT_EQ(world.ask("a").tokens.access_token.reveal(), "narrow-access") << "theirs has more scope";
  EXPECT_EQ(world.transport.body(1).get("refresh_token"), "theirs-1");
  EXPECT_EQ(world.record().tokens.refresh_token.reveal(), "new-refresh");
  EXPECT_EQ(world.store.log,
            (std::vector<std::string>{"lock", "reserve", "lock", "reserve", "commit", "reserve", "commit"}));
}

TEST(NarrowerToken, ThatComesTooLateTwiceMayBeAskedForAgain) {
  TwoScopes world;
  world.transport.answer("/token", 200, narrow);
  world.transport.answer("/token", 200, narrow);
  world.store.on_commit = [&] {
    renewed_elsewhere(world, std::to_string(world.transport.sent.size()));
    throw Superseded("p");
  };
  EXPECT_EQ(failure([&] { world.ask("a"); })->kind(), ErrorKind::unavailable);
  EXPECT_EQ(world.transport.sent.size(), 2U);
  EXPECT_EQ(world.record().tokens.refresh_token.reveal(), "theirs-2");
}

TEST(NarrowerToken, RefusedBecauseAnotherMachineRenewedIsRequestedAgain) {
  TwoScopes world;
  world.transport.answer("/token", 400, R"({"error":"invalid_grant"})");
  EXPECT_EQ(failure([&] { world.ask("a"); })->kind(), ErrorKind::login_required) << "nobody has renewed";
  world.transport.script["/token"].push_back([&](const HttpRequest&) {
    renewed_elsewhere(world, "1");
    HttpResponse response;
    response.status = 400;
    response.body = R"({"error":"invalid_grant"})";
    return response;
  });
  world.transport.answer("/token", 200, narrow);
  EXPECT_EQ(world.ask("a").tokens.access_token.reveal(), "narrow-access");
  EXPECT_EQ(world.transport.body(2).get("refresh_token"), "theirs-1");
}

TEST(Token, ASaveOfOnlyARotatedRefreshTokenDoesNotCountAsANewToken) {
  World world;
  world.record().tokens.expires_at = noon + 1h;
  world.store.on_lock = [&] {
    ++world.record().serial;
    world.record().tokens.refresh_token = Secret("rotated");
    world.store.on_lock = nullptr;
  };
  world.transport.answer("/token", 200, fresh);
  const Record answer = token("p", {.refresh = true, .min_ttl = {}}, world.services());
  EXPECT_EQ(answer.tokens.access_token.reveal(), "new-access");
  EXPECT_EQ(world.transport.body(0).get("refresh_token"), "rotated");
}

}  // namespace
}  // namespace oauthctl::testing
