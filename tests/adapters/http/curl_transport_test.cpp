#include "http/curl_transport.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "adapters/http/expect_error.h"

namespace oauthctl::testing {
namespace {

using ::testing::Test;

TEST(CurlTransport, SendsSecretsByHttpsOrLoopbackOnly) {
  CurlTransport transport({});
  for (const char* url : {"http://example.com/", "http://localhost.example.com/", "file:///etc/passwd",
                          "file://localhost/etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/",
                          "javascript:alert(1)", "https://user:pw@example.com/", "https://example.com/#fragment",
                          "http://127.1/", "https://a\\@b/", "//example.com/", "example.com", "-v", ""}) {
    const Error error = error_of([&] { transport.send(get(url)); });
    EXPECT_EQ(error.kind(), ErrorKind::usage) << url;
  }
}

TEST(CurlTransport, ShowsNoPasswordOfAUrlItRefuses) {
  CurlTransport transport({});
  for (const char* url : {"https://user:hidden@example.com/", "https://a b/?code=hidden", "https://a b/#hidden"}) {
    EXPECT_EQ(error_of([&] { transport.send(get(url)); }).message().find("hidden"), std::string::npos) << url;
  }
}

TEST(CurlTransport, SendsNoFieldThatBreaksOutOfItsLine) {
  ScriptedServer server({reply(http_answer("200 OK", "", ""))});
  CurlTransport transport({});
  const std::vector<Params::Pair> fields = {
      {"A", "b\r\nInjected: c"}, {"A", "b\nc"}, {"A", "b\rc"}, {"A", std::string("b\0c", 3)},
      {"A\r\nB", "c"},           {"A:", "b"},   {"", "b"},     {"A B", "c"}};
  for (const auto& field : fields) {
    HttpRequest request = get(server.url());
    request.headers = {field};
    const Error error = error_of([&] { transport.send(request); });
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    EXPECT_EQ(error.message().find("Injected"), std::string::npos);
  }
  for (const char* method : {"", "GET /evil HTTP/1.1\r\nA: b\r\n\r\n", "G T"}) {
    HttpRequest request = get(server.url());
    request.method = method;
    EXPECT_EQ(error_of([&] { transport.send(request); }).kind(), ErrorKind::usage) << method;
  }
  EXPECT_TRUE(server.received().empty());
}

TEST(CurlTransport, PostsTheBodyAsItIs) {
  ScriptedServer server({reply(http_answer("200 OK", "Content-Type: application/json\r\n", "{\"a\":1}"))});
  TransportSettings settings;
  settings.user_agent = "oauthctl/1.2.3";
  CurlTransport transport(settings);
  HttpRequest request = post(server.url("/token?x=%20y"), std::string("a=b\0c", 5));
  request.headers.add("Accept", "application/json");
  request.headers.add("X-Empty", "");
  const HttpResponse answer = transport.send(request);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "{\"a\":1}");
  EXPECT_EQ(answer.headers.get("content-type"), "application/json");
  EXPECT_EQ(answer.url, server.url("/token?x=%20y"));
  const std::string sent = server.received().at(0);
  EXPECT_EQ(sent, "POST /token?x=%20y HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(server.port()) +
                      "\r\nUser-Agent: oauthctl/1.2.3\r\nContent-Type: application/x-www-form-urlencoded\r\nAccept: "
                      "application/json\r\nX-Empty:\r\n"
                      "Content-Length: 5\r\n\r\n" +
                      std::string("a=b\0c", 5));
}

TEST(CurlTransport, SendsEachMethodAsNamed) {
  for (const char* method : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
    ScriptedServer server({reply("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")});
    CurlTransport transport({});
    HttpRequest request = get(server.url("/a"));
    request.method = method;
    EXPECT_EQ(transport.send(request).status, 200) << method;
    EXPECT_TRUE(server.received().at(0).starts_with(std::string(method) + " /a HTTP/1.1\r\n"))
        << server.received().at(0);
  }
}

TEST(CurlTransport, SendsTheBodyOfAnyMethod) {
  ScriptedServer server({reply(http_answer("200 OK", "", ""))});
  CurlTransport transport({});
  HttpRequest request = post(server.url(), "abc");
  request.method = "PUT";
  transport.send(request);
  EXPECT_TRUE(server.received().at(0).ends_with("Content-Length: 3\r\n\r\nabc"));
}

TEST(CurlTransport, AsksForNoCompression) {
  ScriptedServer server({reply(http_answer("200 OK", "", ""))});
  CurlTransport transport({});
  transport.send(get(server.url()));
  EXPECT_EQ(server.received().at(0).find("Accept-Encoding"), std::string::npos);
}

TEST(CurlTransport, SendsThePathAsWritten) {
  ScriptedServer server({reply(http_answer("200 OK", "", ""))});
  CurlTransport transport({});
  transport.send(get(server.url("/a/../b/./c%2e")));
  EXPECT_TRUE(server.received().at(0).starts_with("GET /a/../b/./c%2e HTTP/1.1\r\n"));
}

TEST(CurlTransport, ReturnsEveryStatus) {
  for (const int status : {200, 204, 304, 400, 401, 404, 429, 500, 503}) {
    ScriptedServer server(
        {reply(http_answer(std::to_string(status) + " Word", "", status == 204 || status == 304 ? "" : "why"))});
    CurlTransport transport({});
    const HttpResponse answer = transport.send(get(server.url()));
    EXPECT_EQ(answer.status, status);
    EXPECT_EQ(answer.body, status == 204 || status == 304 ? "" : "why");
  }
}

TEST(CurlTransport, PassesOverInterimAnswers) {
  ScriptedServer server({reply("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + http_answer("200 OK", "", "final"))});
  CurlTransport transport({});
  const HttpResponse answer = transport.send(get(server.url()));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "final");
  EXPECT_FALSE(answer.headers.contains("link"));
}

TEST(CurlTransport, ReadsABodyThatEndsWithTheConnection) {
  ScriptedServer server({reply("HTTP/1.0 200 OK\r\n\r\nold")});
  CurlTransport transport({});
  EXPECT_EQ(transport.send(get(server.url())).body, "old");
}

TEST(CurlTransport, UsesOneConnectionForManyRequests) {
  ScriptedServer server({[](Connection& connection) {
    connection.send(http_answer("200 OK", "", "one"));
    connection.read_request();
    connection.send(http_answer("200 OK", "", "two"));
  }});
  CurlTransport transport({});
  EXPECT_EQ(transport.send(post(server.url(), "a=b")).body, "one");
  EXPECT_EQ(transport.send(get(server.url())).body, "two");
  EXPECT_EQ(server.received().size(), 1U);
}

// A kept connection may be closed at any moment, and curl would then resend the request.
TEST(CurlTransport, UsesANewConnectionForWhatMustNotBeSentTwice) {
  ScriptedServer server({[](Connection& connection) {
                           connection.send(http_answer("200 OK", "", "discovery"));
                           connection.pause(std::chrono::milliseconds(200));
                           connection.send(http_answer("200 OK", "", "on the kept connection"));
                         },
                         reply(http_answer("200 OK", "", "on a new connection"))});
  CurlTransport transport({});
  EXPECT_EQ(transport.send(get(server.url())).body, "discovery");
  EXPECT_EQ(transport.send(post(server.url(), "code=x")).body, "on a new connection");
}

TEST(CurlTransport, UsesTheKeptConnectionForAPostThatDoesNoMoreWhenSentTwice) {
  ScriptedServer server({[](Connection& connection) {
    connection.send(http_answer("200 OK", "", "one"));
    connection.read_request();
    connection.send(http_answer("200 OK", "", "two"));
  }});
  CurlTransport transport({});
  HttpRequest request = post(server.url(), "a=b");
  request.idempotent = true;
  EXPECT_EQ(transport.send(request).body, "one");
  EXPECT_EQ(transport.send(request).body, "two");
  EXPECT_EQ(server.received().size(), 1U);
}

TEST(CurlTransport, TakesNoTimeoutForVeryShortAndNotForNone) {
  ScriptedServer server({reply_and_hold("")});
  CurlTransport transport({});
  HttpRequest request = get(server.url());
  request.timeout = std::chrono::milliseconds(0);
  EXPECT_EQ(error_of([&] { transport.send(request); }).kind(), ErrorKind::unavailable);
}

TEST(CurlTransport, LeavesNothingOfARequestToTheNext) {
  ScriptedServer server({reply(http_answer("200 OK", "", ""))});
  CurlTransport transport({});
  HttpRequest first = post(server.url(), "secret=1");
  first.headers.add("Authorization", "Bearer secret");
  transport.send(first);
  transport.send(get(server.url("/next")));
  EXPECT_TRUE(server.received().at(1).starts_with("GET /next HTTP/1.1\r\n"));
  EXPECT_EQ(server.received().at(1).find("secret"), std::string::npos);
}

TEST(CurlTransport, StreamsWithoutABoundToASink) {
  const std::string large(3 << 20, 'x');
  ScriptedServer server({reply(http_answer("200 OK", "", large))});
  CurlTransport transport({});
  HttpRequest request = get(server.url());
  std::size_t seen = 0;
  request.sink = [&](const HttpResponse& head, std::string_view piece) {
    EXPECT_EQ(head.status, 200);
    seen += piece.size();
  };
  EXPECT_EQ(transport.send(request).body, "");
  EXPECT_EQ(seen, large.size());
}

TEST(CurlTransport, StopsWhenTheSinkThrows) {
  ScriptedServer server({reply_for_ever("HTTP/1.1 200 OK\r\n\r\n", "x")});
  CurlTransport transport({});
  HttpRequest request = get(server.url());
  request.sink = [](const HttpResponse&, std::string_view) { throw std::runtime_error("the pipe is closed"); };
  EXPECT_THROW(transport.send(request), std::runtime_error);
}

}  // namespace
}  // namespace oauthctl::testing
