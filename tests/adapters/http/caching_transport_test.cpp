#include "http/caching_transport.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "http/cache_control.h"
#include "oauthctl/error.h"
#include "support/temporary_directory.h"
#include "support/text_file.h"

namespace oauthctl {
namespace {

namespace fs = std::filesystem;
using std::chrono::hours;
using std::chrono::seconds;

TEST(Freshness, IsZeroUnlessTheServerSaysHowLong) {
  EXPECT_EQ(freshness({}), seconds{0});
  for (const char* value :
       {"", "public", "max-age", "max-age=", "max-age=x", "max-age=-1", "max-age=1.5", "max-age=\"60\"", "max-age= 60",
        "s-maxage=60", "x-max-age=60", "no-store, max-age=60", "max-age=60, no-cache", "max-age=60, NO-STORE",
        "no-cache=\"set-cookie\", max-age=60", "max-age=60, max-age=60", "max-age=60;max-age=60"}) {
    EXPECT_EQ(freshness({{"cache-control", value}}), seconds{0}) << value;
  }
  EXPECT_EQ(freshness({{"cache-control", "max-age=60"}, {"cache-control", "no-store"}}), seconds{0});
  EXPECT_EQ(freshness({{"cache-control", "max-age=60"}, {"vary", "*"}}), seconds{0});
}

TEST(Freshness, IsWhatIsLeftOfMaxAge) {
  EXPECT_EQ(freshness({{"cache-control", "max-age=60"}}), seconds{60});
  EXPECT_EQ(freshness({{"cache-control", "Public , Max-Age=60 , must-revalidate"}}), seconds{60});
  EXPECT_EQ(freshness({{"cache-control", "max-age=60"}, {"age", "50"}}), seconds{10});
  EXPECT_EQ(freshness({{"cache-control", "max-age=60"}, {"age", "61"}}), seconds{0});
  EXPECT_EQ(freshness({{"cache-control", "max-age=60"}, {"age", "x"}}), seconds{0});
  EXPECT_EQ(freshness({{"cache-control", "max-age=60"}, {"age", "1"}, {"age", "2"}}), seconds{0});
}

TEST(Freshness, IsADayAtMost) {
  EXPECT_EQ(freshness({{"cache-control", "max-age=31536000"}}), hours{24});
  EXPECT_EQ(freshness({{"cache-control", "max-age=99999999999999999999"}}), hours{24});
}

struct Server : Transport {
  HttpResponse send(const HttpRequest& request) override {
    ++requests;
    HttpResponse answer;
    answer.status = status;
    answer.url = request.url;
    answer.headers = {{"content-type", "application/json"}, {"cache-control", cache_control}, {"set-cookie", "a=b"}};
    answer.body = body;
    return answer;
  }
  int requests = 0;
  int status = 200;
  std::string cache_control = "max-age=300";
  std::string body = "{\"keys\":[]}";
};

struct Silence : Notices {
  void step(const std::string& text) override { steps.push_back(text); }
  void info(const std::string&) override {}
  void warning(const std::string&) override {}
  void instruction(const std::string&) override {}
  std::vector<std::string> steps;
};

class CachingTransportTest : public ::testing::Test {
 protected:
  HttpRequest request(const std::string& issuer = "https://as.example") {
    HttpRequest request;
    request.url = "https://as.example/jwks";
    request.keeping = {issuer, [this](const HttpResponse& answer) {
                         if (answer.body == unfit) throw Error(ErrorKind::protocol, "unfit");
                       }};
    return request;
  }
  /// Like another process: keeps nothing in memory.
  HttpResponse send(const HttpRequest& request) {
    CachingTransport transport(
        server_,
        KeptAnswers(
            folder_, [](const std::string&) { return "name"; }, trust_),
        [this] { return now_; }, notices_);
    return transport.send(request);
  }
  HttpResponse send() { return send(request()); }
  fs::path file() const { return fs::path(folder_) / "name"; }
  /// Whether the next request is answered from the folder.
  bool is_kept() {
    const int before = server_.requests;
    send();
    return server_.requests == before;
  }

  testing::TemporaryDirectory directory_;
  std::string folder_ = directory_ / "new/cache";
  Server server_;
  Silence notices_;
  TimePoint now_ = std::chrono::floor<seconds>(std::chrono::system_clock::now());
  std::string unfit = "unfit";
  std::string trust_ = "the system's";
};

TEST_F(CachingTransportTest, DoesNotBelieveWhatWasFetchedUnderAnotherTrust) {
  send();
  EXPECT_TRUE(is_kept());
  trust_ = "a pinned authority";
  EXPECT_FALSE(is_kept());
}

TEST_F(CachingTransportTest, PassesOnWhatIsNotWorthKeeping) {
  HttpRequest plain = request();
  plain.keeping.reset();
  send(plain);
  send(plain);
  send(request(""));
  EXPECT_EQ(server_.requests, 3);
  EXPECT_FALSE(fs::exists(folder_));
}

TEST_F(CachingTransportTest, KeepsNeitherForbiddenAnswersNorInvalidDocuments) {
  server_.cache_control = "no-store";
  EXPECT_FALSE((send(), is_kept()));
  server_.cache_control = "max-age=300";
  server_.status = 404;
  EXPECT_FALSE((send(), is_kept()));
  server_.status = 200;
  server_.body = unfit;
  EXPECT_FALSE((send(), is_kept()));
}

TEST_F(CachingTransportTest, AnswersAgainWithWhatIsFresh) {
  const HttpResponse first = send();
  server_.body = "{}";
  now_ += seconds{299};
  const HttpResponse second = send();
  EXPECT_EQ(second.status, 200);
  EXPECT_EQ(second.body, first.body);
  EXPECT_EQ(second.url, first.url);
  EXPECT_EQ(second.headers, (Params{{"content-type", "application/json"}})) << "no cookie, no date is kept";
  EXPECT_EQ(notices_.steps,
            std::vector<std::string>{"using the cached answer, valid for 1 second more: https://as.example/jwks"});
  now_ += seconds{1};
  EXPECT_EQ(send().body, "{}");
}

TEST_F(CachingTransportTest, AsksAgainWhenTheRequestWantsAFreshAnswerAndKeepsThatOne) {
  send();
  server_.body = "{\"keys\":[1]}";
  HttpRequest fresh = request();
  fresh.headers.add("Cache-Control", "no-cache");
  EXPECT_EQ(send(fresh).body, "{\"keys\":[1]}");
  EXPECT_TRUE(is_kept());
  EXPECT_EQ(send().body, "{\"keys\":[1]}");
}

TEST_F(CachingTransportTest, AnotherIssuersOrAnotherUrlsAnswerIsNotIts) {
  send();
  EXPECT_EQ((send(request("https://other.example")), server_.requests), 2) << "though the file has the same name";
  send();
  HttpRequest other = request();
  other.url += "2";
  EXPECT_EQ((send(other), server_.requests), 4);
}

TEST_F(CachingTransportTest, IsNotDeceivedByAClockThatWasSetBack) {
  send();
  now_ -= seconds{1};
  EXPECT_FALSE(is_kept());
}

TEST_F(CachingTransportTest, AsksAgainWhenTheFileCannotBeTrusted) {
  send();
  const std::string whole = testing::read_file(file());
  ASSERT_TRUE(is_kept());
  for (const std::string& text : {std::string(), whole.substr(0, whole.size() / 2), std::string("[]"),
                                  std::string(5 << 20, ' ') + whole, std::string("{\"version\":2}")}) {
    testing::write_file(file(), text);
    EXPECT_FALSE(is_kept()) << text.substr(0, 100);
    EXPECT_TRUE(is_kept()) << "it was replaced";
  }
  ASSERT_EQ(chmod(file().c_str(), 0620), 0);
  EXPECT_FALSE(is_kept()) << "others can write it";
  EXPECT_TRUE(is_kept());
  fs::rename(file(), directory_ / "elsewhere");
  fs::create_symlink(directory_ / "elsewhere", file());
  EXPECT_FALSE(is_kept()) << "a link is not followed";
  ASSERT_EQ(chmod(folder_.c_str(), 0770), 0);
  EXPECT_FALSE(is_kept()) << "others can write the folder";
}

TEST_F(CachingTransportTest, AnAnswerThatNoLongerPassesItsCheckIsAskedForAgain) {
  send();
  unfit = server_.body;
  EXPECT_FALSE(is_kept());
}

TEST_F(CachingTransportTest, KeepsItsFilesToItself) {
  send();
  EXPECT_EQ(fs::status(file()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(fs::status(folder_).permissions(), fs::perms::owner_all);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator{}), 1) << "nothing is left over";
}

TEST_F(CachingTransportTest, RemovesWhatIsOlderThanADay) {
  send();
  testing::write_file(fs::path(folder_) / "old", "x");
  fs::last_write_time(fs::path(folder_) / "old", fs::file_time_type::clock::now() - hours{25});
  now_ += seconds{300};
  send();
  EXPECT_FALSE(fs::exists(fs::path(folder_) / "old"));
  EXPECT_TRUE(fs::exists(file()));
}

TEST_F(CachingTransportTest, AFolderThatCannotBeMadeCostsNothingButTheRequest) {
  testing::write_file(directory_ / "new", "a file");
  EXPECT_EQ(send().status, 200);
  EXPECT_FALSE(is_kept());
}

}  // namespace
}  // namespace oauthctl
