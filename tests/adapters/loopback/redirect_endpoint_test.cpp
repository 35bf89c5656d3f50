#include "loopback/redirect_endpoint.h"

#include <gmock/gmock.h>
#include <sys/resource.h>

#include "adapters/loopback/stranger.h"
#include "loopback/listening_sockets.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

using testing::AllOf;
using testing::HasSubstr;

/// Another program on a port that was free a moment ago.
ListeningSockets other_program(const std::string& address, int port = 0) {
  auto listening = listen_on({address}, port);
  return std::get<ListeningSockets>(std::move(listening));
}

std::string uri(const std::string& host, int port, const std::string& path = "/callback") {
  return "http://" + host + ':' + std::to_string(port) + path;
}

Error failure(const std::vector<std::string>& redirect_uris) {
  try {
    bind_redirect_endpoint(redirect_uris);
  } catch (const Error& error) {
    return error;
  }
  return {ErrorKind::internal, "nothing was thrown"};
}

bool accepts(const std::string& address, int port) {
  return Stranger(port, address).connected();
}

TEST(RedirectEndpoint, RefusesClientsWithoutALoopbackUri) {
  for (const char* text : {"https://example.com/callback", "https://127.0.0.1/callback", "http://example.com/",
                           "com.example.app:/callback", "urn:ietf:wg:oauth:2.0:oob", "http://localhost:8080/#here",
                           "http://localhost:0/", "http://user@localhost/", "http://localhost.example.com/", ""}) {
    const Error error = failure({text});
    EXPECT_EQ(error.kind(), ErrorKind::usage) << text;
    EXPECT_THAT(error.message(), AllOf(HasSubstr("no redirect URI of this client"), HasSubstr(text)));
    EXPECT_THAT(error.hint().text(), HasSubstr("register http://127.0.0.1/callback"));
  }
}

TEST(RedirectUriToPaste, IsTheFirstThatABrowserCanShow) {
  EXPECT_EQ(redirect_uri_to_paste({}), std::nullopt);
  EXPECT_EQ(redirect_uri_to_paste({"https://app.example/cb", "http://127.0.0.1/cb"}), std::nullopt);
  EXPECT_EQ(redirect_uri_to_paste({"urn:ietf:wg:oauth:2.0:oob", "https://app.example/cb"}), "https://app.example/cb");
  EXPECT_EQ(redirect_uri_to_paste({"com.example.app:/cb"}), "com.example.app:/cb");
  EXPECT_EQ(redirect_uri_to_paste({"https://localhost:8443/cb"}), "https://localhost:8443/cb");
  for (const char* useless : {"http://app.example/cb", "https://app.example/cb#x", "https://", "javascript:x", "x", ""})
    EXPECT_EQ(redirect_uri_to_paste({useless}), std::nullopt) << useless;
}

TEST(RedirectUriToPaste, OutOfBandAloneIsRefused) {
  for (const char* text : {"urn:ietf:wg:oauth:2.0:oob", "urn:ietf:wg:oauth:2.0:oob:auto", "OOB"}) {
    try {
      redirect_uri_to_paste({text});
      ADD_FAILURE() << text;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::usage);
      EXPECT_THAT(error.message(), HasSubstr(text));
    }
  }
}

TEST(RedirectEndpoint, NamesEveryPortThatIsTaken) {
  const auto first = other_program("127.0.0.1");
  const auto second = other_program("127.0.0.1");
  const Error error = failure({uri("127.0.0.1", first.port), uri("localhost", second.port)});
  EXPECT_EQ(error.kind(), ErrorKind::unavailable);
  EXPECT_THAT(error.message(),
              AllOf(HasSubstr("port " + std::to_string(first.port)), HasSubstr("port " + std::to_string(second.port))));
  EXPECT_THAT(error.hint().text(), HasSubstr("register http://127.0.0.1/callback"));
}

TEST(RedirectEndpoint, TakesAPortThatIsTakenOnOneStackForTaken) {
  for (const char* address : {"127.0.0.1", "::1", "0.0.0.0", "::"}) {
    const auto other = other_program(address);
    EXPECT_EQ(failure({uri("localhost", other.port)}).kind(), ErrorKind::unavailable) << address;
  }
}

TEST(RedirectEndpoint, SaysWhatElseIsInTheWay) {
  rlimit before = {};
  getrlimit(RLIMIT_NOFILE, &before);
  const rlimit none{0, before.rlim_max};
  setrlimit(RLIMIT_NOFILE, &none);
  const Error error = failure({"http://127.0.0.1/callback"});
  setrlimit(RLIMIT_NOFILE, &before);
  EXPECT_EQ(error.kind(), ErrorKind::unavailable);
  EXPECT_EQ(error.message(), "http://127.0.0.1/callback cannot be listened on: too many open files");
}

TEST(ListeningSockets, GiveUpWhereNoPortIsFreeOnAll) {
  const auto listening = listen_on({"127.0.0.1", "0.0.0.0"}, 0);
  ASSERT_TRUE(std::holds_alternative<std::error_code>(listening));
  EXPECT_EQ(std::get<std::error_code>(listening), std::errc::address_in_use);
}

TEST(RedirectEndpoint, TakesTheFirstUriWhosePortIsFree) {
  const auto other = other_program("127.0.0.1");
  const auto free_one = other_program("127.0.0.1").port;
  const auto endpoint = bind_redirect_endpoint({"https://example.com/cb", uri("127.0.0.1", other.port, "/a"),
                                                uri("127.0.0.1", free_one, "/b"), "http://127.0.0.1/c"});
  EXPECT_EQ(endpoint.redirect_uri, uri("127.0.0.1", free_one, "/b"));
  EXPECT_EQ(endpoint.target.path, "/b");
  EXPECT_TRUE(accepts("127.0.0.1", free_one));
}

TEST(RedirectEndpoint, BindsLocalhostOnBothStacksOfOnePort) {
  const auto endpoint = bind_redirect_endpoint({"http://localhost/callback"});
  EXPECT_TRUE(accepts("127.0.0.1", endpoint.target.port));
  EXPECT_TRUE(accepts("::1", endpoint.target.port));
}

TEST(RedirectEndpoint, BindsALiteralAddressOnly) {
  const auto v4 = bind_redirect_endpoint({"http://127.0.0.1/callback"});
  EXPECT_TRUE(accepts("127.0.0.1", v4.target.port));
  EXPECT_FALSE(accepts("::1", v4.target.port));
  EXPECT_FALSE(accepts("127.0.0.2", v4.target.port));
  const auto v6 = bind_redirect_endpoint({"http://[::1]/callback"});
  EXPECT_TRUE(accepts("::1", v6.target.port));
  EXPECT_FALSE(accepts("127.0.0.1", v6.target.port));
}

TEST(RedirectEndpoint, DoesWithoutAnAddressThatThisMachineLacks) {
  const auto listening = listen_on({"127.0.0.1", "2001:db8::1"}, 0);
  ASSERT_TRUE(std::holds_alternative<ListeningSockets>(listening));
  EXPECT_EQ(std::get<ListeningSockets>(listening).sockets.size(), 1U);
}

TEST(RedirectEndpoint, PutsTheBoundPortIntoTheRegisteredUriAndChangesNothingElse) {
  for (const auto& [host, rest] : std::vector<std::pair<std::string, std::string>>{{"localhost", ""},
                                                                                   {"localhost", "/"},
                                                                                   {"LocalHost", "/Call%62ack?x=/:y"},
                                                                                   {"127.0.0.1", "?x"},
                                                                                   {"[::1]", "/cb"}}) {
    const auto endpoint = bind_redirect_endpoint({"http://" + host + rest});
    EXPECT_EQ(endpoint.redirect_uri, "http://" + host + ':' + std::to_string(endpoint.target.port) + rest);
  }
  EXPECT_EQ(bind_redirect_endpoint({"http://localhost"}).target.path, "/");
}

TEST(RedirectEndpoint, GivesAClientWithoutAnyUriALoopbackOne) {
  const auto endpoint = bind_redirect_endpoint({});
  EXPECT_EQ(endpoint.redirect_uri, uri("127.0.0.1", endpoint.target.port));
}

TEST(RedirectEndpoint, KeepsOthersFromItsPort) {
  const auto endpoint = bind_redirect_endpoint({"http://localhost/callback"});
  for (const char* address : {"127.0.0.1", "::1", "0.0.0.0", "::"}) {
    EXPECT_FALSE(can_share_port(address, endpoint.target.port)) << address;
  }
}

TEST(RedirectEndpoint, IsThereAgainRightAfterALogin) {
  const int port = other_program("127.0.0.1").port;
  {
    // The side that closes first keeps the port in TIME_WAIT, and that is the listener's.
    const auto endpoint = bind_redirect_endpoint({uri("127.0.0.1", port)});
    Stranger browser(port);
    close_first(endpoint.sockets[0], browser);
  }
  EXPECT_EQ(bind_redirect_endpoint({uri("127.0.0.1", port)}).target.port, port);
}

}  // namespace
}  // namespace oauthctl
