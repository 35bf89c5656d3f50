#include "http/patience.h"

#include "adapters/http/expect_error.h"

namespace oauthctl::testing {
namespace {

using namespace std::chrono_literals;

constexpr Patience::Time start{};

TEST(Patience, EndsWithItsTime) {
  Patience patience(3s, start);
  EXPECT_FALSE(patience.exhausted(start + 1s));
  EXPECT_FALSE(patience.exhausted(start + 2999ms));
  EXPECT_TRUE(patience.exhausted(start + 3s));
}

TEST(Patience, DoesNotCountTheTimeForWhichTheProcessWasStopped) {
  Patience patience(30s, start);
  EXPECT_FALSE(patience.exhausted(start + 1s));
  EXPECT_FALSE(patience.exhausted(start + 10h)) << "the answer may be there, and is read before this is asked again";
  EXPECT_FALSE(patience.exhausted(start + 10h + 1s));
}

TEST(Patience, OfARenewalEndsToo) {
  ScriptedServer server({reply_and_hold("HTTP/1.1 200 OK\r\n")});
  CurlTransport transport({});
  HttpRequest request = get(server.url());
  request.interruptible = false;
  request.timeout = 200ms;
  const Error error = error_of([&] { transport.send(request); });
  EXPECT_EQ(error.kind(), ErrorKind::unavailable);
  EXPECT_TRUE(error.message().ends_with(": no complete answer within 1 second")) << error.message();
}

}  // namespace
}  // namespace oauthctl::testing
