#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <future>

#include "adapters/http/expect_error.h"
#include "base/file_descriptor.h"

namespace oauthctl::testing {
namespace {

TransportSettings through(const ScriptedServer& proxy, const std::string& credentials = "") {
  TransportSettings settings;
  settings.proxy = "http://" + credentials + "127.0.0.1:" + std::to_string(proxy.port());
  return settings;
}

/// A SOCKS proxy (RFC 1928) that asks for no authentication, takes one request and refuses it.
class SocksProxy {
 public:
  SocksProxy() : listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    EXPECT_EQ(bind(listener_.get(), generic, size), 0);
    EXPECT_EQ(listen(listener_.get(), 1), 0);
    EXPECT_EQ(getsockname(listener_.get(), generic, &size), 0);
    port_ = ntohs(address.sin_port);
    served_ = std::async(std::launch::async, [fd = listener_.get()] { return serve(fd); });
  }
  int port() const { return port_; }
  /// The request as it came; waits for it.
  std::string request() const { return served_.get(); }

 private:
  static std::string serve(int listener) {
    const FileDescriptor peer(accept(listener, nullptr, nullptr));
    char bytes[512];
    if (recv(peer.get(), bytes, sizeof bytes, 0) <= 0) return {};
    send(peer.get(), "\x05\x00", 2, MSG_NOSIGNAL);
    const ssize_t length = recv(peer.get(), bytes, sizeof bytes, 0);
    send(peer.get(), "\x05\x04\x00\x01\x00\x00\x00\x00\x00\x00", 10, MSG_NOSIGNAL);
    return {bytes, static_cast<std::size_t>(std::max<ssize_t>(length, 0))};
  }

  FileDescriptor listener_;
  int port_ = 0;
  std::shared_future<std::string> served_;
};

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
  EXPECT_EQ(error.message(), "GET https://nobody.invalid/token: the proxy 127.0.0.1:" + std::to_string(proxy.port()) +
                                 " wants another user name and password (407)");
  EXPECT_NE(error.hint().text().find("https_proxy=http://USER:PASSWORD@HOST:PORT"), std::string::npos);
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

TEST(Proxy, OfSocksIsAskedForTheHostByItsName) {
  const SocksProxy proxy;
  TransportSettings settings;
  settings.proxy = "socks5h://127.0.0.1:" + std::to_string(proxy.port());
  CurlTransport transport(settings);
  const Error error = error_of([&] { transport.send(get("https://nobody.invalid/")); });
  EXPECT_EQ(error.kind(), ErrorKind::unavailable);
  EXPECT_NE(error.message().find("the proxy " + settings.proxy + " cannot be used"), std::string::npos)
      << error.message();
  // Address type 3 is a name: no resolver of this machine learns where the request goes.
  EXPECT_EQ(proxy.request(), std::string("\x05\x01\x00\x03\x0enobody.invalid\x01\xbb", 21));
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
