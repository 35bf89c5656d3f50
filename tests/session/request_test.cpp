#include "session/request.h"

#include <gtest/gtest.h>

#include "session/fakes.h"

namespace oauthctl::testing {
namespace {

using namespace std::chrono_literals;

struct Asking : World {
  Asking() {
    record().tokens.expires_at = noon + 1h;
    request.url = "https://api.example/thing";
    request.sink = [this](const HttpResponse&, std::string_view piece) { body += piece; };
  }
  HttpRequest request;
  std::string body;
};

TEST(Request, SendsNoTokenInTheClear) {
  for (const char* url : {"http://api.example/thing", "ftp://api.example/thing", "api.example", "https://a@b/"}) {
    Asking world;
    world.request.url = url;
    const auto error = failure([&] { authenticated_request("p", world.request, world.services()); });
    ASSERT_TRUE(error) << url;
    EXPECT_EQ(error->kind(), ErrorKind::usage) << url;
    EXPECT_TRUE(world.transport.sent.empty());
  }
}

TEST(Request, SendsATokenToWhatItsProfileServesOnly) {
  Asking world;
  world.record().serves = {"https://api.example/thing"};
  world.request.same_origin_redirects = 10;
  world.transport.answer("/thing", 200, "here");
  authenticated_request("p", world.request, world.services());
  EXPECT_EQ(world.transport.sent.at(0).same_origin_redirects, 0) << "a redirect may lead out of the served path";
  for (const char* url : {"https://api.example/other", "https://api.example/thing/%2e%2e/other"}) {
    world.request.url = url;
    EXPECT_EQ(failure([&] { authenticated_request("p", world.request, world.services()); })->kind(), ErrorKind::usage);
  }
  EXPECT_EQ(world.transport.sent.size(), 1U);
  world.record().serves = {"https://api.example/"};
  world.request.url = "https://api.example/thing";
  world.transport.answer("/thing", 200, "here");
  authenticated_request("p", world.request, world.services());
  EXPECT_EQ(world.transport.sent.at(1).same_origin_redirects, 10);
}

TEST(Request, RepeatsNoPasswordOfARefusedUrl) {
  Asking world;
  world.request.url = "https://user:hush@api.example/thing";
  const auto error = failure([&] { authenticated_request("p", world.request, world.services()); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->message().find("hush"), std::string::npos) << error->message();
}

TEST(Request, ShowsTheCertificateThatTheTokenMayBeBoundTo) {
  Asking world;
  world.record().tokens.certificate_file = "/c.pem";
  world.record().tokens.certificate_key_file = "/c.key";
  for (const char* url : {"https://api.example/thing", "http://127.0.0.1:9/thing"}) {
    world.request.url = url;
    world.transport.answer("/thing", 200, "here");
    authenticated_request("p", world.request, world.services());
  }
  ASSERT_TRUE(world.transport.sent.at(0).client_certificate);
  EXPECT_EQ(world.transport.sent.at(0).client_certificate->certificate_file, "/c.pem");
  EXPECT_EQ(world.transport.sent.at(0).client_certificate->key_file, "/c.key");
  EXPECT_FALSE(world.transport.sent.at(1).client_certificate) << "without TLS there is nothing to show it in";
}

TEST(Request, RemembersTheCertificateThatARenewalWasShown) {
  Asking world;
  world.secrets.client.tls_client_certificate_file = "/c.pem";
  world.secrets.client.tls_client_certificate_bound_access_tokens = true;
  world.transport.answer("/thing", 401, "first");
  world.transport.answer("/token", 200, R"({"access_token":"new-access","expires_in":60})");
  world.transport.answer("/thing", 200, "second");
  authenticated_request("p", world.request, world.services());
  EXPECT_TRUE(world.transport.sent.at(1).client_certificate);
  EXPECT_TRUE(world.transport.sent.at(2).client_certificate);
  EXPECT_EQ(world.record().tokens.certificate_file, "/c.pem");
  EXPECT_EQ(world.record().tokens.certificate_key_file, "/c.pem") << "the key may be in the same file";
}

TEST(Request, SendsNoFragment) {
  Asking world;
  world.request.url = "https://api.example/thing#part";
  world.transport.answer("/thing", 200, "here");
  authenticated_request("p", world.request, world.services());
  EXPECT_EQ(world.transport.sent.at(0).url, "https://api.example/thing");
}

TEST(Request, A401AfterTheRenewalIsTheAnswer) {
  Asking world;
  world.transport.answer("/thing", 401, "first");
  world.transport.answer("/token", 200, R"({"access_token":"new-access","expires_in":60})");
  world.transport.answer("/thing", 401, "second");
  EXPECT_EQ(authenticated_request("p", world.request, world.services()).status, 401);
  EXPECT_EQ(world.body, "second");
}

TEST(Request, A401IsTheAnswerWhereNothingCanBeRenewed) {
  Asking world;
  world.record().tokens.refresh_token = Secret();
  world.transport.answer("/thing", 401, "refused");
  EXPECT_EQ(authenticated_request("p", world.request, world.services()).status, 401);
  EXPECT_EQ(world.body, "refused");
}

TEST(Request, A401ThatIsTheAnswerIsWhole) {
  Asking world;
  world.record().tokens.refresh_token = Secret();
  world.transport.answer("/thing", 401, std::string(200'000, 'x'));
  authenticated_request("p", world.request, world.services());
  EXPECT_EQ(world.body.size(), 200'000U);
}

TEST(Request, A401WithoutEndIsRefused) {
  Asking world;
  world.transport.answer("/thing", 401, std::string(17 << 20, 'x'));
  const auto error = failure([&] { authenticated_request("p", world.request, world.services()); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::protocol);
}

TEST(Request, A401IsAnsweredWithANewTokenOnce) {
  Asking world;
  world.transport.answer("/thing", 401, "refused");
  world.transport.answer("/token", 200, R"({"access_token":"new-access","expires_in":3600})");
  world.transport.answer("/thing", 200, "here");
  EXPECT_EQ(authenticated_request("p", world.request, world.services()).status, 200);
  EXPECT_EQ(world.body, "here");
  EXPECT_EQ(world.transport.sent[0].headers.get("Authorization"), "Bearer old-access");
  EXPECT_EQ(world.transport.sent[2].headers.get("Authorization"), "Bearer new-access");
}

}  // namespace
}  // namespace oauthctl::testing
