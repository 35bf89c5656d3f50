#include "session/settings.h"

#include <gtest/gtest.h>

#include "session/fakes.h"
#include "session/logout.h"
#include "session/token.h"

namespace oauthctl::testing {
namespace {

SettingsChange moved_to(const char* client_file) {
  SettingsChange change;
  change.client_file = client_file;
  return change;
}

/// A profile whose client file names its server and client.
struct OwnFile : World {
  OwnFile() {
    secrets.server = record().server;
    record().client_id = secrets.client.client_id;
  }
};

TEST(Settings, OfAProfileThatDoesNotExist) {
  OwnFile world;
  const auto error = failure([&] { change_settings("other", moved_to("/new.json"), world.services()); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::login_required);
}

TEST(Settings, AClientFileThatMovedIsReadThereAndTheTokensStay) {
  for (const bool is_signed_in : {true, false}) {
    OwnFile world;
    world.record().client = Client{};
    if (!is_signed_in) world.store.take_turn("p", {})->sign_out(noon);
    const bool was_signed_in = !is_signed_out(world.record());
    change_settings("p", moved_to("/new.json"), world.services());
    EXPECT_EQ(world.record().client_file, "/new.json");
    EXPECT_FALSE(world.record().client);
    EXPECT_EQ(!is_signed_out(world.record()), was_signed_in);
  }
}

TEST(Settings, AFileOfAnotherClientOrServerIsRefused) {
  for (const bool is_other_client : {true, false}) {
    OwnFile world;
    const std::string before = world.record().client_file;
    if (is_other_client) world.secrets.client.client_id = "another";
    if (!is_other_client) world.secrets.server.token_endpoint = "https://evil.example/token";
    const auto error = failure([&] { change_settings("p", moved_to("/new.json"), world.services()); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->kind(), ErrorKind::usage);
    EXPECT_EQ(error->hint().command(), "oauthctl login -p p --secrets /new.json --replace");
    EXPECT_EQ(world.record().client_file, before);
  }
}

/// The author of the record may have chosen its endpoints, so the secret must not go there.
TEST(Settings, OfARecordThatNobodyCheckedTheFileMustNameEveryOrigin) {
  OwnFile world;
  world.record().is_unchecked = true;
  world.record().server.token_endpoint = "https://evil.example/token";
  world.secrets.server = {};
  world.secrets.server.issuer = world.record().server.issuer;
  for (const auto& use : std::initializer_list<std::function<void()>>{
           [&] { change_settings("p", moved_to("/new.json"), world.services()); },
           [&] { token("p", {}, world.services()); }}) {
    const auto error = failure(use);
    ASSERT_TRUE(error);
    EXPECT_EQ(error->kind(), ErrorKind::usage);
  }
  EXPECT_TRUE(world.transport.sent.empty());
  world.record().server = OwnFile().record().server;
  world.secrets.server = world.record().server;
  change_settings("p", moved_to("/new.json"), world.services());
  EXPECT_FALSE(world.record().is_unchecked);
}

TEST(Settings, ScopeAndPlacesAreReplaced) {
  OwnFile world;
  SettingsChange change;
  change.scope = "a b";
  change.serves = std::vector<std::string>{"https://api.example/"};
  change_settings("p", change, world.services());
  EXPECT_EQ(world.record().scope, "a b");
  EXPECT_EQ(world.record().serves, *change.serves);
}

TEST(Settings, AnExchangedProfileFollowsARename) {
  World world;
  Record exchanged = world.record();
  exchanged.profile = "e";
  exchanged.source.subject_profile = "p";
  world.store.records["e"] = exchanged;
  follow_rename("p", "q", world.services());
  EXPECT_EQ(world.store.records.at("e").source.subject_profile, "q");
}

}  // namespace
}  // namespace oauthctl::testing
