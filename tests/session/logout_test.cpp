#include "session/logout.h"

#include <gtest/gtest.h>

#include "session/end_session.h"
#include "session/fakes.h"

namespace oauthctl::testing {
namespace {

TEST(Logout, WithoutARecordThereIsNobodyToLogOut) {
  World world;
  const auto error = failure([&] { logout("other", world.services()); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::login_required);
}

TEST(Logout, DeletesTheRecordWhateverTheServerSays) {
  World refusing;
  refusing.record().server.revocation_endpoint = "https://as.example/revoke";
  refusing.transport.answer("/revoke", 503, "");
  refusing.transport.answer("/revoke", 503, "");
  const LogoutOutcome refused = logout("p", refusing.services());
  EXPECT_EQ(refused.refresh_token, Revocation::refused);
  EXPECT_FALSE(refused.trouble.empty());
  EXPECT_TRUE(refusing.store.records.empty());

  World unreachable;
  unreachable.record().server.revocation_endpoint = "https://as.example/revoke";
  unreachable.transport.fail("/revoke", ErrorKind::unavailable);
  EXPECT_EQ(logout("p", unreachable.services()).trouble, "no answer from /revoke");
  EXPECT_TRUE(unreachable.store.records.empty());

  World without;
  EXPECT_EQ(logout("p", without.services()).refresh_token, Revocation::not_offered);
  EXPECT_TRUE(without.store.records.empty());
}

TEST(Logout, RevokesTheRefreshTokenFirst) {
  World world;
  world.record().server.revocation_endpoint = "https://as.example/revoke";
  world.transport.answer("/revoke", 200, "");
  world.transport.answer("/revoke", 200, "");
  const LogoutOutcome outcome = logout("p", world.services());
  EXPECT_EQ(outcome.refresh_token, Revocation::done);
  EXPECT_EQ(outcome.access_token, Revocation::done);
  EXPECT_EQ(world.transport.body(0).get("token"), "old-refresh");
  EXPECT_EQ(world.transport.body(0).get("token_type_hint"), "refresh_token");
  EXPECT_EQ(world.transport.body(1).get("token"), "old-access");
  EXPECT_EQ(world.store.log, (std::vector<std::string>{"lock", "erase"}));
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
