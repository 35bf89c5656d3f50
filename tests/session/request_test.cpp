#include "session/request.h"

#include <gtest/gtest.h>

#include "session/fakes.h"
#include "session/login/next_page.h"

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

TEST(Request, StaysInTheResourceByWhichItsProfileWasFound) {
  Asking world;
  world.record().resource = {"https://api.example/thing"};
  for (const Chosen chosen : {Chosen::by_url, Chosen::by_name}) {
    world.request.same_origin_redirects = 10;
    world.transport.answer("/thing", 200, "here");
    authenticated_request("p", world.request, world.services(), chosen);
    EXPECT_EQ(world.transport.sent.back().same_origin_redirects, chosen == Chosen::by_url ? 0 : 10);
  }
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

TEST(Request, RenewsNothingIfOnlyASignInCanHelp) {
  for (const char* challenge : {R"(Bearer error="insufficient_user_authentication", max_age=60)",
                                R"(DPoP error="insufficient_claims", claims="not base64")"}) {
    Asking world;
    world.transport.script["/thing"].push_back([&](const HttpRequest&) {
      return HttpResponse{401, {{"www-authenticate", challenge}}, "sign in", ""};
    });
    EXPECT_EQ(authenticated_request("p", world.request, world.services()).status, 401);
    EXPECT_EQ(world.body, "sign in");
    EXPECT_EQ(world.transport.sent.size(), 1U) << challenge;
  }
}

TEST(Request, RenewsAfterAnotherChallengeOf401) {
  Asking world;
  world.transport.script["/thing"].push_back([](const HttpRequest&) {
    return HttpResponse{401, {{"www-authenticate", R"(Bearer error="invalid_token", scope="x")"}}, "old", ""};
  });
  world.transport.answer("/token", 200, R"({"access_token":"new-access","expires_in":3600})");
  world.transport.answer("/thing", 200, "here");
  EXPECT_EQ(authenticated_request("p", world.request, world.services()).status, 200);
  EXPECT_EQ(world.body, "here");
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

/// A body that can be read once.
struct Pipe : BodySource {
  std::optional<std::uint64_t> size() const override { return std::nullopt; }
  std::size_t read(char*, std::size_t) override {
    is_read = true;
    return 0;
  }
  bool rewind() override { return !is_read; }
  bool is_read = false;
};

TEST(Request, ABodyFromAPipeIsNotSentAgainAfterA401) {
  Asking world;
  world.request.stream = std::make_shared<Pipe>();
  world.transport.script["/thing"].push_back([&](const HttpRequest& request) {
    request.stream->read(nullptr, 0);
    return HttpResponse{401, {}, "refused", ""};
  });
  world.transport.answer("/token", 200, R"({"access_token":"new-access","expires_in":3600})");
  const auto error = failure([&] { authenticated_request("p", world.request, world.services()); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::unavailable);
  EXPECT_EQ(error->hint(), "the token was renewed, so run the command again");
  EXPECT_EQ(world.body, "refused");
  EXPECT_EQ(world.record().tokens.access_token.reveal(), "new-access");
}

struct Retrying : Asking {
  HttpResponse go(int retries) { return authenticated_request("p", request, services(), Chosen::by_name, retries); }
  void busy(int status, const Params& headers = {}) {
    transport.script["/thing"].push_back([=](const HttpRequest&) { return HttpResponse{status, headers, "busy", ""}; });
  }
  void breaks(bool was_connected, const std::string& after = {}) {
    transport.script["/thing"].push_back([=](const HttpRequest& asked) -> HttpResponse {
      if (!after.empty()) asked.sink(HttpResponse{200, {}, "", ""}, after);
      throw NetworkFault(Error(ErrorKind::unavailable, "broken"), was_connected);
    });
  }
};

TEST(Request, RetriesWhileTheServerIsBusy) {
  Retrying world;
  world.busy(503);
  world.busy(429, {{"retry-after", "7"}});
  world.busy(500);
  world.transport.answer("/thing", 200, "here");
  EXPECT_EQ(world.go(3).status, 200);
  EXPECT_EQ(world.body, "here") << "only the last answer is shown";
  EXPECT_EQ(world.slept, (std::vector<std::chrono::seconds>{1s, 7s, 4s}));
  EXPECT_EQ(world.notices.warnings.at(1), "the answer's status is 429; retrying in 7 seconds");
}

TEST(Request, TheLastBusyAnswerIsTheAnswer) {
  Retrying world;
  for (int i = 0; i < 3; ++i) world.busy(503);
  EXPECT_EQ(world.go(2).status, 503);
  EXPECT_EQ(world.body, "busy");
  EXPECT_EQ(world.transport.sent.size(), 3U);
}

TEST(Request, WaitsNoLongerThanAMinute) {
  Retrying world;
  world.busy(503, {{"retry-after", "61"}});
  EXPECT_EQ(world.go(2).status, 503);
  EXPECT_EQ(world.body, "busy");
  EXPECT_TRUE(world.slept.empty());
}

TEST(Request, RepeatsAPostOnlyIfNoConnectionWasMade) {
  Retrying world;
  world.request.method = "POST";
  world.breaks(false);
  world.busy(503);
  EXPECT_EQ(world.go(2).status, 503);
  EXPECT_EQ(world.body, "busy");
  EXPECT_EQ(world.transport.sent.size(), 2U);
  world.breaks(true);
  EXPECT_EQ(failure([&] { world.go(2); })->message(), "broken");
  EXPECT_EQ(world.transport.sent.size(), 3U);
}

TEST(Request, RetriesABrokenConnectionUntilAPartOfTheAnswerWasShown) {
  Retrying world;
  world.breaks(true);
  world.transport.answer("/thing", 200, "here");
  EXPECT_EQ(world.go(1).status, 200);
  world.body.clear();
  world.breaks(true, "a part");
  EXPECT_EQ(failure([&] { world.go(5); })->kind(), ErrorKind::unavailable);
  EXPECT_EQ(world.body, "a part");
}

TEST(Request, DoesNotRetryWithABodyFromAPipeThatWasRead) {
  Retrying world;
  world.request.method = "PUT";
  world.request.stream = std::make_shared<Pipe>();
  world.transport.script["/thing"].push_back([&](const HttpRequest& request) {
    request.stream->read(nullptr, 0);
    return HttpResponse{503, {}, "busy", ""};
  });
  EXPECT_EQ(world.go(5).status, 503);
  EXPECT_EQ(world.body, "busy");
}

TEST(Request, RetriesAreNotForOtherFailures) {
  Retrying world;
  world.transport.fail("/thing", ErrorKind::unavailable);
  EXPECT_EQ(failure([&] { world.go(5); })->kind(), ErrorKind::unavailable) << "such as a certificate that is refused";
  world.busy(404);
  EXPECT_EQ(world.go(5).status, 404);
}

std::optional<std::string> next_of(const std::vector<std::string>& links) {
  HttpResponse response;
  response.url = "https://api.example/a/list?page=1";
  for (const auto& link : links) response.headers.add("link", link);
  return next_page(response);
}

TEST(NextPage, IsTheLinkWithThatRelation) {
  EXPECT_EQ(next_of({}), std::nullopt);
  EXPECT_EQ(next_of({"<?page=2>; rel=next"}), "https://api.example/a/list?page=2");
  EXPECT_EQ(next_of({R"(<https://api.example/x?a=1,2;3>; title="next, >"; REL="last NEXT" , <y>; rel=prev)"}),
            "https://api.example/x?a=1,2;3");
  EXPECT_EQ(next_of({R"(<a>; rel=prev, <b>; rel="first")", R"(<../c>;rel="next")"}), "https://api.example/c");
  for (const char* other : {"<?page=2>", "<?page=2>; rel=nexts", "<?page=2>; rel=prev; rel=next", "?page=2; rel=next",
                            "<?page=2; rel=next", R"(<?page=2>; anchor="#x"; rel=next)", "<?page=2>; title=next"}) {
    EXPECT_EQ(next_of({other}), std::nullopt) << other;
  }
}

TEST(NextPage, IsAtTheSameOrigin) {
  for (const char* other : {"<https://other.example/>; rel=next", "<http://api.example/>; rel=next",
                            "<//api.example:444/>; rel=next", "<https://u@api.example/>; rel=next"}) {
    EXPECT_EQ(failure([&] { next_of({other}); })->kind(), ErrorKind::protocol) << other;
  }
  EXPECT_EQ(next_of({"<https://API.example:443/x>; rel=next"}), "https://api.example:443/x");
}

}  // namespace
}  // namespace oauthctl::testing
