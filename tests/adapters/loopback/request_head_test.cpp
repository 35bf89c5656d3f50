#include "loopback/request_head.h"

#include <gtest/gtest.h>

namespace oauthctl {
namespace {

using namespace std::string_view_literals;

TEST(RequestHead, RefusesWhatNoBrowserSends) {
  for (const std::string_view head : {
           std::string_view(""),
           std::string_view("\r\n\r\n"),
           std::string_view("\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"),
           std::string_view("GET / HTTP/1.1\r\n\r\n"),
           std::string_view("GET / HTTP/1.1\r\nHost: a\r\n"),
           std::string_view("GET / HTTP/1.1\nHost: a\n\n"),
           std::string_view("GET / HTTP/1.1\r\nHost: a\n\r\n"),
           std::string_view("GET / HTTP/1.1\r\nHost: a\r\rb: c\r\n\r\n"),
           "GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n"sv,
           std::string_view("GET / HTTP/1.1\r\nHost: a\x7f\r\n\r\n"),
           std::string_view("GET / HTTP/1.1\r\nHost: a\r\n\r\nmore"),
           std::string_view("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"),
           std::string_view("GET / HTTP/1.1\r\nHost: a\r\nhOST: b\r\n\r\n"),
           std::string_view("GET / HTTP/1.1\r\nHost : a\r\n\r\n"),
           std::string_view("GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n folded\r\n\r\n"),
           std::string_view("GET / HTTP/1.1\r\nHost: a\r\n: no name\r\n\r\n"),
           std::string_view("GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n"),
           std::string_view("GET / HTTP/1.1\r\n\tHost: a\r\n\r\n"),
           std::string_view("GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n"),
           std::string_view("GET a HTTP/1.1\r\nHost: a\r\n\r\n"),
           std::string_view("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n"),
           std::string_view("CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n"),
           std::string_view("GET  / HTTP/1.1\r\nHost: a\r\n\r\n"),
           std::string_view("GET /  HTTP/1.1\r\nHost: a\r\n\r\n"),
           std::string_view("GET / x HTTP/1.1\r\nHost: a\r\n\r\n"),
           std::string_view("GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n"),
           std::string_view(" GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
           std::string_view("G(T / HTTP/1.1\r\nHost: a\r\n\r\n"),
           std::string_view("GET /\xc3\xa9 HTTP/1.1\r\nHost: a\r\n\r\n"),
           std::string_view("GET /#code HTTP/1.1\r\nHost: a\r\n\r\n"),
           std::string_view("GET / HTTP/2.0\r\nHost: a\r\n\r\n"),
           std::string_view("GET / http/1.1\r\nHost: a\r\n\r\n"),
           std::string_view("GET / HTTP/1.1 \r\nHost: a\r\n\r\n"),
           std::string_view("GET /\r\nHost: a\r\n\r\n"),
           std::string_view("GET /\r\n\r\n"),
           std::string_view("\x16\x03\x01\x02\x01\r\n\r\n"),
           std::string_view("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"),
           std::string_view("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\ntransfer-encoding: x\r\n\r\n"),
           std::string_view("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n"),
           std::string_view("POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n"),
           std::string_view("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n"),
           std::string_view("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\n"),
           std::string_view("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x1\r\n\r\n"),
           std::string_view("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 1\r\n\r\n"),
           std::string_view("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n"),
       }) {
    EXPECT_FALSE(parse_request_head(head)) << head;
  }
}

TEST(RequestHead, ReadsWhatBrowsersSend) {
  EXPECT_EQ(parse_request_head("GET /callback?code=a%20b&state=c HTTP/1.1\r\nHost:\t LocalHost:8080 \r\n"
                               "Accept: text/html;q=0.9\r\nCookie: a=\xc3\xa9\r\nEmpty:\r\n\r\n"),
            (RequestHead{"GET", "/callback", "code=a%20b&state=c", "localhost:8080", "", {}}));
  EXPECT_EQ(parse_request_head("POST /?a?b HTTP/1.0\r\nhost: [::1]:1\r\n\r\n"),
            (RequestHead{"POST", "/", "a?b", "[::1]:1", "", {}}));
  EXPECT_EQ(parse_request_head("GET / HTTP/1.1\r\nHost:\r\n\r\n"), (RequestHead{"GET", "/", "", "", "", {}}));
  EXPECT_EQ(parse_request_head("POST / HTTP/1.1\r\nHost: a\r\nContent-Type: Text/Plain; charset=x\r\n"
                               "Content-Length: 12\r\n\r\n"),
            (RequestHead{"POST", "/", "", "a", "text/plain", 12}));
  EXPECT_EQ(parse_request_head("POST / HTTP/1.1\r\nHost: a\r\nOrigin: HTTP://a\r\nSec-Fetch-Site: same-origin\r\n\r\n"),
            (RequestHead{"POST", "/", "", "a", "", {}, "http://a", "same-origin"}));
}

TEST(RequestHead, EndsWithItsFirstEmptyLine) {
  for (const char* bytes : {"", "\r\n", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: a\r\n", "a\r\n\r", "a\n b\n"})
    EXPECT_FALSE(head_length(bytes)) << bytes;
  EXPECT_EQ(head_length("a\r\nb\r\n\r\nc\r\n\r\n"), 8U);
  EXPECT_EQ(head_length("a\n\nb"), 3U);
  EXPECT_EQ(head_length("a\n\r\nb"), 4U);
}

}  // namespace
}  // namespace oauthctl
