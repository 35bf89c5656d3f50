#include "model/server/destination.h"

#include <gtest/gtest.h>

#include "oauthctl/error.h"

namespace oauthctl {
namespace {

std::string text_of(const std::string& url) {
  const auto place = Destination::of(url);
  return place ? place->text() : "nothing";
}

TEST(Destination, HasOneSpelling) {
  EXPECT_EQ(text_of("HTTPS://API.example.COM:443"), "https://api.example.com/");
  EXPECT_EQ(text_of("https://api.example.com/V1?q=1#f"), "https://api.example.com/V1");
  EXPECT_EQ(text_of("http://localhost:80/"), "http://localhost/");
  EXPECT_EQ(text_of("http://[::1]:8080/a%20b"), "http://[::1]:8080/a%20b");
  EXPECT_EQ(text_of("https://api.example.com/100%25"), "https://api.example.com/100%25");
}

TEST(Destination, IsNotAUrlThatServersReadInTwoWays) {
  for (const char* url : {"https://user@api.example.com/",
                          "https://api.example.com@evil.example/",
                          "https://api.example.com\\@evil.example/",
                          "https://api.example.com/a\\b",
                          "https://api.example.com/\tx",
                          "https://api.example.com/a/../b",
                          "https://api.example.com/a/.",
                          "https://api.example.com/a/..",
                          "https://api.example.com/a/%2e%2E/b",
                          "https://api.example.com/a/.%2e/b",
                          "https://api.example.com/a/%252e%252e/b",
                          "https://api.example.com/a/%25252525252525252e%2e/b",
                          "https://api.example.com/a/..;x=1/b",
                          "https://api.example.com/a%2fb",
                          "https://api.example.com/a%2Fb",
                          "https://api.example.com/a%252fb",
                          "https://api.example.com/a%5cb",
                          "https://api.example.com/a%00",
                          "https://api.example.com/a%0d%0ab",
                          "https://api.example.com/a%",
                          "https://api.example.com/a%zz",
                          "https://",
                          "api.example.com",
                          ""})
    EXPECT_EQ(text_of(url), "nothing") << url;
}

bool covers(const std::string& served, const std::string& url) {
  return Destination::of(served)->covers(*Destination::of(url));
}

TEST(Destination, CoversWhatIsBelowItAtASegment) {
  EXPECT_TRUE(covers("https://a.example", "https://a.example"));
  EXPECT_TRUE(covers("https://a.example", "https://A.example:443/x/y?z"));
  EXPECT_TRUE(covers("https://a.example/mcp", "https://a.example/mcp"));
  EXPECT_TRUE(covers("https://a.example/mcp", "https://a.example/mcp/x"));
  EXPECT_TRUE(covers("https://a.example/mcp/", "https://a.example/mcp/x"));
}

TEST(Destination, CoversNothingBesideIt) {
  EXPECT_FALSE(covers("https://a.example/mcp", "https://a.example/mcpx"));
  EXPECT_FALSE(covers("https://a.example/mcp", "https://a.example/"));
  EXPECT_FALSE(covers("https://a.example/mcp", "https://a.example/MCP"));
  EXPECT_FALSE(covers("https://a.example/mcp", "https://a.example/m%63p"));
  EXPECT_FALSE(covers("https://a.example/mcp/", "https://a.example/mcp"));
  EXPECT_FALSE(covers("https://a.example", "https://a.example:8443"));
  EXPECT_FALSE(covers("https://a.example", "http://a.example"));
  EXPECT_FALSE(covers("https://a.example", "https://a.example.")) << "another name to some resolvers";
  EXPECT_FALSE(covers("https://a.example", "https://b.a.example"));
  EXPECT_FALSE(covers("https://a.example", "https://a.example.evil.example"));
}

TEST(Destination, ALongPathIsJudgedInTime) {
  std::string nested = "https://a.example/%";
  while (nested.size() < 60'000) nested += "25";
  EXPECT_EQ(text_of(nested + "2e"), "nothing");
  EXPECT_NE(text_of("https://a.example/" + std::string(60'000, '/')), "nothing");
}

TEST(Destination, ToServeIsAPlaceThatATokenMayGoTo) {
  EXPECT_EQ(place_to_serve("https://A.example/v1", "--for"), "https://a.example/v1");
  EXPECT_EQ(place_to_serve("http://127.0.0.1:8080", "--for"), "http://127.0.0.1:8080/");
  for (const char* url : {"http://a.example", "ftp://a.example", "https://a.example/?q", "https://a.example/#f",
                          "a.example", "https://u:p@a.example", "https://a.example/a/../b"}) {
    try {
      place_to_serve(url, "--for");
      ADD_FAILURE() << url;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::usage);
    }
  }
  std::string deep = "https://a.example";
  for (std::size_t i = 0; i <= Destination::deepest; ++i) deep += "/a";
  EXPECT_THROW(place_to_serve(deep, "--for"), Error);
}

Record serving(std::vector<std::string> places) {
  Record record;
  record.profile = "p";
  record.serves = std::move(places);
  return record;
}

bool may_have(const Record& record, const std::string& url, Chosen chosen) {
  try {
    require_served(record, url, chosen);
    return true;
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    return false;
  }
}

TEST(Destination, AProfileThatServesSomethingGivesItsTokenToNothingElse) {
  const Record record = serving({"https://a.example/v1", "https://b.example/"});
  for (const Chosen chosen : {Chosen::by_name, Chosen::by_url}) {
    EXPECT_TRUE(may_have(record, "https://a.example/v1/x", chosen));
    EXPECT_TRUE(may_have(record, "https://b.example/y", chosen));
    EXPECT_FALSE(may_have(record, "https://a.example/v2", chosen));
    EXPECT_FALSE(may_have(record, "https://a.example/v1/%2e%2e/v2", chosen));
    EXPECT_FALSE(may_have(record, "https://c.example/", chosen));
    EXPECT_FALSE(may_have(record, "https://b.example@c.example/", chosen));
  }
}

TEST(Destination, AProfileThatServesNothingGoesWhereItIsSentByName) {
  Record record = serving({});
  EXPECT_TRUE(may_have(record, "https://a.example/a%2fb", Chosen::by_name));
  EXPECT_FALSE(may_have(record, "https://a.example/", Chosen::by_url));
  record.resource = {"https://a.example/", "urn:example:api"};
  EXPECT_TRUE(may_have(record, "https://a.example/x", Chosen::by_url));
  EXPECT_FALSE(may_have(record, "https://b.example/x", Chosen::by_url));
  EXPECT_TRUE(may_have(record, "https://b.example/x", Chosen::by_name)) << "a resource does not restrict";
  EXPECT_EQ(places_of_resources(record), (std::vector<std::string>{"https://a.example/"}));
}

TEST(Destination, OnlyAWholeOriginMayRedirectWithinItself) {
  for (const Chosen chosen : {Chosen::by_name, Chosen::by_url}) {
    EXPECT_TRUE(serves_origin_of(serving({"https://a.example/"}), "https://a.example/x", chosen));
    EXPECT_FALSE(serves_origin_of(serving({"https://a.example/x"}), "https://a.example/x", chosen));
  }
  EXPECT_TRUE(serves_origin_of(serving({}), "https://a.example/x", Chosen::by_name));
  Record record = serving({});
  record.resource = {"https://a.example/x"};
  EXPECT_FALSE(serves_origin_of(record, "https://a.example/x", Chosen::by_url)) << "it was found by that resource";
  record.resource = {"https://a.example"};
  EXPECT_TRUE(serves_origin_of(record, "https://a.example/x", Chosen::by_url));
}

}  // namespace
}  // namespace oauthctl
