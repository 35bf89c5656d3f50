#include "session/logout.h"

#include <gtest/gtest.h>

#include "session/end_session.h"
#include "session/fakes.h"
#include "session/token.h"

namespace oauthctl::testing {
namespace {

TEST(Logout, WithoutARecordThereIsNobodyToLogOut) {
  World world;
  const auto error = failure([&] { logout("other", Settings::keep, world.services()); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::login_required);
}

/// No token, no key and no account is left of the record, and the settings are.
void expect_signed_out(World& world) {
  const Record& left = world.record();
  EXPECT_TRUE(is_signed_out(left));
  EXPECT_TRUE(left.dpop_key.empty());
  EXPECT_EQ(left.account, Account{});
  EXPECT_FALSE(left.tokens.expires_at || left.tokens.refresh_token_expires_at);
  EXPECT_EQ(left.server.token_endpoint, World().record().server.token_endpoint);
}

TEST(Logout, DeletesTheTokensWhateverTheServerSays) {
  World refusing;
  refusing.record().server.revocation_endpoint = "https://as.example/revoke";
  refusing.transport.answer("/revoke", 503, "");
  refusing.transport.answer("/revoke", 503, "");
  refusing.record().dpop_key = Secret("key");
  refusing.record().account.email = "alice@example.com";
  const LogoutOutcome refused = logout("p", Settings::keep, refusing.services());
  EXPECT_EQ(refused.refresh_token, Revocation::refused);
  EXPECT_FALSE(refused.trouble.empty());
  EXPECT_TRUE(refused.settings_kept);
  expect_signed_out(refusing);

  World unreachable;
  unreachable.record().server.revocation_endpoint = "https://as.example/revoke";
  unreachable.transport.fail("/revoke", ErrorKind::unavailable);
  EXPECT_EQ(logout("p", Settings::keep, unreachable.services()).trouble, "no answer from /revoke");
  expect_signed_out(unreachable);

  World without;
  EXPECT_EQ(logout("p", Settings::keep, without.services()).refresh_token, Revocation::not_offered);
  expect_signed_out(without);
}

TEST(Logout, ASecondOneHasOnlySettingsToForget) {
  World world;
  logout("p", Settings::keep, world.services());
  const auto error = failure([&] { logout("p", Settings::keep, world.services()); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::login_required);
  const LogoutOutcome forgotten = logout("p", Settings::forget, world.services());
  EXPECT_EQ(forgotten.refresh_token, Revocation::not_tried);
  EXPECT_TRUE(world.store.records.empty());
}

/// Tokens on the disk would be worse than settings that are lost.
TEST(Logout, OnAFullDiskDeletesTheSettingsToo) {
  World world;
  world.store.full = true;
  EXPECT_FALSE(logout("p", Settings::keep, world.services()).settings_kept);
  EXPECT_TRUE(world.store.records.empty());
}

TEST(Logout, LeavesARecordThatNoCommandTakesForALogin) {
  World world;
  world.record().grant_type = GrantType::client_credentials;
  logout("p", Settings::keep, world.services());
  TokenDemand due;
  due.is_due = true;
  const std::function<void()> uses[] = {[&] { token("p", {}, world.services()); },
                                        [&] { token("p", due, world.services()); },
                                        [&] { load_record("p", world.store); }};
  for (const auto& use : uses) {
    const auto error = failure(use);
    ASSERT_TRUE(error);
    EXPECT_EQ(error->kind(), ErrorKind::login_required);
    EXPECT_EQ(error->hint(), "oauthctl login -p p");
  }
}

/// Of two records of one serial the later one counts, even if the clock was set back.
TEST(Logout, IsNotOlderThanTheTokens) {
  World world;
  world.record().tokens.obtained_at = noon + std::chrono::hours{1};
  logout("p", Settings::keep, world.services());
  EXPECT_EQ(world.record().tokens.obtained_at, noon + std::chrono::hours{1});
}

TEST(Logout, RevokesTheRefreshTokenFirst) {
  World world;
  world.record().server.revocation_endpoint = "https://as.example/revoke";
  world.transport.answer("/revoke", 200, "");
  world.transport.answer("/revoke", 200, "");
  const LogoutOutcome outcome = logout("p", Settings::keep, world.services());
  EXPECT_EQ(outcome.refresh_token, Revocation::done);
  EXPECT_EQ(outcome.access_token, Revocation::done);
  EXPECT_EQ(world.transport.body(0).get("token"), "old-refresh");
  EXPECT_EQ(world.transport.body(0).get("token_type_hint"), "refresh_token");
  EXPECT_EQ(world.transport.body(1).get("token"), "old-access");
  EXPECT_EQ(world.store.log, (std::vector<std::string>{"lock", "reserve", "commit"}));
}

/// An ID token outlives the sign-out, and every user of this machine can read the browser's command line.
TEST(EndSessionInTheBrowser, PostsTheIdTokenFromAPageOfTheListener) {
  for (const bool has_browser : {true, false}) {
    World world;
    world.record().server.end_session_endpoint = "https://as.example/end";
    world.record().tokens.id_token = Secret("a.b.c");
    if (has_browser) world.transport.answer("/end", 400, "");
    ImmediateListener::Seen seen;
    RecordingBrowser browser(seen);
    browser.is_available = has_browser;
    const SessionEnd end = end_session(world.record(), world.services(), browser,
                                       [&](const Client&) { return std::make_unique<ImmediateListener>(seen); });
    EXPECT_EQ(end, SessionEnd::asked);
    for (const std::string& address : browser.opened) {
      EXPECT_TRUE(address.starts_with("http://127.0.0.1:5000/browser/")) << address;
      EXPECT_EQ(seen.destination.url, "https://as.example/end");
      EXPECT_EQ(seen.destination.form.get("id_token_hint"), "a.b.c");
    }
    EXPECT_EQ(browser.opened.size(), has_browser ? 1U : 0U);
    for (const std::string& text : world.notices.instructions) EXPECT_EQ(text.find("a.b.c"), std::string::npos) << text;
    EXPECT_EQ(world.notices.instructions.size(), has_browser ? 0U : 1U);
  }
}

TEST(EndSessionInTheBrowser, IsARedirectIfTheServerTakesNoPost) {
  for (const int status : {404, 405, 501}) {
    World world;
    world.record().server.end_session_endpoint = "https://as.example/end";
    world.record().tokens.id_token = Secret("a.b.c");
    world.transport.answer("/end", status, "");
    ImmediateListener::Seen seen;
    RecordingBrowser browser(seen);
    end_session(world.record(), world.services(), browser,
                [&](const Client&) { return std::make_unique<ImmediateListener>(seen); });
    ASSERT_EQ(world.transport.sent.size(), 1U);
    EXPECT_TRUE(world.transport.sent[0].body.empty());
    EXPECT_NE(seen.destination.url.find("id_token_hint=a.b.c"), std::string::npos) << status;
    EXPECT_EQ(seen.destination.form.find("id_token_hint"), std::nullopt);
    EXPECT_EQ(browser.opened.at(0).find("a.b.c"), std::string::npos);
  }
}

}  // namespace
}  // namespace oauthctl::testing
