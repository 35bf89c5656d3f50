#include "commands/profile/status_view.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "commands/profile/profile_view.h"
#include "session/fakes.h"

namespace oauthctl::cli {
namespace {

using namespace std::chrono_literals;
using testing::noon;

struct Case {
  std::optional<TimePoint> expires_at;
  const char* refresh_token;
  std::optional<TimePoint> refresh_expires_at;
  bool valid, renewable, login_required;
  const char* needs_person_at;
};

const Case cases[] = {
    {noon - 1s, "", {}, false, false, true, "2027-01-15T07:59:59Z"},
    {noon + 1s, "", {}, true, false, false, "2027-01-15T08:00:01Z"},
    {std::nullopt, "", {}, true, false, false, nullptr},
    {noon - 1s, "r", {}, false, true, false, nullptr},
    {noon - 1s, "r", noon + 1s, false, true, false, "2027-01-15T08:00:01Z"},
    {noon - 1s, "r", noon - 1s, false, false, true, "2027-01-15T07:59:59Z"},
};

TEST(Status, SaysWhenAPersonIsNeeded) {
  for (const Case& c : cases) {
    Record record;
    record.profile = "p";
    record.tokens.access_token = Secret("a");
    record.tokens.expires_at = c.expires_at;
    record.tokens.refresh_token = Secret(c.refresh_token);
    record.tokens.refresh_token_expires_at = c.refresh_expires_at;
    const auto shown = nlohmann::json::parse(status_json({record}, testing::MemoryStore(), noon)).at("profiles").at(0);
    EXPECT_EQ(shown.at("valid"), c.valid);
    EXPECT_EQ(shown.at("renewable"), c.renewable);
    EXPECT_EQ(shown.at("login_required"), c.login_required);
    EXPECT_EQ(shown.at("needs_person_at").is_null() ? "" : shown.at("needs_person_at").get<std::string>(),
              c.needs_person_at == nullptr ? "" : c.needs_person_at);
    EXPECT_EQ(status_text({record}, testing::MemoryStore(), noon).find("oauthctl login -p p") != std::string::npos,
              c.login_required);
  }
}

TEST(Status, ShowsOtherTokensInDetail) {
  Record record;
  record.profile = "p";
  record.tokens.access_token = Secret("a");
  TokenSet hidden;
  hidden.access_token = Secret("hidden");
  hidden.expires_at = noon + 1h;
  hidden.obtained_at = noon;
  record.targeted = {{{.resource = {"https://b"}, .scope = "x y"}, hidden}};
  const testing::MemoryStore store;
  EXPECT_EQ(status_text({record}, store, noon).find("https://b"), std::string::npos);
  const std::string detailed = status_text({record}, store, noon, {}, Clocks::utc, Detail::every_token);
  EXPECT_NE(detailed.find(
                "    also     --resource https://b --scope 'x y': valid until 2027-01-15T09:00:00Z (in 60 minutes)\n"),
            std::string::npos)
      << detailed;
  EXPECT_EQ(detailed.find("hidden"), std::string::npos);
  const auto shown = nlohmann::json::parse(status_json({record}, store, noon)).at("profiles").at(0);
  const auto& targeted = shown.at("targeted_tokens").at(0);
  EXPECT_EQ(targeted.at("resource"), nlohmann::json::array({"https://b"}));
  EXPECT_EQ(targeted.at("scopes"), nlohmann::json::array({"x", "y"}));
  EXPECT_EQ(targeted.at("expires_at"), "2027-01-15T09:00:00Z");
  EXPECT_TRUE(targeted.at("valid"));
}

TEST(Status, TellsAMonitoringSystemWhatIsNeeded) {
  struct {
    std::optional<TimePoint> expires_at;
    const char* refresh_token;
    std::optional<TimePoint> refresh_expires_at;
    std::chrono::seconds within;
    Need need;
  } const needs[] = {
      {noon - 1s, "", {}, 0s, Need::person},           {noon - 1s, "r", noon - 1s, 0s, Need::person},
      {noon + 1h, "r", noon + 24h, 48h, Need::person}, {noon + 1h, "", {}, 2h, Need::person},
      {noon - 1s, "r", {}, 0s, Need::renewal},         {noon - 1s, "r", noon + 24h, 23h, Need::renewal},
      {noon + 1h, "", {}, 0s, Need::nothing},          {noon + 1h, "r", noon + 24h, 23h, Need::nothing},
      {std::nullopt, "", {}, 1000h, Need::nothing},
  };
  for (const auto& c : needs) {
    Record record;
    record.tokens.access_token = Secret("a");
    record.tokens.expires_at = c.expires_at;
    record.tokens.refresh_token = Secret(c.refresh_token);
    record.tokens.refresh_token_expires_at = c.refresh_expires_at;
    EXPECT_EQ(need_of(record, noon, c.within), c.need) << &c - needs;
  }
}

TEST(Status, OfWhoSignedOutSaysSo) {
  testing::World world;
  const Record record = settings_of(world.record(), noon);
  const std::string text = status_text({record}, world.store, noon);
  EXPECT_NE(text.find("signed out"), std::string::npos);
  EXPECT_NE(text.find("oauthctl login -p p"), std::string::npos);
  const auto shown = nlohmann::json::parse(status_json({record}, world.store, noon)).at("profiles").at(0);
  EXPECT_EQ(shown.at("signed_in"), false);
  EXPECT_EQ(shown.at("login_required"), true);
  EXPECT_EQ(shown.at("renewable"), false);
  EXPECT_EQ(need_of(record, noon, 0s), Need::person);
}

TEST(Status, MarksTheDefault) {
  testing::World world;
  EXPECT_TRUE(status_text({world.record()}, world.store, noon, "p").starts_with("* p\n"));
  EXPECT_TRUE(status_text({world.record()}, world.store, noon, "other").starts_with("  p\n"));
  const auto shown = nlohmann::json::parse(status_json({world.record()}, world.store, noon, "p")).at("profiles").at(0);
  EXPECT_EQ(shown.at("default"), true);
}

TEST(Status, NamesTimesByTheClockOfThePlace) {
  testing::World world;
  setenv("TZ", "XYZ-5", 1);
  tzset();
  const std::string text = status_text({world.record()}, world.store, noon, "", Clocks::local);
  unsetenv("TZ");
  tzset();
  EXPECT_NE(text.find(" 12:59:59 XYZ (1 second ago)"), std::string::npos) << text;
}

TEST(ProfileLines, AreOneLineAProfileInColumns) {
  testing::World world;
  Record signed_out = settings_of(world.record(), noon);
  signed_out.profile = "longer";
  world.record().account.email = "alice@example.com";
  world.record().tokens.expires_at = noon + 1h;
  EXPECT_EQ(profile_lines({world.record(), signed_out}, "longer", noon),
            "  p       alice@example.com  as.example  valid for 60 minutes, renews itself\n"
            "* longer  -                  as.example  signed out\n");
}

TEST(Status, NeverNeedsAPersonForAClientOnItsOwn) {
  Record record;
  record.profile = "p";
  record.grant_type = GrantType::client_credentials;
  record.tokens.access_token = Secret("a");
  record.tokens.expires_at = noon - 1s;
  for (const char* refresh_token : {"", "r"}) {
    record.tokens.refresh_token = Secret(refresh_token);
    record.tokens.refresh_token_expires_at = noon - 1s;
    const auto shown = nlohmann::json::parse(status_json({record}, testing::MemoryStore(), noon)).at("profiles").at(0);
    EXPECT_EQ(shown.at("renewable"), true);
    EXPECT_EQ(shown.at("login_required"), false);
    EXPECT_TRUE(shown.at("needs_person_at").is_null());
    EXPECT_NE(status_text({record}, testing::MemoryStore(), noon).find("renews itself\n"), std::string::npos);
  }
}

TEST(Status, ShowsTextOfAServerWithoutItsEscapes) {
  Record record;
  record.profile = "p";
  record.account.email = "alice\x1b[2J@example.com";
  record.tokens.scope = "a\x1b]0;x\x07";
  EXPECT_EQ(status_text({record}, testing::MemoryStore(), noon).find('\x1b'), std::string::npos);
}

TEST(Status, ShowsNoToken) {
  testing::World world;
  for (const auto& text :
       {status_text({world.record()}, world.store, noon), status_json({world.record()}, world.store, noon)}) {
    EXPECT_EQ(text.find("old-access"), std::string::npos);
    EXPECT_EQ(text.find("old-refresh"), std::string::npos);
  }
}

}  // namespace
}  // namespace oauthctl::cli
