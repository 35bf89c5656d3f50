#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "commands/doctor/judge.h"
#include "session/fakes.h"

namespace oauthctl::cli {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using testing::noon;
using ::testing::Not;

const Error down(ErrorKind::unavailable, "GET https://as.example/: as.example cannot be reached: connection refused");

Finding first_of(const Findings& checks) {
  return checks.empty() ? Finding{} : checks.front();
}

void expect(const Finding& check, Outcome outcome, const std::string& what, const std::string& mend) {
  EXPECT_EQ(check.outcome, outcome) << check.what;
  EXPECT_THAT(check.what, HasSubstr(what));
  EXPECT_THAT(check.mend, HasSubstr(mend));
}

TEST(Doctor, KnowsTheValuesOfExamples) {
  for (const char* text : {"YOUR_CLIENT_ID", "your-secret", "<client id>", "replace-me", "REPLACE_WITH_SECRET", "...",
                           "changeme", "xxxxxxxx", "TODO"})
    EXPECT_TRUE(is_placeholder(text)) << text;
  for (const char* text : {"", "oauthctl-dev", "1234.apps.googleusercontent.com", "GOCSPX-yourself"})
    EXPECT_FALSE(is_placeholder(text)) << text;
}

TEST(Doctor, ExitsWithTheCodeOfTheFirstBadCheck) {
  const Finding good{"a", Outcome::good, ""};
  const Finding notice{"b", Outcome::notice, "", "", ErrorKind::internal};
  const Finding file{"c", Outcome::bad, "", "", ErrorKind::usage};
  const Finding login{"d", Outcome::bad, "", "", ErrorKind::login_required};
  EXPECT_EQ(exit_code_of({}), 0);
  EXPECT_EQ(exit_code_of({good, notice}), 0);
  EXPECT_EQ(exit_code_of({good, notice, login}), 3);
  EXPECT_EQ(exit_code_of({notice, file, login}), 2);
}

TEST(Doctor, ComparesBothPrograms) {
  const ProgramFacts well{"1.2.0", "/opt/bin/oauthctl", "1.2.0", "/opt/bin/oauthctl"};
  EXPECT_EQ(judge_programs(well).size(), 1);
  expect(first_of(judge_programs(well)), Outcome::good, "oauthctl 1.2.0", "");
  ProgramFacts facts = well;
  facts.front_version = "1.1.0";
  expect(first_of(judge_programs(facts)), Outcome::bad, "is 1.1.0, oauthctl-net is 1.2.0", "install oauthctl whole");
  facts.front_version = "";
  expect(first_of(judge_programs(facts)), Outcome::bad, "cannot be run", "install oauthctl whole");
  facts = well;
  facts.on_path = "";
  expect(judge_programs(facts).back(), Outcome::notice, "not on the PATH", "export PATH=/opt/bin:$PATH");
}

TEST(Doctor, JudgesTheHome) {
  const HomeFacts well{"/h/profiles", {.exists = true, .mode = 0700}, {}, {}, {}};
  expect(first_of(judge_home(well)), Outcome::good, "/h/profiles", "");
  HomeFacts facts = well;
  facts.permissions = {};
  expect(first_of(judge_home(facts)), Outcome::good, "made at the first sign-in", "");
  facts.cannot_make = "/h";
  expect(first_of(judge_home(facts)), Outcome::bad, "/h cannot be written", "OAUTHCTL_HOME");
  EXPECT_EQ(first_of(judge_home(facts)).kind, ErrorKind::unavailable);
  facts = well;
  facts.permissions.mode = 0750;
  expect(first_of(judge_home(facts)), Outcome::notice, "others can open", "chmod 700 /h/profiles");
  facts.permissions.is_ours = false;
  facts.trouble = Error(ErrorKind::internal, "/h/profiles: belongs to another user");
  expect(first_of(judge_home(facts)), Outcome::bad, "another user", "OAUTHCTL_HOME");
}

TEST(Doctor, JudgesAClientFile) {
  ClientFacts facts{"/h/s.json", "work", {.exists = true, .mode = 0600}, ClientFile{}, {}};
  expect(first_of(judge_client(facts)), Outcome::good, "/h/s.json", "");
  facts.permissions.mode = 0200;
  facts.trouble = Error(ErrorKind::usage, "/h/s.json: cannot be read: permission denied");
  expect(first_of(judge_client(facts)), Outcome::bad, "permission denied", "chmod 600 /h/s.json");
  facts.permissions = {};
  expect(first_of(judge_client(facts)), Outcome::bad, "", "oauthctl login --secrets FILE -p work");
  facts = {"/h/s.json", "", {.exists = true, .mode = 0600}, ClientFile{}, {}};
  facts.file->server.issuer = "https://login.example/YOUR_TENANT";
  expect(first_of(judge_client(facts)), Outcome::bad, "\"issuer\"", "${EDITOR:-vi} /h/s.json");
  EXPECT_EQ(first_of(judge_client({.path = "", .profile = "work"})).outcome, Outcome::good);
}

TEST(Doctor, JudgesTheServer) {
  ServerFacts facts{.url = "https://as.example"};
  facts.report.emplace().endpoints = {{"token_endpoint", "t"}};
  EXPECT_EQ(exit_code_of(judge_server(facts, {})), 0);
  facts.report->problems = {"the issuer is another"};
  EXPECT_EQ(exit_code_of(judge_server(facts, {})), 6);
  facts.report.reset();
  facts.trouble = down;
  facts.is_unreachable = true;
  expect(first_of(judge_server(facts, {})), Outcome::bad, "connection refused", "curl -sSvo /dev/null");
  EXPECT_EQ(exit_code_of(judge_server(facts, {})), 5);
}

TEST(Doctor, JudgesTheClock) {
  ServerFacts facts{.url = "https://as.example"};
  const auto clock_off_by = [&](std::chrono::seconds ahead) {
    facts.ahead = ahead;
    return judge_server(facts, {}).back();
  };
  expect(clock_off_by(2s), Outcome::good, "agrees with as.example", "");
  expect(clock_off_by(90s), Outcome::notice, "90 seconds ahead of", "timedatectl");
  expect(clock_off_by(-1h), Outcome::bad, "60 minutes behind", "timedatectl");
}

TEST(Doctor, JudgesAProfile) {
  Facts facts;
  facts.now = noon;
  const auto judged = [&](const ProfileFacts& profile) {
    facts.profiles = {profile};
    return judge_profiles(facts).front();
  };
  Record record;
  record.profile = "work";
  record.tokens.access_token = Secret("a");
  record.tokens.expires_at = noon + 1h;
  expect(judged({.name = "work", .record = record}), Outcome::good, "cannot renew itself", "");
  record.tokens.refresh_token = Secret("r");
  expect(judged({.name = "work", .record = record}), Outcome::good, "expires in 60 minutes, renews itself", "");
  record.tokens.refresh_token_expires_at = noon + 24h;
  expect(judged({.name = "work", .record = record}), Outcome::notice, "sign in again in", "oauthctl login -p work");
  record.tokens.expires_at = noon - 1s;
  expect(judged({.name = "work", .record = record}), Outcome::notice, "expired", "oauthctl token -p work");
  record.tokens.refresh_token = Secret();
  expect(judged({.name = "work", .record = record}), Outcome::bad, "cannot be renewed", "oauthctl login -p work");
  EXPECT_EQ(exit_code_of(judge_profiles(facts)), 3);
}

TEST(Doctor, SaysOfARecordThatCannotBeReadWhatLosesNothing) {
  Facts facts;
  const Error damaged(ErrorKind::internal, "/p/work.json: is damaged",
                      Hint::run("oauthctl login -p work", "move it away and sign in again"));
  facts.profiles = {{.name = "work", .trouble = damaged}};
  expect(judge_profiles(facts).front(), Outcome::bad, "is damaged", "oauthctl logout --local -p work");
  facts.profiles.front().is_shared = true;
  expect(judge_profiles(facts).front(), Outcome::bad, "is damaged", "move it away");
}

TEST(Doctor, ShowsAChallengeWithoutItsSecrets) {
  UrlFacts facts{.url = "https://api.example/x", .profile = "work", .record = Record{}, .status = 401};
  facts.challenge = R"(Bearer realm="r", resource_metadata="https://api.example/.well-known/x?key=Zq81", error="e")";
  const Finding answer = judge_url(facts).back();
  expect(answer, Outcome::good, "Bearer, resource_metadata https://api.example/.well-known/x", "");
  EXPECT_THAT(answer.what, Not(HasSubstr("Zq81")));
  facts.challenge = "Negotiate Zq81";
  expect(judge_url(facts).back(), Outcome::notice, "asks for Negotiate", "oauthctl request -i");
  EXPECT_THAT(judge_url(facts).back().what, Not(HasSubstr("Zq81")));
  facts.status = 503;
  EXPECT_EQ(exit_code_of(judge_url(facts)), 5);
}

TEST(Doctor, SaysWhoIsForTheUrl) {
  UrlFacts facts{.url = "https://api.example/x", .profile = "work", .status = 401, .challenge = "Bearer"};
  expect(first_of(judge_url(facts)), Outcome::bad, "no profile is for", "oauthctl login -p work --for");
  facts.record = Record{};
  expect(first_of(judge_url(facts)), Outcome::good, "any URL", "");
  facts.record->serves = {"https://other.example/"};
  expect(first_of(judge_url(facts)), Outcome::bad, "https://other.example/ only", "-p api.example --for");
  facts.is_plain = false;
  EXPECT_EQ(exit_code_of(judge_url(facts)), 2);
}

}  // namespace
}  // namespace oauthctl::cli
