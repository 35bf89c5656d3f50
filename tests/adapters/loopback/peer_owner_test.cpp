#include "loopback/peer_owner.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adapters/loopback/stranger.h"
#include "loopback/redirect_endpoint.h"

namespace oauthctl {
namespace {

constexpr std::string_view table =
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
    "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 1 1 0 100 0 0 10 0\n"
    "   1: 0100007F:C350 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1003        0 2 1 0 20 4 30 10 -1\n"
    "   2: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000        0 3 1 0 20 4 30 10 -1\n";

TEST(PeerOwner, IsTheUserOfTheOtherEndsRow) {
  EXPECT_EQ(owner_in_table(table, "0100007F:C350", "0100007F:1F90"), 1003U);
  EXPECT_EQ(owner_in_table(table, "0100007F:1F90", "0100007F:C350"), 1000U);
  EXPECT_EQ(owner_in_table(table, "0100007F:C351", "0100007F:1F90"), std::nullopt);
  EXPECT_EQ(owner_in_table("", "0100007F:C350", "0100007F:1F90"), std::nullopt);
  EXPECT_EQ(owner_in_table("   1: A B 01 0 0 0 x 0\n", "A", "B"), std::nullopt);
}

/// The end that accepts a connection of ours.
FileDescriptor accepted(const RedirectEndpoint& endpoint, std::size_t socket) {
  const int listening = endpoint.sockets.at(socket).get();
  for (int i = 0; i < 500; ++i) {
    FileDescriptor connection(accept(listening, nullptr, nullptr));
    if (connection) return connection;
    usleep(10'000);
  }
  return {};
}

TEST(PeerOwner, OfOurOwnConnectionsIsUs) {
  const RedirectEndpoint ipv4 = bind_redirect_endpoint({});
  const Stranger browser(ipv4.target.port);
  EXPECT_EQ(visitor_at(accepted(ipv4, 0).get()), Visitor::ours);
  const RedirectEndpoint both = bind_redirect_endpoint({"http://localhost/callback"});
  for (std::size_t i = 0; i < both.sockets.size(); ++i) {
    const Stranger other(both.target.port, i == 0 ? "127.0.0.1" : "::1");
    EXPECT_EQ(visitor_at(accepted(both, i).get()), Visitor::ours) << i;
  }
}

/// Only root can connect as another user. Everybody can be told from somebody else.
TEST(PeerOwner, OfAnotherUsersConnectionIsAnotherUser) {
  const uid_t us = geteuid();
  const uid_t browsers = us == 0 ? 54321 : us;
  const RedirectEndpoint endpoint = bind_redirect_endpoint({});
  ASSERT_EQ(seteuid(browsers), 0);
  const Stranger stranger(endpoint.target.port);
  ASSERT_EQ(seteuid(us), 0);
  const auto owner = peer_owner(accepted(endpoint, 0).get());
  EXPECT_EQ(owner, browsers);
  EXPECT_EQ(visitor(owner, browsers + 1), Visitor::another_user);
  EXPECT_EQ(visitor(owner, browsers), Visitor::ours);
  EXPECT_EQ(visitor(owner, 0), Visitor::unknown) << "a person who signs in as root has a browser of another user";
}

TEST(PeerOwner, OfSomethingElseThanATcpConnectionIsUnknown) {
  int ends[2];
  ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
  EXPECT_EQ(visitor_at(ends[0]), Visitor::unknown);
  close(ends[0]);
  close(ends[1]);
  EXPECT_EQ(visitor_at(-1), Visitor::unknown);
}

}  // namespace
}  // namespace oauthctl
