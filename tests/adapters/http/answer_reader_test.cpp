#include "http/answer_reader.h"

#include <gtest/gtest.h>

#include <initializer_list>

#include "adapters/http/expect_error.h"

namespace oauthctl {
namespace {

using testing::error_of;

/// The refusal of a head made of these lines, after a valid status line.
std::string refusal(std::initializer_list<std::string> lines) {
  const HttpRequest request;
  AnswerReader reader(request, "GET https://a/b", false);
  const Error error = error_of([&] {
    reader.header_line("HTTP/1.1 200 OK\r\n");
    for (const auto& line : lines) reader.header_line(line);
  });
  EXPECT_EQ(error.kind(), ErrorKind::protocol);
  return error.message();
}

TEST(AnswerReader, RefusesMalformedFields) {
  for (const char* line : {"no colon\r\n", ": no name\r\n", "Name : blank before the colon\r\n", " folded: line\r\n",
                           "\tfolded: line\r\n", "Na(me: v\r\n", "N\x01: v\r\n", "N\xc3\xa9: v\r\n"}) {
    EXPECT_EQ(refusal({line}), "GET https://a/b: the answer has a malformed header") << line;
  }
}

TEST(AnswerReader, RefusesControlCharactersInValues) {
  for (const std::string& line : {std::string("A: b\0c\r\n", 8), std::string("A: b\rc\r\n"),
                                  std::string("A: \x1b[31m\r\n"), std::string("A: \x7f\r\n")}) {
    EXPECT_EQ(refusal({line}), "GET https://a/b: the answer has a control character in a header") << line;
  }
}

TEST(AnswerReader, RefusesTooManyFields) {
  const HttpRequest request;
  AnswerReader reader(request, "GET https://a/b", false);
  reader.header_line("HTTP/1.1 200 OK\r\n");
  for (int i = 0; i < 100; ++i) reader.header_line("A: b\r\n");
  EXPECT_EQ(error_of([&] { reader.header_line("A: b\r\n"); }).message(),
            "GET https://a/b: the answer has too many headers");
}

TEST(AnswerReader, RefusesALargeHeader) {
  EXPECT_EQ(refusal({"A: " + std::string(40'000, 'x') + "\r\n", "B: " + std::string(40'000, 'x') + "\r\n"}),
            "GET https://a/b: the answer's header is too large");
}

TEST(AnswerReader, RefusesEndlessInterimAnswers) {
  const HttpRequest request;
  AnswerReader reader(request, "GET https://a/b", false);
  const Error error = error_of([&] {
    for (int i = 0; i < 10'000; ++i) {
      reader.header_line("HTTP/1.1 103 Early Hints\r\n");
      reader.header_line("\r\n");
    }
  });
  EXPECT_EQ(error.message(), "GET https://a/b: the answer's header is too large");
}

TEST(AnswerReader, RefusesAStatusThatIsNotANumber) {
  for (const char* line :
       {"HTTP/1.1\r\n", "HTTP/1.1 \r\n", "HTTP/1.1 OK\r\n", "HTTP/1.1 2\r\n", "HTTP/1.1 -20 x\r\n"}) {
    const HttpRequest request;
    AnswerReader reader(request, "GET https://a/b", false);
    EXPECT_EQ(error_of([&] { reader.header_line(line); }).message(), "GET https://a/b: the answer has no HTTP status")
        << line;
  }
}

TEST(AnswerReader, RefusesCompressionThatWasNotAskedFor) {
  EXPECT_EQ(refusal({"Content-Encoding: GZip\r\n", "\r\n"}),
            "GET https://a/b: the answer is compressed (gzip), which was not asked for");
  EXPECT_EQ(refusal({"Transfer-Encoding: gzip, chunked\r\n", "\r\n"}),
            "GET https://a/b: the answer is compressed (gzip, chunked), which was not asked for");
}

TEST(AnswerReader, RefusesABodyAboveTheBound) {
  HttpRequest request;
  request.max_body = 10;
  AnswerReader reader(request, "GET https://a/b", false);
  reader.header_line("HTTP/1.1 200 OK\r\n");
  reader.header_line("\r\n");
  reader.body_piece("12345");
  reader.body_piece("67890");
  EXPECT_EQ(reader.answer().body, "1234567890");
  EXPECT_EQ(error_of([&] { reader.body_piece("1"); }).message(), "GET https://a/b: the answer is larger than 10 bytes");
}

TEST(AnswerReader, KeepsRepeatedFieldsInOrderAndLowersTheirNames) {
  const HttpRequest request;
  AnswerReader reader(request, "", false);
  for (const char* line :
       {"HTTP/1.1 201 Created\r\n", "Set-Cookie: a=b\r\n", "X:  two words \r\n", "SET-COOKIE: c\r\n", "E:\n", "\r\n"})
    reader.header_line(line);
  EXPECT_EQ(reader.answer().status, 201);
  EXPECT_EQ(reader.answer().headers,
            (Params{{"set-cookie", "a=b"}, {"x", "two words"}, {"set-cookie", "c"}, {"e", ""}}));
}

TEST(AnswerReader, ForgetsInterimAnswers) {
  const HttpRequest request;
  AnswerReader reader(request, "", false);
  for (const char* line :
       {"HTTP/1.1 100 Continue\r\n", "A: b\r\n", "\r\n", "HTTP/1.1 204 No Content\r\n", "C: d\r\n", "\r\n"})
    reader.header_line(line);
  EXPECT_EQ(reader.answer().status, 204);
  EXPECT_EQ(reader.answer().headers, (Params{{"c", "d"}}));
}

TEST(AnswerReader, LeavesTrailersOut) {
  const HttpRequest request;
  AnswerReader reader(request, "", false);
  for (const char* line :
       {"HTTP/1.1 200 OK\r\n", "\r\n", "Location: https://evil/\r\n", "HTTP/1.1 302 Found\r\n", "\r\n"})
    reader.header_line(line);
  EXPECT_EQ(reader.answer().status, 200);
  EXPECT_TRUE(reader.answer().headers.empty());
}

TEST(AnswerReader, GivesASinkEveryPieceAsItIs) {
  HttpRequest request;
  request.max_body = 1;
  std::string seen;
  request.sink = [&](const HttpResponse& head, std::string_view piece) {
    EXPECT_EQ(head.headers.get("content-encoding"), "gzip");
    seen += std::to_string(head.status) + ':' + std::string(piece) + ' ';
  };
  AnswerReader reader(request, "", false);
  for (const char* line : {"HTTP/1.1 404 Not Found\r\n", "Content-Encoding: gzip\r\n", "\r\n"})
    reader.header_line(line);
  reader.body_piece("abc");
  reader.body_piece("def");
  EXPECT_EQ(seen, "404:abc 404:def ");
  EXPECT_EQ(reader.answer().body, "");
}

TEST(AnswerReader, KeepsTheBodyOfAFollowedRedirectFromTheSinkAndBounded) {
  HttpRequest request;
  request.max_body = 5;
  request.sink = [](const HttpResponse&, std::string_view) { ADD_FAILURE() << "a redirect's body reached the sink"; };
  AnswerReader reader(request, "", true);
  for (const char* line : {"HTTP/1.1 302 Found\r\n", "Location: /x\r\n", "\r\n"}) reader.header_line(line);
  reader.body_piece("moved");
  EXPECT_EQ(reader.answer().body, "moved") << "the answer, if the redirect is not followed";
  EXPECT_EQ(error_of([&] { reader.body_piece("!"); }).kind(), ErrorKind::protocol);
}

}  // namespace
}  // namespace oauthctl
