#include <filesystem>
#include <nlohmann/json.hpp>

#include "adapters/fleet/fleet_test.h"
#include "fleet/etcd_keys.h"

namespace oauthctl {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string token_in(FleetStore& store) {
  const auto record = store.load("work");
  return record ? record->tokens.access_token.reveal() : "none";
}

/// The engine stops between the reservation and the save, so `at-2` stays on this machine.
void renew_as_engine_goes(Machine& machine, Cluster& cluster) {
  const auto turn = machine.turn();
  turn->make_room();
  cluster.stop(0);
  turn->commit(record_of(2, "at-2"));
}

TEST(FleetStore, ARecordSealedWithAnotherKeyIsNeitherReadNorWrittenOver) {
  Cluster cluster;
  Machine one(cluster.access()), stranger(cluster.access(), 15s, 'x');
  one.save(record_of(1, "at-1"));
  EXPECT_EQ(failure_of([&] { stranger.store().load("work"); }).kind(), ErrorKind::internal);
  EXPECT_EQ(failure_of([&] { stranger.save(record_of(2, "at-2")); }).kind(), ErrorKind::internal);
  EXPECT_EQ(token_in(one.store()), "at-1");
}

TEST(FleetStore, TheEngineSeesNoTokenAndCannotSwapProfiles) {
  Cluster cluster;
  Machine machine(cluster.access());
  machine.save(record_of(1, "at-seen-by-nobody"));
  const auto transport = plain_transport();
  EtcdClient etcd(*transport, cluster.access());
  const std::string sealed = read_key(etcd, "oauthctl/test/records/work")->value;
  EXPECT_EQ(sealed.find("seen-by"), std::string::npos);
  put_if(etcd, {"oauthctl/test/records/home", EtcdCondition::Of::creation, 0}, "oauthctl/test/records/home", sealed, 0,
         true);
  EXPECT_EQ(failure_of([&] { machine.store().load("home"); }).kind(), ErrorKind::internal);
}

/// Copies the value of a key from one cluster into another, as an attacker with write access could.
void hand_over(const EtcdAccess& from, const std::string& key, const EtcdAccess& to, const std::string& as) {
  const auto transport = plain_transport();
  EtcdClient one(*transport, from), other(*transport, to);
  put_if(other, {as, EtcdCondition::Of::creation, 0}, as, read_key(one, key)->value, 0, true);
}

TEST(FleetStore, ARecordOpensInItsOwnClusterAndBelowItsOwnPrefixAlone) {
  Cluster prod, test;
  Machine one(prod.access());
  one.save(record_of(1, "at-1"));
  hand_over(prod.access(), "oauthctl/test/records/work", prod.access(), "oauthctl/more/records/work");
  hand_over(prod.access(), "oauthctl/test/records/work", test.access(), "oauthctl/test/records/work");
  Machine elsewhere(prod.access(), 15s, 'k', "oauthctl/more"), other(test.access());
  EXPECT_EQ(failure_of([&] { elsewhere.store().load("work"); }).kind(), ErrorKind::internal);
  EXPECT_EQ(failure_of([&] { other.store().load("work"); }).kind(), ErrorKind::internal);
  EXPECT_EQ(token_in(one.store()), "at-1");
}

TEST(FleetStore, WhatOneMachineSavesAnotherReadsAndKeepsACopyOf) {
  Cluster cluster;
  Machine one(cluster.access()), other(cluster.access());
  EXPECT_EQ(token_in(one.store()), "none");
  one.save(record_of(1, "at-1"));
  EXPECT_EQ(token_in(other.store()), "at-1");
  EXPECT_EQ(other.copies().load("work")->tokens.access_token, Secret("at-1"));
  EXPECT_THAT(other.store().profiles(), ElementsAre("work"));
  {
    const auto turn = other.turn();
    EXPECT_TRUE(turn->erase());
    EXPECT_FALSE(turn->erase());
  }
  EXPECT_EQ(token_in(one.store()), "none");
  EXPECT_EQ(one.copies().load("work"), std::nullopt);
}

TEST(FleetStore, AHolderPausedPastItsLeaseCannotOverwriteANewerToken) {
  Cluster cluster;
  Machine paused(cluster.access(), 2s), other(cluster.access(), 2s);
  paused.save(record_of(1, "at-1"));
  ChildProcess holder([&] {
    const auto turn = paused.turn();
    turn->make_room();
    raise(SIGSTOP);
    try {
      turn->commit(record_of(2, "at-old"));
    } catch (const Superseded&) {
      return turn->saved_by_another()->tokens.access_token == Secret("at-new") ? 42 : 43;
    }
    return 44;
  });
  waitpid(holder.pid(), nullptr, WUNTRACED);
  other.save(record_of(2, "at-new"));
  holder.send(SIGCONT);
  EXPECT_EQ(holder.wait(), 42) << "its save is refused, and it finds the newer token";
  EXPECT_EQ(token_in(other.store()), "at-new");
}

TEST(FleetStore, AHolderPausedPastItsLeaseIsToldBeforeItSendsARequest) {
  Cluster cluster;
  Machine paused(cluster.access(), 2s), other(cluster.access(), 2s);
  ChildProcess holder([&] {
    const auto turn = paused.turn();
    raise(SIGSTOP);
    try {
      turn->make_room();
    } catch (const Superseded&) {
      return 42;
    }
    return 44;
  });
  waitpid(holder.pid(), nullptr, WUNTRACED);
  other.turn();
  holder.send(SIGCONT);
  EXPECT_EQ(holder.wait(), 42);
}

TEST(FleetStore, AHolderWhoseLeaseEndedStillSavesWhenNobodyElseHas) {
  Cluster cluster;
  Machine paused(cluster.access(), 2s), other(cluster.access(), 2s);
  ChildProcess holder([&] {
    const auto turn = paused.turn();
    turn->make_room();
    raise(SIGSTOP);
    turn->commit(record_of(1, "at-1"));
    return 0;
  });
  waitpid(holder.pid(), nullptr, WUNTRACED);
  other.turn();
  holder.send(SIGCONT);
  EXPECT_EQ(holder.wait(), 0);
  EXPECT_EQ(token_in(other.store()), "at-1") << "a rotated refresh token would be lost otherwise";
}

TEST(FleetStore, WhileTheEngineIsAwayTheCopyIsServedAndNothingIsRenewed) {
  Cluster cluster;
  Machine machine(impatient(cluster.access())), fresh(impatient(cluster.access()));
  machine.save(record_of(1, "at-1"));
  cluster.stop(0);
  EXPECT_EQ(token_in(machine.store()), "at-1");
  EXPECT_EQ(failure_of([&] { machine.turn(1s); }).kind(), ErrorKind::unavailable);
  EXPECT_EQ(failure_of([&] { fresh.store().load("work"); }).kind(), ErrorKind::unavailable);
}

TEST(FleetStore, WhatTheEngineCouldNotTakeIsKeptHereAndHandedOverLater) {
  Cluster cluster;
  Machine machine(impatient(cluster.access())), other(cluster.access());
  machine.save(record_of(1, "at-1"));
  renew_as_engine_goes(machine, cluster);
  EXPECT_THAT(machine.warnings(), ElementsAre(HasSubstr("on this machine alone")));
  EXPECT_EQ(machine.copies().load("work")->tokens.access_token, Secret("at-2"));
  EXPECT_EQ(token_in(machine.store()), "at-2");
  cluster.start(0);
  cluster.wait();
  EXPECT_EQ(token_in(other.store()), "at-1");
  EXPECT_EQ(machine.turn()->record()->tokens.access_token, Secret("at-2"));
  EXPECT_EQ(token_in(machine.store()), "at-2");
  EXPECT_EQ(token_in(other.store()), "at-2");
  EXPECT_EQ(machine.copies().unsaved("work"), std::nullopt);
}

TEST(FleetStore, WhatTheEngineCouldNotTakeIsDroppedWhenSomebodyElseRenewed) {
  Cluster cluster;
  Machine machine(impatient(cluster.access())), other(cluster.access());
  machine.save(record_of(1, "at-1"));
  renew_as_engine_goes(machine, cluster);
  cluster.start(0);
  cluster.wait();
  other.save(record_of(2, "at-other"));
  EXPECT_EQ(machine.turn()->record()->tokens.access_token, Secret("at-other"));
  EXPECT_EQ(token_in(machine.store()), "at-other");
  EXPECT_EQ(machine.copies().unsaved("work"), std::nullopt);
}

/// While it exists, the cluster refuses writes and answers reads, as one whose quota is used up.
class NoSpace {
 public:
  explicit NoSpace(const Cluster& cluster) : etcd_(*transport_, cluster.access()) { alarm("ACTIVATE"); }
  ~NoSpace() { alarm("DEACTIVATE"); }

 private:
  void alarm(const char* action) { etcd_.call("maintenance/alarm", {{"action", action}, {"alarm", "NOSPACE"}}); }

  std::unique_ptr<Transport> transport_ = plain_transport();
  EtcdClient etcd_;
};

/// Renewals of one turn that the cluster does not take.
void save_here_alone(Machine& machine, const Cluster& cluster, const std::vector<Record>& records) {
  const auto turn = machine.turn();
  turn->make_room();
  const NoSpace full(cluster);
  for (const Record& record : records) turn->commit(record);
}

Record record_of_slow_clock(std::uint64_t serial, const std::string& token) {
  Record record = record_of(serial, token);
  record.tokens.obtained_at -= 1h;
  return record;
}

TEST(FleetStore, ARenewalThatSavesTwiceIsHandedOver) {
  Cluster cluster;
  Machine machine(cluster.access()), other(cluster.access());
  machine.save(record_of(1, "at-1"));
  save_here_alone(machine, cluster, {record_of(2, "at-2"), record_of(3, "at-3")});
  EXPECT_EQ(machine.copies().load("work")->tokens.access_token, Secret("at-3"));
  EXPECT_EQ(token_in(machine.store()), "at-3");
  EXPECT_EQ(token_in(other.store()), "at-1");
  EXPECT_EQ(machine.turn()->record()->tokens.access_token, Secret("at-3"));
  EXPECT_EQ(token_in(other.store()), "at-3");
  EXPECT_EQ(machine.copies().unsaved("work"), std::nullopt);
}

TEST(FleetStore, AClockThatIsBehindLosesNoRenewal) {
  Cluster cluster;
  Machine machine(cluster.access()), other(cluster.access());
  machine.save(record_of(1, "at-1"));
  save_here_alone(machine, cluster, {record_of_slow_clock(2, "at-2")});
  EXPECT_EQ(machine.copies().load("work")->tokens.access_token, Secret("at-2"));
  EXPECT_EQ(token_in(machine.store()), "at-2");
  EXPECT_EQ(machine.turn()->record()->tokens.access_token, Secret("at-2"));
  EXPECT_EQ(token_in(other.store()), "at-2");
}

TEST(FleetStore, ARenewalOfADeletedProfileDoesNotReplaceANewSignIn) {
  Cluster cluster;
  Machine machine(cluster.access()), other(cluster.access());
  machine.save(record_of(1, "at-1"));
  save_here_alone(machine, cluster, {record_of(2, "at-2")});
  other.turn()->erase();
  other.save(record_of_slow_clock(1, "at-new"));
  EXPECT_EQ(machine.turn()->record()->tokens.access_token, Secret("at-new"));
  EXPECT_EQ(machine.copies().load("work")->tokens.access_token, Secret("at-new"));
  EXPECT_EQ(token_in(other.store()), "at-new");
}

TEST(FleetStore, ARenewalThatWasKilledBeforeItNamedItsFileIsHandedOver) {
  Cluster cluster;
  Machine machine(cluster.access());
  machine.save(record_of(1, "at-1"));
  save_here_alone(machine, cluster, {record_of(2, "at-2")});
  const auto killed_before_rename = [&] {
    std::filesystem::rename(machine.file("unsaved/work.json"), machine.file("unsaved/work.json.new"));
  };
  killed_before_rename();
  EXPECT_EQ(machine.turn()->record()->tokens.access_token, Secret("at-2"));
  save_here_alone(machine, cluster, {record_of(3, "at-3")});
  killed_before_rename();
  Machine(cluster.access()).save(record_of(3, "at-other"));
  EXPECT_EQ(machine.turn()->record()->tokens.access_token, Secret("at-other"));
}

TEST(FleetStore, AnUnsavedRecordOfAnEarlierVersionIsJudgedBySerialAndClock) {
  Cluster cluster;
  Machine machine(cluster.access());
  machine.save(record_of(1, "at-1"));
  const auto keep = [&](const Record& record) {
    LocalCopies copies = machine.copies();
    const auto turn = copies.take_unsaved_turn("work", 1s, copies);
    turn->reserve();
    turn->save(record);
  };
  keep(record_of(3, "at-3"));
  EXPECT_EQ(machine.turn()->record()->tokens.access_token, Secret("at-1"));
  keep(record_of(2, "at-2"));
  EXPECT_EQ(machine.turn()->record()->tokens.access_token, Secret("at-2"));
  EXPECT_EQ(token_in(machine.store()), "at-2");
}

TEST(FleetStore, ADamagedCopyStopsNobodyAndIsReplaced) {
  Cluster cluster;
  Machine machine(cluster.access());
  machine.save(record_of(1, "at-1"));
  write_file(machine.file("work.json"), "{");
  EXPECT_EQ(token_in(machine.store()), "at-1");
  EXPECT_EQ(machine.copies().load("work")->tokens.access_token, Secret("at-1"));
  write_file(machine.file("work.json"), "{");
  machine.save(record_of(2, "at-2"));
  EXPECT_EQ(machine.copies().load("work")->tokens.access_token, Secret("at-2"));
}

TEST(FleetStore, WhatAMachineCannotReadItDoesNotDelete) {
  Cluster cluster;
  Machine machine(impatient(cluster.access())), stranger(cluster.access(), 15s, 'x');
  machine.save(record_of(1, "at-1"));
  EXPECT_EQ(failure_of([&] { stranger.turn()->erase(); }).kind(), ErrorKind::internal);
  renew_as_engine_goes(machine, cluster);
  cluster.start(0);
  cluster.wait();
  write_file(machine.file("unsaved/work.json"), "{");
  EXPECT_EQ(failure_of([&] { machine.turn()->erase(); }).kind(), ErrorKind::internal);
  EXPECT_EQ(read_file(machine.file("unsaved/work.json")), "{");
  Machine other(cluster.access());
  EXPECT_EQ(token_in(other.store()), "at-1");
}

TEST(FleetStore, SurvivesItsLeader) {
  Cluster cluster(3);
  Machine machine(cluster.access());
  machine.save(record_of(1, "at-1"));
  for (std::size_t member = 0; member < 3; ++member) {
    cluster.stop(member);
    machine.save(record_of(member + 2, "at-" + std::to_string(member)));
    EXPECT_EQ(token_in(machine.store()), "at-" + std::to_string(member));
    cluster.start(member);
    cluster.wait();
  }
}

}  // namespace
}  // namespace oauthctl
