#include "http/streamed_body.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

#include "adapters/http/expect_error.h"

namespace oauthctl::testing {
namespace {

/// A text that is read three bytes at a time.
struct Pieces : BodySource {
  explicit Pieces(std::string whole) : text(std::move(whole)) {}
  std::optional<std::uint64_t> size() const override { return text.size(); }
  std::size_t read(char* bytes, std::size_t room) override {
    if (fails) throw std::runtime_error("cannot be read");
    const std::size_t count = text.copy(bytes, std::min<std::size_t>(room, 3), at);
    at += count;
    return count;
  }
  bool rewind() override {
    if (!rewinds && at > 0) return false;
    at = 0;
    return true;
  }
  std::string text;
  bool fails = false;
  bool rewinds = true;
  std::size_t at = 0;
};

struct Streaming {
  Streaming() {
    request = get(server.url("/a"));
    request.method = "PATCH";
    request.stream = body;
  }
  ScriptedServer server{{reply(http_answer("200 Fine", "", ""))}};
  CurlTransport transport{{}};
  std::shared_ptr<Pieces> body = std::make_shared<Pieces>("12345678");
  HttpRequest request;
};

TEST(StreamedBody, IsSentWithItsLengthAndWithoutAType) {
  Streaming s;
  EXPECT_EQ(s.transport.send(s.request).status_line, "HTTP/1.1 200 Fine");
  const std::string sent = s.server.received().at(0);
  EXPECT_TRUE(sent.starts_with("PATCH /a HTTP/1.1\r\n")) << sent;
  EXPECT_TRUE(sent.ends_with("\r\n\r\n12345678")) << sent;
  EXPECT_NE(sent.find("Content-Length: 8\r\n"), std::string::npos) << sent;
  EXPECT_EQ(sent.find("Content-Type"), std::string::npos) << sent;
}

TEST(StreamedBody, IsSentAgainFromItsBeginning) {
  Streaming s;
  s.transport.send(s.request);
  s.transport.send(s.request);
  EXPECT_TRUE(s.server.received().at(1).ends_with("\r\n\r\n12345678"));
  s.body->rewinds = false;
  const Error error = error_of([&] { s.transport.send(s.request); });
  EXPECT_EQ(error.kind(), ErrorKind::unavailable);
  EXPECT_EQ(error.message(), "the request must be sent again, but its body came from a pipe");
  EXPECT_EQ(s.server.received().size(), 2U);
}

TEST(StreamedBody, AFailureToReadItPassesThroughCurl) {
  Streaming s;
  s.body->fails = true;
  EXPECT_THROW(s.transport.send(s.request), std::runtime_error);
}

TEST(StreamedBody, AFormIsMultipart) {
  Streaming s;
  s.request.method = "POST";
  s.request.stream = nullptr;
  s.request.form = {{"a\r\nb\"", "x\r\ny"}, {"file", "", s.body, "name\".txt", "text/plain"}};
  s.transport.send(s.request);
  const std::string sent = s.server.received().at(0);
  EXPECT_NE(sent.find("Content-Type: multipart/form-data; boundary="), std::string::npos) << sent;
  EXPECT_NE(sent.find("name=\"a%0D%0Ab%22\"\r\n\r\nx\r\ny\r\n--"), std::string::npos) << sent;
  EXPECT_NE(sent.find("name=\"file\"; filename=\"name%22.txt\"\r\nContent-Type: text/plain\r\n\r\n12345678\r\n--"),
            std::string::npos)
      << sent;
}

TEST(NetworkFault, SaysWhetherTheServerMayHaveSeenTheRequest) {
  CurlTransport transport({});
  const auto was_connected = [&](const std::string& url) {
    try {
      transport.send(get(url));
    } catch (const NetworkFault& fault) {
      EXPECT_EQ(fault.kind(), ErrorKind::unavailable);
      return std::optional(fault.was_connected());
    } catch (const Error&) {
    }
    return std::optional<bool>();
  };
  std::string closed;
  {
    ScriptedServer server({reply("")});
    closed = server.url();
    EXPECT_EQ(was_connected(server.url()), true);
  }
  EXPECT_EQ(was_connected(closed), false);
  EXPECT_EQ(was_connected("https://nowhere.invalid/"), false);
  ScriptedServer other({reply("SSH-2.0-x\r\n")});
  EXPECT_EQ(was_connected(other.url()), std::nullopt) << "another try would not help";
}

}  // namespace
}  // namespace oauthctl::testing
