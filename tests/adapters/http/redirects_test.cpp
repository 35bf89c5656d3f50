#include <gtest/gtest.h>

#include "adapters/http/expect_error.h"

namespace oauthctl::testing {
namespace {

std::string redirect(const std::string& location, const std::string& status = "302 Found") {
  return http_answer(status, "Location: " + location + "\r\nConnection: close\r\n", "moved");
}

HttpRequest following(const std::string& url) {
  HttpRequest request = get(url);
  request.same_origin_redirects = 3;
  return request;
}

TEST(Redirect, OfAProtocolEndpointIsAnAnswerAndNothingMore) {
  for (const char* location : {"/elsewhere", "https://evil.example/", "file:///etc/passwd"}) {
    ScriptedServer server({reply(redirect(location, "307 Temporary Redirect"))});
    CurlTransport transport({});
    const HttpResponse answer = transport.send(post(server.url("/token"), "code=secret"));
    EXPECT_EQ(answer.status, 307);
    EXPECT_EQ(answer.headers.get("location"), location);
    EXPECT_EQ(answer.body, "moved");
    EXPECT_EQ(server.received().size(), 1U);
  }
}

TEST(Redirect, OfAPostIsNotFollowedEvenWhereAllowed) {
  ScriptedServer server({reply(redirect("/elsewhere"))});
  CurlTransport transport({});
  HttpRequest request = post(server.url("/token"), "code=secret");
  request.same_origin_redirects = 3;
  EXPECT_EQ(transport.send(request).status, 302);
  EXPECT_EQ(server.received().size(), 1U);
}

TEST(Redirect, ToAnotherOriginIsRefused) {
  ScriptedServer other({reply(http_answer("200 OK", "", "evil"))});
  const std::string port = std::to_string(other.port());
  for (const std::string& location :
       {other.url("/x"), "http://localhost:" + port + "/", "https://127.0.0.1:" + port + "/",
        std::string("//evil.example/"), std::string("file:///etc/passwd"), std::string("file://127.0.0.1/etc/passwd"),
        std::string("javascript:alert(1)"), std::string("http://user@127.0.0.1:" + port + "/"),
        std::string("https://evil.example\\@127.0.0.1/"), std::string("http://")}) {
    ScriptedServer server({reply(redirect(location))});
    CurlTransport transport({});
    const Error error = error_of([&] { transport.send(following(server.url("/.well-known"))); });
    EXPECT_EQ(error.kind(), ErrorKind::protocol) << location;
    EXPECT_NE(error.message().find("redirected to another origin"), std::string::npos) << location << error.message();
    EXPECT_EQ(server.received().size(), 1U) << location;
  }
  EXPECT_TRUE(other.received().empty());
}

TEST(Redirect, ToAnotherOriginIsTheAnswerOfARequestThatIsStreamed) {
  ScriptedServer other({reply(http_answer("200 OK", "", "evil"))});
  ScriptedServer server({reply(redirect(other.url("/x")))});
  CurlTransport transport({});
  HttpRequest request = following(server.url("/a"));
  std::string shown;
  request.sink = [&](const HttpResponse&, std::string_view piece) { shown += piece; };
  const HttpResponse answer = transport.send(request);
  EXPECT_EQ(answer.status, 302);
  EXPECT_EQ(answer.headers.get("location"), other.url("/x"));
  EXPECT_EQ(shown, "moved");
  EXPECT_TRUE(other.received().empty());
}

TEST(Redirect, LoopEnds) {
  ScriptedServer server({reply(redirect("/again"))});
  CurlTransport transport({});
  const Error error = error_of([&] { transport.send(following(server.url("/a"))); });
  EXPECT_EQ(error.kind(), ErrorKind::protocol);
  EXPECT_TRUE(error.message().ends_with("/again: redirected more than 3 times")) << error.message();
  EXPECT_EQ(server.received().size(), 4U);
}

TEST(Redirect, ToTheSameOriginIsFollowedWhereAllowed) {
  ScriptedServer server({reply(redirect("b?c=d#fragment", "301 Moved Permanently")),
                         reply(redirect("../e#part", "308 Permanent Redirect")),
                         reply(http_answer("200 OK", "", "here"))});
  CurlTransport transport({});
  const HttpResponse answer = transport.send(following(server.url("/x/a")));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "here");
  EXPECT_EQ(answer.url, server.url("/e"));
  EXPECT_TRUE(server.received().at(1).starts_with("GET /x/b?c=d HTTP/1.1\r\n"));
}

TEST(Redirect, WithoutALocationIsAnAnswer) {
  for (const char* status : {"302 Found", "300 Multiple Choices", "304 Not Modified"}) {
    ScriptedServer server({reply(std::string("HTTP/1.1 ") + status + "\r\nContent-Length: 0\r\n\r\n")});
    CurlTransport transport({});
    EXPECT_EQ(transport.send(following(server.url())).headers.count("location"), 0U) << status;
  }
}

}  // namespace
}  // namespace oauthctl::testing
