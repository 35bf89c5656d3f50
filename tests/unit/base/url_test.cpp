#include "base/url.h"

#include <gtest/gtest.h>

namespace oauthctl {
namespace {

TEST(Url, RefusesSpellingsThatLibrariesReadDifferently) {
  for (const char* text : {"",
                           "example.com",
                           "//example.com/",
                           "https:/example.com",
                           "https://",
                           "https:///path",
                           "https://user@example.com/",
                           "https://user:pw@example.com/",
                           "https://a\\@b/",
                           "https://a b/",
                           "https://a/\n",
                           "https://a/\xc3\xa9",
                           "https://:443/",
                           "https://a:0/",
                           "https://a:65536/",
                           "https://a:/",
                           "https://a:x/",
                           "https://127.1/",
                           "https://0x7f.1/",
                           "https://2130706433/",
                           "https://127.0.0.01/",
                           "https://1.2.3.4.5/",
                           "https://[::1/",
                           "https://[g::1]/",
                           "https://[:00]/",
                           "https://[]/",
                           "https://-a/",
                           "https://a..b/",
                           "1https://a/",
                           "com.example.app:/cb",
                           "javascript:alert(1)",
                           "https://a/<b>",
                           "https://a/\"b"}) {
    EXPECT_FALSE(Url::parse(text)) << text;
  }
}

TEST(Url, KeepsItsParts) {
  const auto url = Url::parse("HTTPS://Example.COM:8443/a/b?c=d&e#f");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->scheme, "https");
  EXPECT_EQ(url->host, "example.com");
  EXPECT_EQ(url->port, 8443);
  EXPECT_EQ(url->path, "/a/b");
  EXPECT_EQ(url->query, "c=d&e");
  EXPECT_EQ(url->fragment, "f");
  EXPECT_EQ(url->text(), "https://example.com:8443/a/b?c=d&e#f");
  EXPECT_EQ(url->origin(), "https://example.com:8443");
  EXPECT_EQ(Url::parse("https://a")->origin(), "https://a:443");
  EXPECT_EQ(Url::parse("https://a")->text(), "https://a");
  EXPECT_EQ(Url::parse("http://[::1]:80/?x")->text(), "http://[::1]:80/?x");
}

TEST(Url, KnowsLoopback) {
  for (const char* text :
       {"http://localhost/", "http://LOCALHOST:1/", "http://127.0.0.1/", "http://127.255.0.3/", "http://[::1]:5/"}) {
    EXPECT_TRUE(Url::parse(text)->is_loopback()) << text;
  }
  for (const char* text : {"http://localhost.example.com/", "http://127.0.0.1.example.com/", "http://[::2]/",
                           "http://128.0.0.1/", "http://localhost./"}) {
    ASSERT_TRUE(Url::parse(text)) << text;
    EXPECT_FALSE(Url::parse(text)->is_loopback()) << text;
  }
}

TEST(Url, LetsSecretsTravelBySafeWaysOnly) {
  for (const char* text : {"https://a/", "http://127.0.0.1:1/"})
    EXPECT_TRUE(is_safe_endpoint(*Url::parse(text))) << text;
  for (const char* text : {"http://a/", "ftp://127.0.0.1/", "file://localhost/etc", "https://a/#f"}) {
    EXPECT_FALSE(is_safe_endpoint(*Url::parse(text))) << text;
  }
}

TEST(Url, AddsAQueryBehindTheOneThere) {
  EXPECT_EQ(with_query("https://a/x", "b=c"), "https://a/x?b=c");
  EXPECT_EQ(with_query("https://a/x?y=z", "b=c"), "https://a/x?y=z&b=c");
  EXPECT_EQ(with_query("https://a/x", ""), "https://a/x");
}

TEST(Url, ResolvesReferencesAsRfc3986) {
  const Url base = *Url::parse("http://a/b/c/d;p?q#here");
  for (const auto& [reference, wanted] :
       std::initializer_list<std::pair<const char*, const char*>>{{"g", "http://a/b/c/g"},
                                                                  {"./g", "http://a/b/c/g"},
                                                                  {"g/", "http://a/b/c/g/"},
                                                                  {"/g", "http://a/g"},
                                                                  {"//g", "http://g"},
                                                                  {"?y", "http://a/b/c/d;p?y"},
                                                                  {"g?y", "http://a/b/c/g?y"},
                                                                  {"#s", "http://a/b/c/d;p?q"},
                                                                  {"g#s", "http://a/b/c/g"},
                                                                  {";x", "http://a/b/c/;x"},
                                                                  {"", "http://a/b/c/d;p?q"},
                                                                  {".", "http://a/b/c/"},
                                                                  {"..", "http://a/b/"},
                                                                  {"../g", "http://a/b/g"},
                                                                  {"../..", "http://a/"},
                                                                  {"../../../g", "http://a/g"},
                                                                  {"/./g", "http://a/g"},
                                                                  {"g.", "http://a/b/c/g."},
                                                                  {"..g", "http://a/b/c/..g"},
                                                                  {"./g/.", "http://a/b/c/g/"},
                                                                  {"g/../h", "http://a/b/c/h"},
                                                                  {"g?y/../x", "http://a/b/c/g?y/../x"},
                                                                  {"https://x/y?z", "https://x/y?z"}}) {
    const auto url = resolve(base, reference);
    ASSERT_TRUE(url) << reference;
    EXPECT_EQ(url->text(), wanted) << reference;
  }
  EXPECT_EQ(resolve(*Url::parse("http://a"), "g")->text(), "http://a/g");
  for (const char* other : {"http:g", "javascript:alert(1)", "//u:p@h/", "g h", "\\x"}) {
    EXPECT_FALSE(resolve(base, other)) << other;
  }
}

}  // namespace
}  // namespace oauthctl
