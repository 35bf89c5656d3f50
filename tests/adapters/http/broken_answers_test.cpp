#include <gtest/gtest.h>

#include "adapters/http/expect_error.h"

namespace oauthctl::testing {
namespace {

using std::chrono::milliseconds;

void expect_protocol(const Error& error, const std::string& ending) {
  EXPECT_EQ(error.kind(), ErrorKind::protocol) << error.message();
  EXPECT_TRUE(error.message().ends_with("/token: " + ending)) << error.message();
  EXPECT_EQ(error.message().find("hidden"), std::string::npos) << "the query is in the message";
}

void expect_unavailable(const Error& error, const std::string& ending) {
  EXPECT_EQ(error.kind(), ErrorKind::unavailable) << error.message();
  EXPECT_TRUE(error.message().ends_with(ending)) << error.message();
  EXPECT_EQ(error.message().find("hidden"), std::string::npos) << "the query is in the message";
}

TEST(BrokenAnswer, EndlessBodyIsCutAtTheBound) {
  expect_protocol(failure_of_answer(reply_for_ever("HTTP/1.1 200 OK\r\n\r\n", std::string(65536, 'x'))),
                  "the answer is larger than 1048576 bytes");
}

TEST(BrokenAnswer, EndlessChunksAreCutAtTheBound) {
  expect_protocol(failure_of_answer(reply_for_ever("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                                                   "8000\r\n" + std::string(0x8000, 'x') + "\r\n")),
                  "the answer is larger than 1048576 bytes");
}

TEST(BrokenAnswer, GigabyteThatIsAnnouncedIsNotRead) {
  expect_protocol(failure_of_answer(
                      reply_for_ever("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n", std::string(65536, 'x'))),
                  "the answer is larger than 1048576 bytes");
}

TEST(BrokenAnswer, CompressedAlthoughNotAskedForIsRefused) {
  expect_protocol(failure_of_answer(reply(http_answer("200 OK", "Content-Encoding: gzip\r\n", "\x1f\x8b"))),
                  "the answer is compressed (gzip), which was not asked for");
}

TEST(BrokenAnswer, TextThatIsNotHttpIsRefused) {
  for (const char* text : {"SSH-2.0-OpenSSH_9.2\r\n", "<html>hello</html>", "{\"access_token\":\"x\"}", "HTTP\r\n\r\n",
                           "220 mail.example ESMTP\r\n", "HTTP/0.9 200 OK\r\n\r\nx", "HTTP/1.1 abc\r\n\r\n"}) {
    const Error error = failure_of_answer(reply(text));
    EXPECT_EQ(error.kind(), ErrorKind::protocol) << text << " -> " << error.message();
  }
}

TEST(BrokenAnswer, HeaderLineLargerThanCurlTakesIsRefused) {
  expect_protocol(failure_of_answer(reply("HTTP/1.1 200 OK\r\nA: " + std::string(300'000, 'x') + "\r\n\r\n")),
                  "the answer's header is too large");
}

TEST(BrokenAnswer, HeaderLinesLargerThanWeTakeAreRefused) {
  expect_protocol(failure_of_answer(reply_for_ever("HTTP/1.1 200 OK\r\n", "A: " + std::string(5000, 'x') + "\r\n")),
                  "the answer's header is too large");
}

TEST(BrokenAnswer, NulInAHeaderIsRefused) {
  const Error error =
      failure_of_answer(reply(std::string("HTTP/1.1 200 OK\r\nA: b\0c\r\nContent-Length: 0\r\n\r\n", 46)));
  EXPECT_EQ(error.kind(), ErrorKind::protocol) << error.message();
}

TEST(BrokenAnswer, FoldedHeaderIsRefused) {
  expect_protocol(failure_of_answer(reply("HTTP/1.1 200 OK\r\nA: b\r\n c\r\nContent-Length: 0\r\n\r\n")),
                  "the answer has a malformed header");
}

TEST(BrokenAnswer, ContradictoryLengthsAreRefused) {
  const Error error = failure_of_answer(reply("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"));
  EXPECT_EQ(error.kind(), ErrorKind::protocol) << error.message();
}

TEST(BrokenAnswer, MalformedChunkIsRefused) {
  expect_protocol(
      failure_of_answer(reply("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n")),
      "the answer has a malformed chunk");
}

TEST(BrokenAnswer, CutInTheMiddleIsUnavailable) {
  const std::string cut = ": the connection was cut before the answer was complete";
  expect_unavailable(failure_of_answer(reply("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")), cut);
  expect_unavailable(failure_of_answer(reply("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab")), cut);
  expect_unavailable(failure_of_answer(reply("")), cut);
  expect_unavailable(failure_of_answer([](Connection& connection) { connection.end_by_reset(); }), cut);
}

TEST(BrokenAnswer, HeadWithoutItsEndIsNotAnAnswer) {
  const Error error = failure_of_answer(reply("HTTP/1.1 200 OK\r\nContent-Le"));
  EXPECT_EQ(error.kind(), ErrorKind::unavailable) << error.message();
}

TEST(BrokenAnswer, SilenceEndsWithTheTimeout) {
  expect_unavailable(failure_of_answer(reply_and_hold(""), milliseconds(100)), ": no complete answer within 1 second");
}

TEST(BrokenAnswer, SlowDripEndsWithTheTimeout) {
  expect_unavailable(
      failure_of_answer(reply_for_ever("HTTP/1.1 200 OK\r\n\r\n", "x", milliseconds(10)), milliseconds(200)),
      ": no complete answer within 1 second");
  expect_unavailable(
      failure_of_answer(reply_for_ever("HTTP/1.1 200 OK\r\n", "A: b\r\n", milliseconds(20)), milliseconds(200)),
      ": no complete answer within 1 second");
}

TEST(BrokenAnswer, DownloadThatStallsEndsToo) {
  ScriptedServer server({reply_and_hold("HTTP/1.1 200 OK\r\n\r\nfirst")});
  CurlTransport transport({});
  HttpRequest request = get(server.url());
  request.timeout = milliseconds(1000);
  std::string seen;
  request.sink = [&](const HttpResponse&, std::string_view piece) { seen += piece; };
  expect_unavailable(error_of([&] { transport.send(request); }), ": no complete answer within 1 second");
  EXPECT_EQ(seen, "first");
}

TEST(BrokenAnswer, ClosedPortIsUnavailable) {
  std::string url;
  {
    const ScriptedServer server({reply("")});
    url = server.url("/token?code=hidden");
  }
  CurlTransport transport({});
  const Error error = error_of([&] { transport.send(get(url)); });
  EXPECT_EQ(error.kind(), ErrorKind::unavailable);
  EXPECT_TRUE(error.message().ends_with("/token: 127.0.0.1 cannot be reached: connection refused")) << error.message();
}

TEST(BrokenAnswer, NameThatDoesNotResolveIsUnavailable) {
  CurlTransport transport({});
  const Error error = error_of([&] { transport.send(get("https://nobody.invalid/token?code=hidden")); });
  EXPECT_EQ(error.kind(), ErrorKind::unavailable);
  EXPECT_EQ(error.message(), "GET https://nobody.invalid/token: cannot resolve nobody.invalid");
}

}  // namespace
}  // namespace oauthctl::testing
