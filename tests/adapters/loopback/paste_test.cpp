#include "loopback/paste.h"

#include <gtest/gtest.h>

namespace oauthctl {
namespace {

constexpr const char* redirect_uri = "http://localhost:8080/callback";

TEST(CallbackUrl, RefusesAnythingElse) {
  for (const char* text : {"", "hello", "http://localhost:8080/callback", "http://localhost:8080/callback#code=a",
                           "http://localhost:8080/?code=a", "http://localhost:8080/callback/?code=a",
                           "ftp://localhost:8080/callback?code=a", "http://example.com/callback?code=a",
                           "https://server.example/authorize?client_id=a&state=ours", "/callback?code=a",
                           "code=a&state=ours", "http://localhost:8080/callback?code=%zz",
                           "http://localhost:8080/callback?code=a b", "see http://localhost:8080/callback?code=a"}) {
    EXPECT_FALSE(parse_callback_url(text, redirect_uri)) << text;
  }
}

TEST(CallbackUrl, GivesItsParametersUnjudged) {
  const Params expected{{"code", "a+b"}, {"state", "theirs"}};
  for (const char* text : {"http://localhost:8080/callback?code=a%2Bb&state=theirs",
                           " \thttp://localhost:8080/callback?code=a%2Bb&state=theirs ",
                           "HTTP://LOCALHOST:8080/callback?code=a%2Bb&state=theirs#_=_",
                           "http://127.0.0.1:8080/callback?code=a%2Bb&state=theirs",
                           "https://localhost:8080/callback?code=a%2Bb&state=theirs",
                           "http://localhost:9090/callback?code=a%2Bb&state=theirs"}) {
    EXPECT_EQ(parse_callback_url(text, redirect_uri), expected) << text;
  }
  EXPECT_EQ(parse_callback_url("http://localhost:8080/?code=a", "http://localhost:8080"), (Params{{"code", "a"}}));
}

TEST(CallbackUrl, GivesTheFragmentWhereItIsAwaited) {
  const Params expected{{"access_token", "a+b"}, {"state", "theirs"}};
  const std::string url = "http://localhost:8080/callback#access_token=a%2Bb&state=theirs";
  EXPECT_FALSE(parse_callback_url(url, redirect_uri));
  EXPECT_EQ(parse_callback_url(url, redirect_uri, true), expected);
  EXPECT_FALSE(parse_callback_url("http://localhost:8080/callback", redirect_uri, true));
  EXPECT_EQ(parse_callback_url("http://localhost:8080/callback?error=a&state=b", redirect_uri, true),
            (Params{{"error", "a"}, {"state", "b"}}));
}

TEST(CallbackUrl, IsTheRegisteredAddressToTheLetterOffThisMachine) {
  const Params expected{{"code", "a"}, {"state", "s"}};
  const std::string https = "https://app.example.com/oauth/callback";
  EXPECT_EQ(parse_callback_url(https + "?code=a&state=s", https), expected);
  EXPECT_EQ(parse_callback_url("https://APP.example.com:443/oauth/callback?code=a&state=s", https), expected);
  for (const char* other :
       {"http://app.example.com/oauth/callback?code=a&state=s", "https://app.example.com:8443/oauth/callback?code=a",
        "https://app.example.com/oauth?code=a", "https://app.example.com.evil/oauth/callback?code=a",
        "https://127.0.0.1/oauth/callback?code=a"}) {
    EXPECT_FALSE(parse_callback_url(other, https)) << other;
  }
  EXPECT_EQ(parse_callback_url("com.example.app:/callback?code=a&state=s", "com.example.app:/callback"), expected);
  EXPECT_FALSE(parse_callback_url("com.example.app:/other?code=a&state=s", "com.example.app:/callback"));
}

}  // namespace
}  // namespace oauthctl
