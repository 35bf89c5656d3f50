#include "config/authorized_user.h"

#include <gtest/gtest.h>

#include "oauthctl/error.h"
#include "support/providers.h"

namespace oauthctl {
namespace {

/// As gcloud writes it.
constexpr const char* file = R"({
  "account": "ann@example.com",
  "client_id": "764086051850.apps.googleusercontent.com",
  "client_secret": "d-FL95",
  "refresh_token": "1//0abc",
  "type": "authorized_user",
  "universe_domain": "googleapis.com"
})";

TEST(AuthorizedUser, IsToldFromOtherFiles) {
  EXPECT_TRUE(is_authorized_user(file));
  for (const char* other : {"", "x", "[]", "{}", R"({"type":"service_account"})", R"({"type":1})"}) {
    EXPECT_FALSE(is_authorized_user(other)) << other;
  }
}

TEST(AuthorizedUser, WhatIsMissingOrUnsafeIsNamed) {
  const std::pair<const char*, const char*> cases[] = {
      {R"({"client_id":"c","type":"authorized_user"})", "refresh_token"},
      {R"({"refresh_token":"r","type":"authorized_user"})", "client_id"},
      {R"({"client_id":"c","refresh_token":"r","token_uri":"http://a.example/t"})", "token_uri"},
      {R"({"client_id":"c","refresh_token":"r","token_uri":"file:///t"})", "token_uri"},
  };
  for (const auto& [json, name] : cases) {
    try {
      parse_authorized_user(json, "adc.json", testing::installed_providers());
      ADD_FAILURE() << json;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::usage);
      EXPECT_TRUE(error.message().starts_with("adc.json: \"" + std::string(name) + '"')) << error.message();
    }
  }
}

TEST(AuthorizedUser, IsALoginWhoseAccessTokenHasEnded) {
  const Record record = parse_authorized_user(file, "adc.json", testing::installed_providers());
  EXPECT_EQ(record.client->client_id, "764086051850.apps.googleusercontent.com");
  EXPECT_EQ(record.client->client_secret.reveal(), "d-FL95");
  EXPECT_EQ(record.tokens.refresh_token.reveal(), "1//0abc");
  EXPECT_EQ(record.server.token_endpoint, "https://oauth2.googleapis.com/token");
  EXPECT_EQ(record.server.revocation_endpoint, "https://oauth2.googleapis.com/revoke");
  EXPECT_EQ(record.account.email, "ann@example.com");
  EXPECT_TRUE(is_renewable(record));
  EXPECT_FALSE(record.tokens.usable(TimePoint(std::chrono::seconds(1'800'000'000)), std::chrono::seconds{0}));
}

TEST(AuthorizedUser, OfAnotherServerHasNoAddressOfGoogles) {
  const Record record = parse_authorized_user(
      R"({"client_id":"c","client_secret":"s","refresh_token":"r","token_uri":"https://as.example/token"})", "adc.json",
      testing::installed_providers());
  EXPECT_EQ(record.server.token_endpoint, "https://as.example/token");
  EXPECT_EQ(record.server.authorization_endpoint, "") << "a code of Google's would go to the other server";
  EXPECT_EQ(record.server.revocation_endpoint, "");
  EXPECT_EQ(record.client_id, "c") << "what another client's file is compared with";
}

}  // namespace
}  // namespace oauthctl
