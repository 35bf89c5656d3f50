#include <gtest/gtest.h>

#include "adapters/http/expect_error.h"

namespace oauthctl::testing {
namespace {

TransportSettings through(const ScriptedServer& proxy, const std::string& credentials = "") {
  TransportSettings settings;
  settings.proxy = "http://" + credentials + "127.0.0.1:" + std::to_string(proxy.port());
  return settings;
}

TEST(Proxy, IsNeverUsedForLoopback) {
  ScriptedServer proxy({reply(http_answer("200 OK", "", "from the proxy"))});
  ScriptedServer server({reply(http_answer("200 OK", "", "from the server"))});
  CurlTransport transport(through(proxy));
  EXPECT_EQ(transport.send(get(server.url())).body, "from the server");
  EXPECT_EQ(transport.send(get("http://localhost:" + std::to_string(server.port()) + "/")).body, "from the server");
  EXPECT_TRUE(proxy.received().empty());
}

TEST(Proxy, OfTheEnvironmentIsNotReadBehindTheSettings) {
  ScriptedServer proxy({reply("HTTP/1.1 403 Forbidden\r\n\r\n")});
  setenv("https_proxy", ("http://127.0.0.1:" + std::to_string(proxy.port())).c_str(), 1);
  CurlTransport transport({});
  EXPECT_EQ(error_of([&] { transport.send(get("https://nobody.invalid/")); }).kind(), ErrorKind::unavailable);
  unsetenv("https_proxy");
  EXPECT_TRUE(proxy.received().empty());
}

TEST(Proxy, IsAskedForATunnelAndNamedWithoutItsPasswordWhenItRefuses) {
  ScriptedServer proxy({reply("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")});
  CurlTransport transport(through(proxy, "user:hidden@"));
  const Error error = error_of([&] { transport.send(get("https://nobody.invalid/token?code=hidden")); });
  EXPECT_EQ(error.kind(), ErrorKind::unavailable);
  EXPECT_EQ(error.message(),
            "GET https://nobody.invalid/token: the proxy 127.0.0.1:" + std::to_string(proxy.port()) + " wants another user name and password (407)");
  EXPECT_NE(error.hint().find("https_proxy=http://USER:PASSWORD@HOST:PORT"), std::string::npos);
  EXPECT_TRUE(proxy.received().at(0).starts_with("CONNECT nobody.invalid:443 HTTP/1.1\r\n"));
}

TEST(Proxy, IsPassedByForHostsInNoProxy) {
  ScriptedServer proxy({reply("HTTP/1.1 403 Forbidden\r\n\r\n")});
  TransportSettings settings = through(proxy);
  settings.no_proxy = "other.example,.invalid";
  CurlTransport transport(settings);
  const Error error = error_of([&] { transport.send(get("https://nobody.invalid/")); });
  EXPECT_EQ(error.message(), "GET https://nobody.invalid/: cannot resolve nobody.invalid");
  EXPECT_TRUE(proxy.received().empty());
}

TEST(Proxy, ThatIsNotThereIsNamed) {
  TransportSettings settings;
  settings.proxy = "http://user:hidden@proxy.invalid:3128";
  CurlTransport transport(settings);
  const Error error = error_of([&] { transport.send(get("https://nobody.invalid/")); });
  EXPECT_EQ(error.kind(), ErrorKind::unavailable);
  EXPECT_EQ(error.message(), "GET https://nobody.invalid/: the proxy proxy.invalid:3128 cannot be used");
}

TEST(Proxy, OfAMistypedSchemeIsNamedWithoutItsPassword) {
  TransportSettings settings;
  settings.proxy = "foo://user:hid/den@127.0.0.1:1";
  CurlTransport transport(settings);
  const Error error = error_of([&] { transport.send(get("https://nobody.invalid/")); });
  EXPECT_EQ(error.kind(), ErrorKind::unavailable);
  EXPECT_EQ(error.message().find("den"), std::string::npos) << error.message();
  EXPECT_EQ(error.message().find("user"), std::string::npos) << error.message();
}

TEST(Proxy, ThatRefusesTheConnectionIsNamed) {
  TransportSettings settings;
  {
    const ScriptedServer closed({reply("")});
    settings = through(closed);
  }
  CurlTransport transport(settings);
  const Error error = error_of([&] { transport.send(get("https://nobody.invalid/")); });
  EXPECT_EQ(error.message(),
            "GET https://nobody.invalid/: the proxy " + settings.proxy + " cannot be reached: connection refused");
}

}  // namespace
}  // namespace oauthctl::testing
