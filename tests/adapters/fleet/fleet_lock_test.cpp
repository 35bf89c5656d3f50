#include "adapters/fleet/fleet_test.h"

namespace oauthctl {
namespace {

using namespace testing;
using ::testing::HasSubstr;

TEST(FleetLock, IsWaitedForWithABoundAndNamesItsHolder) {
  Cluster cluster;
  Machine one(cluster.access()), other(cluster.access());
  const auto held = one.turn();
  const Error error = failure_of([&] { other.turn(200ms); });
  EXPECT_EQ(error.kind(), ErrorKind::unavailable);
  EXPECT_THAT(error.message(), HasSubstr("machine, process " + std::to_string(getpid())));
}

TEST(FleetLock, OfAnotherProfileOrForALoginIsAnotherLock) {
  Cluster cluster;
  Machine one(cluster.access()), other(cluster.access());
  const auto held = one.turn();
  other.store().take_turn("home", 5s);
  other.store().begin_login("work");
}

TEST(FleetLock, IsFreeAtOnceWhenItsHolderLetsGo) {
  Cluster cluster;
  Machine one(cluster.access(), 100s), other(cluster.access(), 100s);
  one.turn();
  other.turn(5s);
}

TEST(FleetLock, OfAHolderThatWasKilledEndsWithItsLease) {
  Cluster cluster;
  Machine other(cluster.access(), 2s);
  Machine one(cluster.access(), 2s);
  ChildProcess holder([&] {
    const auto held = one.turn();
    raise(SIGSTOP);
    return 0;
  });
  waitpid(holder.pid(), nullptr, WUNTRACED);
  EXPECT_EQ(failure_of([&] { other.turn(100ms); }).kind(), ErrorKind::unavailable);
  holder.send(SIGKILL);
  other.turn(30s);
}

TEST(FleetLock, OfAHolderThatTakesLongIsKept) {
  Cluster cluster;
  Machine one(cluster.access(), 2s), other(cluster.access(), 2s);
  const auto held = one.turn();
  EXPECT_EQ(failure_of([&] { other.turn(5s); }).kind(), ErrorKind::unavailable);
}

}  // namespace
}  // namespace oauthctl
