#include "oauth/google.h"

#include <gtest/gtest.h>

namespace oauthctl {
namespace {

ServerMetadata server(std::string issuer, std::string token_endpoint) {
  ServerMetadata metadata;
  metadata.issuer = std::move(issuer);
  metadata.token_endpoint = std::move(token_endpoint);
  return metadata;
}

TEST(IsGoogle, IsDecidedByTheHost) {
  for (const char* other : {"", "https://accounts.google.com.evil.example/", "https://evil.example/accounts.google.com",
                            "https://xaccounts.google.com/", "http://oauth2.googleapis.com/token"}) {
    EXPECT_FALSE(is_google(server(other, other))) << other;
  }
  EXPECT_TRUE(is_google(server("https://accounts.google.com", "")));
  EXPECT_TRUE(is_google(server("", "https://oauth2.googleapis.com/token")));
  EXPECT_TRUE(is_google(server("", "https://accounts.google.com/o/oauth2/token")));
  EXPECT_TRUE(is_google(server("", "https://www.googleapis.com/oauth2/v4/token")));
}

TEST(GoogleDefaults, LeaveWhatWasChosen) {
  Client client;
  client.params = {{"access_type", "online"}};
  EXPECT_EQ(with_google_defaults({{"prompt", "select_account"}}, client, false),
            (Params{{"prompt", "select_account"}}));
  client.params = {{"prompt", "none"}};
  EXPECT_EQ(with_google_defaults({{"access_type", "online"}}, client, false), (Params{{"access_type", "online"}}));
}

TEST(GoogleDefaults, AskForARefreshToken) {
  EXPECT_EQ(with_google_defaults({}, {}, true), (Params{{"access_type", "offline"}}));
  EXPECT_EQ(with_google_defaults({{"hd", "x"}}, {}, false),
            (Params{{"hd", "x"}, {"access_type", "offline"}, {"prompt", "consent"}}));
}

}  // namespace
}  // namespace oauthctl
