#include "devserver/clients/redirect_uri.h"

#include <gtest/gtest.h>

namespace oauthctl::devserver {
namespace {

TEST(RedirectUri, MayNotBeRegisteredWhereACodeCouldLeak) {
  for (const char* uri :
       {"", "/cb", "http://app.example/cb", "http://127.0.0.1.app.example/cb", "https://app.example/cb#fragment",
        "https://user@app.example/cb", "javascript:alert(1)", "data:text/html,x", "file:///x", "ftp://127.0.0.1/cb",
        "app:/cb", "Com.example.app:/cb", "com.example.app:/cb#x", "com.example app:/cb", "1.2:/cb"}) {
    EXPECT_FALSE(may_be_registered(uri)) << uri;
  }
}

TEST(RedirectUri, MayBeHttpsLoopbackOrAPrivateUseScheme) {
  for (const char* uri : {"https://app.example/cb?x=1", "http://127.0.0.1/cb", "http://127.0.0.1:8080",
                          "http://[::1]/cb", "http://localhost:1/cb", "com.example.app:/cb"}) {
    EXPECT_TRUE(may_be_registered(uri)) << uri;
  }
}

TEST(RedirectUri, DoesNotMatchAnotherSpelling) {
  const struct {
    const char* registered;
    const char* asked;
  } cases[] = {
      {"https://app.example/cb", "https://app.example/cb/"},
      {"https://app.example/cb", "https://app.example:443/cb"},
      {"https://app.example/cb", "https://app.example/cb?x"},
      {"https://app.example/cb", "https://APP.example/cb"},
      {"https://app.example/cb", "http://app.example/cb"},
      {"https://127.0.0.1/cb", "https://127.0.0.1:1/cb"},
      {"http://127.0.0.1/cb", "http://localhost/cb"},
      {"http://127.0.0.1/cb", "http://127.0.0.1/cb2"},
      {"http://127.0.0.1/cb", "http://127.0.0.1:1/cb#x"},
      {"http://127.0.0.1/cb", "http://127.0.0.1:1/cb?x=1"},
      {"http://127.0.0.1/cb", "http://127.0.0.1:1@evil.example/cb"},
      {"com.example.app:/cb", "com.example.app:/cb2"},
  };
  for (const auto& [registered, asked] : cases) EXPECT_FALSE(matches(registered, asked)) << registered << ' ' << asked;
}

TEST(RedirectUri, MatchesItselfAndAnyPortOnLoopback) {
  const struct {
    const char* registered;
    const char* asked;
  } cases[] = {
      {"https://app.example/cb", "https://app.example/cb"}, {"com.example.app:/cb", "com.example.app:/cb"},
      {"http://127.0.0.1/cb", "http://127.0.0.1:65535/cb"}, {"http://127.0.0.1:8080/cb", "http://127.0.0.1:1/cb"},
      {"http://[::1]:8080/cb?x=1", "http://[::1]/cb?x=1"},  {"http://localhost/cb", "http://localhost:1/cb"},
  };
  for (const auto& [registered, asked] : cases) EXPECT_TRUE(matches(registered, asked)) << registered << ' ' << asked;
}

}  // namespace
}  // namespace oauthctl::devserver
