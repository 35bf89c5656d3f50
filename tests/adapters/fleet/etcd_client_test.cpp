#include "fleet/etcd_client.h"

#include <gmock/gmock.h>

#include <functional>
#include <nlohmann/json.hpp>

#include "adapters/helper/programs.h"
#include "fleet/etcd_keys.h"

namespace oauthctl {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using testing::failure_of;
using ::testing::HasSubstr;

/// Answers by a function, and keeps what it was sent.
class FakeTransport final : public Transport {
 public:
  HttpResponse send(const HttpRequest& request) override {
    sent.push_back(request);
    urls.push_back(request.url);
    return answer(request);
  }

  std::function<HttpResponse(const HttpRequest&)> answer;
  std::vector<HttpRequest> sent;
  std::vector<std::string> urls;
};

HttpResponse with(int status, const std::string& body) {
  HttpResponse response;
  response.status = status;
  response.body = body;
  return response;
}

class EtcdClientTest : public ::testing::Test {
 protected:
  EtcdClient client(const std::string& user = "") {
    return {transport_, {{"http://a:1", "http://b:1", "http://c:1"}, user, Secret("sesame"), 10ms, 0ms}};
  }

  FakeTransport transport_;
};

TEST_F(EtcdClientTest, AKeyThatWasNotAskedForIsUnavailableAndNothingWorse) {
  for (const char* key : {"", "b2F1dGg=", "Li4vLi4vcmVjb3Jkcy93b3Jr"}) {
    transport_.answer = [&](const HttpRequest&) {
      return with(200, std::string(R"({"kvs":[{"key":")") + key + R"("}],"count":"1"})");
    };
    EtcdClient etcd = client();
    EXPECT_EQ(failure_of([&] { keys_below(etcd, "oauthctl/records/"); }).kind(), ErrorKind::unavailable) << key;
  }
}

TEST_F(EtcdClientTest, AClusterThatIsAwayIsUnavailableAfterEachMemberWasAsked) {
  transport_.answer = [](const HttpRequest&) -> HttpResponse { throw Error(ErrorKind::unavailable, "no connection"); };
  const Error error = failure_of([&] { client().call("kv/range", {{"key", "a"}}); });
  EXPECT_EQ(error.kind(), ErrorKind::unavailable);
  EXPECT_THAT(error.message(), HasSubstr("no connection"));
  EXPECT_THAT(transport_.urls,
              ElementsAre("http://a:1/v3/kv/range", "http://b:1/v3/kv/range", "http://c:1/v3/kv/range"));
}

TEST_F(EtcdClientTest, AClusterThatWasAwayIsWaitedForAgainOnlyOnceItHasAnswered) {
  bool is_away = true;
  transport_.answer = [&](const HttpRequest&) -> HttpResponse {
    if (is_away) throw Error(ErrorKind::unavailable, "no connection");
    return with(200, "{}");
  };
  EtcdClient etcd(transport_, {{"http://a:1"}, "", {}, 10ms, 300ms});
  const auto asked_in_vain = [&] {
    const std::size_t before = transport_.sent.size();
    failure_of([&] { etcd.call("kv/range", {}); });
    return transport_.sent.size() - before;
  };
  EXPECT_GT(asked_in_vain(), 1U);
  EXPECT_EQ(asked_in_vain(), 1U);
  is_away = false;
  etcd.call("kv/range", {});
  is_away = true;
  EXPECT_GT(asked_in_vain(), 1U);
}

TEST_F(EtcdClientTest, AMemberWithoutALeaderIsPassedOverAndOneThatAnsweredIsAskedFirst) {
  transport_.answer = [](const HttpRequest& request) {
    return request.url.starts_with("http://a") ? with(503, R"({"error":"etcdserver: no leader","code":14})")
                                               : with(200, "{}");
  };
  EtcdClient etcd = client();
  etcd.call("kv/range", {{"key", "a"}});
  etcd.call("kv/range", {{"key", "a"}});
  EXPECT_THAT(transport_.urls,
              ElementsAre("http://a:1/v3/kv/range", "http://b:1/v3/kv/range", "http://b:1/v3/kv/range"));
}

TEST_F(EtcdClientTest, ARequestThatMayNotBeSentIsNotSentElsewhere) {
  transport_.answer = [](const HttpRequest&) -> HttpResponse { throw Error(ErrorKind::usage, "not https"); };
  EXPECT_EQ(failure_of([&] { client().call("kv/range", {{"key", "a"}}); }).kind(), ErrorKind::usage);
  EXPECT_EQ(transport_.urls.size(), 1U);
}

TEST_F(EtcdClientTest, OurCertificateIsShownToMembersWithTls) {
  transport_.answer = [](const HttpRequest& request) {
    return with(request.url.starts_with("http:") ? 503 : 200, "{}");
  };
  EtcdAccess access{.members = {"http://a:1", "https://b:1"}};
  access.certificate = {"client.pem", "client.key", "A and B"};
  EtcdClient(transport_, access).call("kv/range", {{"key", "a"}});
  ASSERT_EQ(transport_.sent.size(), 2U);
  EXPECT_FALSE(transport_.sent[0].client_certificate);
  EXPECT_EQ(transport_.sent[1].client_certificate->key_file, "client.key");
}

TEST_F(EtcdClientTest, ARefusalIsQuotedWithoutEscapes) {
  transport_.answer = [](const HttpRequest&) { return with(400, "{\"error\":\"bad \\u001b[2Jkey\",\"code\":3}"); };
  const Error error = failure_of([&] { client().call("kv/range", {{"key", "a"}}); });
  EXPECT_EQ(error.message(), "etcd refused kv/range: bad [2Jkey");
}

TEST_F(EtcdClientTest, AnAnswerThatIsNotJsonIsUnavailable) {
  transport_.answer = [](const HttpRequest&) { return with(200, "<html>"); };
  EXPECT_EQ(failure_of([&] { client().call("kv/range", {{"key", "a"}}); }).kind(), ErrorKind::unavailable);
}

TEST_F(EtcdClientTest, AWrongPasswordIsAMatterOfUsage) {
  transport_.answer = [](const HttpRequest&) {
    return with(400, R"({"error":"etcdserver: authentication failed, invalid user ID or password","code":3})");
  };
  const Error error = failure_of([&] { client("ann").call("kv/range", {{"key", "a"}}); });
  EXPECT_EQ(error.kind(), ErrorKind::usage);
  EXPECT_THAT(error.hint().text(), HasSubstr("OAUTHCTL_ETCD_PASSWORD_FILE"));
}

TEST_F(EtcdClientTest, ATokenThatEndedIsFetchedAgain) {
  int authentications = 0;
  transport_.answer = [&](const HttpRequest& request) {
    if (request.url.ends_with("authenticate"))
      return with(200, R"({"token":"t)" + std::to_string(++authentications) + "\"}");
    return request.headers.get("Authorization") == "t1" ? with(401, R"({"error":"invalid auth token","code":16})")
                                                        : with(200, "{}");
  };
  client("ann").call("kv/range", {{"key", "a"}});
  EXPECT_EQ(authentications, 2);
  transport_.answer = [&](const HttpRequest& request) {
    return request.url.ends_with("authenticate") ? with(200, R"({"token":"t1"})") : with(401, "{\"code\":16}");
  };
  EXPECT_EQ(failure_of([&] { client("ann").call("kv/range", {{"key", "a"}}); }).kind(), ErrorKind::usage);
}

}  // namespace
}  // namespace oauthctl
