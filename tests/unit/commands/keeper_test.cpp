#include "commands/keep/keeper.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "session/fakes.h"
#include "support/temporary_directory.h"
#include "support/text_file.h"

namespace oauthctl::cli {
namespace {

using namespace std::chrono_literals;
using ::testing::Contains;
using ::testing::ElementsAre;
using testing::failure;
using ::testing::HasSubstr;
using testing::noon;

/// A keeper of the world's profile in a time of its own: each wait is one step of the script, and the last one a
/// signal.
struct Keeping : testing::World {
  Keeping() {
    record().tokens.obtained_at = noon;
    record().tokens.expires_at = noon + 1h;
    global.quiet = true;
  }

  KeepOptions options_for(const std::vector<std::string>& profiles) {
    KeepOptions options;
    for (const std::string& profile : profiles) options.files.push_back({profile, path(profile), TokenFormat::plain});
    return options;
  }
  std::string path(const std::string& profile = "p") const { return folder.path() + "/" + profile + ".token"; }
  std::string text(const std::string& profile = "p") const { return testing::read_file(path(profile)); }

  void will_renew(const std::string& token, int lifetime = 3600) {
    transport.answer(
        "/token", 200,
        R"({"access_token":")" + token + R"(","token_type":"Bearer","expires_in":)" + std::to_string(lifetime) + "}");
  }

  /// The next wait: as long as was asked for.
  void then(const std::function<void()>& check = {}) {
    script.push_back([this, check](milliseconds longest) {
      running += longest;
      if (check) check();
    });
  }
  /// The next wait ends at once, as if a file had changed or somebody had set the clock.
  void then_at_once(const std::function<void()>& change) {
    script.push_back([change](milliseconds) { change(); });
  }

  Error run(const KeepOptions& options, std::optional<milliseconds> watchdog = {}) {
    const Services all = services();
    const Surroundings around{options,
                              global,
                              all,
                              terminal,
                              [this] { return moment(); },
                              [] { return 0.0; },
                              [this](milliseconds longest) { wait(longest); },
                              [this](const std::string& lines) { told.push_back(lines); },
                              [this](const std::string& profile) { renewed.push_back(profile); },
                              [this](const std::string& profile) { people_for.push_back(profile); }};
    return failure([&] { Keeper(around, watchdog).run(); }).value();
  }
  Error run() { return run(options_for({"p"})); }

  Moment moment() {
    const auto wall = noon + running + wall_set_by;
    now = std::chrono::floor<std::chrono::seconds>(wall);
    return {wall, 1h + running};
  }

  void wait(milliseconds longest) {
    rests.push_back(longest);
    if (script.empty()) throw Error(ErrorKind::interrupted, "interrupted");
    const auto step = script.front();
    script.pop_front();
    step(longest);
    moment();
  }

  testing::TemporaryDirectory folder;
  GlobalOptions global;
  Terminal terminal{global, [](const char*) { return std::nullopt; }};
  std::deque<std::function<void(milliseconds)>> script;
  milliseconds running{}, wall_set_by{};
  std::vector<milliseconds> rests;
  std::vector<std::string> told, renewed, people_for;
};

TEST(Keeper, WritesTheCachedTokenAndRenewsItInTime) {
  Keeping keeping;
  // Nothing happens in between: every five minutes it looks whether somebody else changed the record.
  for (int i = 0; i < 9; ++i) keeping.then([&] { EXPECT_EQ(keeping.text(), "old-access\n"); });
  keeping.then();
  keeping.will_renew("second");
  keeping.then([&] { EXPECT_EQ(keeping.text(), "second\n"); });
  EXPECT_EQ(keeping.run().kind(), ErrorKind::interrupted);
  EXPECT_EQ(keeping.transport.sent.size(), 1U);
  EXPECT_EQ(keeping.rests[0], 5min);
  EXPECT_EQ(keeping.rests[9], 3min) << "12 minutes before it expires";
  EXPECT_EQ(keeping.renewed, (std::vector<std::string>{"p", "p"}));
  struct stat status = {};
  ASSERT_EQ(stat(keeping.path().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777, 0600U);
}

TEST(Keeper, DoesNotRunTheCommandIfTheFileHasTheToken) {
  Keeping keeping;
  testing::write_file(keeping.path(), "old-access\n");
  chmod(keeping.path().c_str(), 0600);
  keeping.run();
  EXPECT_TRUE(keeping.renewed.empty());
}

TEST(Keeper, RenewsAtOnceAfterTheMachineSlept) {
  Keeping keeping;
  keeping.will_renew("second");
  keeping.then_at_once([&] { keeping.running += 8h; });
  keeping.run();
  EXPECT_EQ(keeping.text(), "second\n");
}

TEST(Keeper, RenewsAfterTheClockWasSetForwardAndBackToBeforeTheToken) {
  for (const milliseconds jump : {milliseconds(2h), milliseconds(-1min)}) {
    Keeping keeping;
    keeping.will_renew("second");
    keeping.then_at_once([&] { keeping.wall_set_by = jump; });
    keeping.run();
    EXPECT_EQ(keeping.text(), "second\n");
    EXPECT_EQ(keeping.transport.sent.size(), 1U);
  }
}

TEST(Keeper, DoesNotTrustAClockThatWasSetBack) {
  Keeping keeping;
  keeping.running = 40min;
  keeping.moment();
  keeping.then_at_once([&] { keeping.wall_set_by = -39min; });
  keeping.then();
  keeping.will_renew("second");
  keeping.then();
  keeping.then();
  keeping.run();
  EXPECT_EQ(keeping.text(), "second\n") << "48 minutes after the token came";
}

TEST(Keeper, WritesTheTokenThatSomebodyElseObtained) {
  Keeping keeping;
  keeping.then_at_once([&] {
    keeping.record().tokens.access_token = Secret("theirs");
    ++keeping.record().serial;
  });
  keeping.run();
  EXPECT_EQ(keeping.text(), "theirs\n");
  EXPECT_TRUE(keeping.transport.sent.empty());
}

TEST(Keeper, GoesOnAfterAPassingFaultAndKeepsTheOldFile) {
  Keeping keeping;
  keeping.running = 50min;
  keeping.moment();
  keeping.transport.fail("/token", ErrorKind::unavailable);
  keeping.transport.answer("/token", 503, "<html>", "text/html");
  keeping.transport.answer("/token", 200, "<html>", "text/html");
  keeping.transport.answer("/token", 400, R"({"error":"invalid_client"})");
  keeping.will_renew("second");
  for (int i = 0; i < 4; ++i) keeping.then([&] { EXPECT_EQ(keeping.text(), "old-access\n"); });
  keeping.then();
  EXPECT_EQ(keeping.run().kind(), ErrorKind::interrupted);
  EXPECT_EQ(keeping.text(), "second\n");
  keeping.rests.resize(4);
  EXPECT_THAT(keeping.rests, ElementsAre(750ms, 1500ms, 3000ms, 6000ms));
  EXPECT_EQ(keeping.notices.warnings.size(), 4U);
  EXPECT_THAT(keeping.notices.warnings[0], HasSubstr("profile p: no answer"));
  EXPECT_EQ(keeping.told.back(), "STATUS=tokens are fresh: 1");
}

TEST(Keeper, WaitsForAFolderThatIsGone) {
  Keeping keeping;
  const std::string moved = keeping.folder.path() + ".moved";
  keeping.then_at_once([&] {
    std::filesystem::rename(keeping.folder.path(), moved);
    keeping.record().tokens.access_token = Secret("theirs");
    ++keeping.record().serial;
  });
  keeping.then([&] { std::filesystem::rename(moved, keeping.folder.path()); });
  EXPECT_EQ(keeping.run().kind(), ErrorKind::interrupted);
  EXPECT_EQ(keeping.text(), "theirs\n");
  EXPECT_TRUE(keeping.transport.sent.empty());
}

TEST(Keeper, IsReadyWhenEachFileHasAToken) {
  Keeping keeping;
  keeping.record().tokens.expires_at = noon - 1s;
  keeping.transport.fail("/token", ErrorKind::unavailable);
  keeping.will_renew("second");
  keeping.then([&] { EXPECT_THAT(keeping.told, ElementsAre(HasSubstr("STATUS=no answer"))); });
  keeping.run();
  EXPECT_THAT(keeping.told, Contains("READY=1").Times(1));
}

TEST(Keeper, EndsIfOnlyAPersonHelpsAndKeepsTheFile) {
  Keeping keeping;
  keeping.running = 50min;
  keeping.moment();
  keeping.transport.answer("/token", 400, R"({"error":"invalid_grant"})");
  const Error error = keeping.run();
  EXPECT_EQ(error.kind(), ErrorKind::login_required);
  EXPECT_EQ(error.hint(), "oauthctl login -p p");
  EXPECT_EQ(keeping.text(), "old-access\n");
  EXPECT_THAT(keeping.told, Contains(HasSubstr("sign in: oauthctl login -p p")));
  EXPECT_EQ(keeping.people_for, std::vector<std::string>{"p"});
}

TEST(Keeper, TellsTheServiceManagerNoSecretThatAServerRepeats) {
  Keeping keeping;
  keeping.running = 50min;
  keeping.moment();
  keeping.terminal.secrets().hide("secret-0123456789", Sensitivity::credential);
  keeping.transport.answer("/token", 400,
                           R"({"error":"invalid_grant","error_description":"unknown: secret-0123456789"})");
  const Error error = keeping.run();
  EXPECT_THAT(error.message(), HasSubstr("unknown: [secret]"));
  EXPECT_THAT(keeping.told, Contains(HasSubstr("unknown: [secret]")));
}

TEST(Keeper, AsksForAPersonOnce) {
  Keeping keeping;
  keeping.store.records["q"] = keeping.record();
  keeping.store.records["q"].profile = "q";
  keeping.store.records["q"].tokens.expires_at.reset();
  keeping.running = 50min;
  keeping.moment();
  keeping.transport.answer("/token", 400, R"({"error":"invalid_grant"})");
  for (int i = 0; i < 3; ++i) keeping.then();
  keeping.run(keeping.options_for({"p", "q"}));
  EXPECT_THAT(keeping.rests, ElementsAre(5min, 5min, 5min, 5min));
  EXPECT_EQ(keeping.people_for, std::vector<std::string>{"p"});
}

TEST(Keeper, EmptiesTheFileIfSomebodySignedOut) {
  Keeping keeping;
  keeping.then_at_once([&] { keeping.store.records.clear(); });
  EXPECT_EQ(keeping.run().kind(), ErrorKind::login_required);
  EXPECT_EQ(keeping.text(), "");
  EXPECT_EQ(keeping.people_for, std::vector<std::string>{"p"});
}

TEST(Keeper, LeavesAFileAloneOfAProfileThatIsNotSignedIn) {
  Keeping keeping;
  testing::write_file(keeping.path("other"), "theirs");
  EXPECT_EQ(keeping.run(keeping.options_for({"other"})).kind(), ErrorKind::login_required);
  EXPECT_EQ(keeping.text("other"), "theirs");
}

TEST(Keeper, KeepsTheOthersIfOneNeedsAPersonAndTakesItUpAgain) {
  Keeping keeping;
  keeping.store.records["q"] = keeping.record();
  keeping.store.records["q"].profile = "q";
  const Record kept = keeping.record();
  keeping.then_at_once([&] { keeping.store.records.erase("p"); });
  keeping.then_at_once([&] {
    EXPECT_EQ(keeping.text("p"), "");
    EXPECT_EQ(keeping.text("q"), "old-access\n");
    EXPECT_THAT(keeping.notices.warnings, ElementsAre("the other files are kept fresh; profile p is not signed in; "
                                                      "sign in: oauthctl login -p p"));
    keeping.store.records["p"] = kept;
  });
  keeping.then_at_once([&] {
    EXPECT_EQ(keeping.text("p"), "old-access\n");
    keeping.store.records.clear();
  });
  EXPECT_EQ(keeping.run(keeping.options_for({"p", "q"})).kind(), ErrorKind::login_required);
  EXPECT_EQ(keeping.text("p") + keeping.text("q"), "");
  EXPECT_EQ(keeping.people_for, (std::vector<std::string>{"p", "p", "q"}));
}

TEST(Keeper, EndsAtTheStartForWhatDoesNotPass) {
  Keeping keeping;
  keeping.record().tokens.expires_at = noon - 1s;
  keeping.transport.answer("/token", 400, R"({"error":"invalid_client"})");
  EXPECT_EQ(keeping.run().kind(), ErrorKind::usage);
  KeepOptions options = keeping.options_for({"p"});
  options.files[0].path = keeping.folder.path() + "/missing/file";
  EXPECT_EQ(keeping.run(options).kind(), ErrorKind::usage);
  EXPECT_TRUE(keeping.rests.empty());
}

TEST(Keeper, RestsBetweenRenewalsWhateverTheLifetime) {
  Keeping keeping;
  keeping.record().tokens.expires_at = noon - 1s;
  for (const char* token : {"a", "b", "c"}) keeping.will_renew(token, 1);
  keeping.then();
  keeping.then();
  keeping.run();
  EXPECT_THAT(keeping.rests, ElementsAre(1s, 1s, 1s));
  EXPECT_EQ(keeping.text(), "c\n");
}

TEST(Keeper, ATokenThatDoesNotExpireIsLeftAlone) {
  Keeping keeping;
  keeping.record().tokens.expires_at.reset();
  for (int i = 0; i < 20; ++i) keeping.then();
  keeping.run();
  EXPECT_TRUE(keeping.transport.sent.empty());
}

TEST(Keeper, TellsTheWatchdogThatItLives) {
  Keeping keeping;
  for (int i = 0; i < 3; ++i) keeping.then();
  keeping.run(keeping.options_for({"p"}), 30s);
  EXPECT_THAT(keeping.rests, ElementsAre(30s, 30s, 30s, 30s));
  EXPECT_THAT(keeping.told, Contains("WATCHDOG=1").Times(4));
}

}  // namespace
}  // namespace oauthctl::cli
