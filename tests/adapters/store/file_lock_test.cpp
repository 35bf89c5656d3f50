#include <cstdint>

#include "adapters/store/store_test.h"
#include "base/interrupt.h"

namespace oauthctl {
namespace {

using namespace testing;

/// Another process that has the lock of `work`, from the construction on.
class Holder {
 public:
  using Taking = std::function<std::shared_ptr<const void>(FileStore&)>;
  Holder(const std::string& folder, const Taking& take)
      : ready_(make_pipe()), child_([&] {
          FileStore store(folder);
          const auto held = take(store);
          if (write(ready_.in, "x", 1) != 1) return 1;
          pause();
          return 0;
        }) {
    char byte = 0;
    EXPECT_EQ(read(ready_.out, &byte, 1), 1);
  }
  ~Holder() {
    close(ready_.out);
    close(ready_.in);
  }

  ChildProcess& child() { return child_; }

 private:
  struct Pipe {
    int out = -1;
    int in = -1;
  };
  static Pipe make_pipe() {
    int ends[2] = {-1, -1};
    EXPECT_EQ(pipe(ends), 0);
    return {ends[0], ends[1]};
  }

  Pipe ready_;
  ChildProcess child_;
};

std::shared_ptr<const void> a_renewal(FileStore& store) {
  return store.take_turn("work", 0ms);
}
std::shared_ptr<const void> a_login(FileStore& store) {
  return store.begin_login("work");
}

using FileLockTest = StoreTest;

TEST_F(FileLockTest, IsHadByOneAtATimeAndNamesTheOther) {
  Holder holder(folder_, a_renewal);
  const std::string pid = std::to_string(holder.child().pid());
  const Error error = thrown_by([&] { store_.take_turn("work", 0ms); });
  EXPECT_EQ(error.kind(), ErrorKind::unavailable);
  EXPECT_EQ(error.message(), "profile work is locked by process " + pid);
  EXPECT_EQ(error.hint(), "try again; if that process hangs, end it: kill " + pid);
}

TEST_F(FileLockTest, AStoppedHolderCostsNoMoreThanThePatience) {
  Holder holder(folder_, a_renewal);
  holder.child().send(SIGSTOP);
  const auto start = std::chrono::steady_clock::now();
  const Error error = thrown_by([&] { store_.take_turn("work", 200ms); });
  const auto waited = std::chrono::steady_clock::now() - start;
  EXPECT_EQ(error.message(), "profile work is locked by process " + std::to_string(holder.child().pid()));
  EXPECT_GE(waited, 200ms);
  EXPECT_LT(waited, 10s);
}

TEST_F(FileLockTest, AnotherLoginIsNamedAsSuch) {
  Holder holder(folder_, a_login);
  const std::string pid = std::to_string(holder.child().pid());
  const Error error = thrown_by([&] { store_.begin_login("work"); });
  EXPECT_EQ(error.kind(), ErrorKind::unavailable);
  EXPECT_EQ(error.message(), "another login of profile work is under way in process " + pid);
  EXPECT_EQ(error.hint(), "finish that login, or end it: kill " + pid);
}

TEST_F(FileLockTest, AHolderThatSaysNoNameIsStillSomebody) {
  Holder holder(folder_, a_renewal);
  write_file(folder_ + "/work.lock", "\x1b[2J");
  EXPECT_EQ(thrown_by([&] { store_.take_turn("work", 0ms); }).message(), "profile work is locked by another process");
}

TEST_F(FileLockTest, ALoginKeepsNoRenewalAndNoOtherProfileWaiting) {
  Holder holder(folder_, a_login);
  EXPECT_TRUE(store_.take_turn("work", 0ms));
  EXPECT_TRUE(store_.begin_login("other"));
  EXPECT_TRUE(store_.take_turn("work.login", 0ms));
}

TEST_F(FileLockTest, IsFreeAtOnceWhenItsHolderWasKilled) {
  Holder holder(folder_, a_renewal);
  holder.child().send(SIGKILL);
  EXPECT_EQ(holder.child().wait(), -SIGKILL);
  EXPECT_TRUE(store_.take_turn("work", 0ms));
}

TEST_F(FileLockTest, IsFreeWhenItGoes) {
  store_.take_turn("work", 0ms);
  EXPECT_TRUE(store_.take_turn("work", 0ms));
}

TEST_F(FileLockTest, LeavesNoFileOfAProfileThatNeverWas) {
  store_.take_turn("work", 0ms);
  store_.begin_login("work");
  EXPECT_FALSE(exists(folder_ + "/work.lock") || exists(folder_ + "/work.login-lock"));
  save(store_, full_record("work"));
  store_.begin_login("work");
  EXPECT_TRUE(exists(folder_ + "/work.lock") && exists(folder_ + "/work.login-lock"));
  store_.take_turn("work", 0ms)->erase();
  EXPECT_FALSE(exists(folder_ + "/work.lock"));
  remove_lock_files(folder_, "work");
  EXPECT_FALSE(exists(folder_ + "/work.login-lock"));
}

TEST_F(FileLockTest, AFileThatSomebodyElseHoldsIsNotRemoved) {
  Holder holder(folder_, a_login);
  remove_lock_files(folder_, "work");
  EXPECT_TRUE(exists(folder_ + "/work.login-lock"));
  EXPECT_EQ(thrown_by([&] { store_.begin_login("work"); }).kind(), ErrorKind::unavailable);
}

/// Before that, a signal would just end the process.
bool catches(pid_t pid, int signal) {
  const std::string status = read_file("/proc/" + std::to_string(pid) + "/status");
  const std::string name = "SigCgt:\t";
  const std::uint64_t caught = std::stoull(status.substr(status.find(name) + name.size(), 16), nullptr, 16);
  return (caught >> (signal - 1) & 1) != 0;
}

TEST_F(FileLockTest, ASignalEndsTheWait) {
  Holder holder(folder_, a_renewal);
  ChildProcess waiter([&] {
    note_interrupts();
    return thrown_by([&] { store_.take_turn("work", 60s); }).kind() == ErrorKind::interrupted ? 0 : 1;
  });
  while (!catches(waiter.pid(), SIGTERM)) usleep(1000);
  waiter.send(SIGTERM);
  EXPECT_EQ(waiter.wait(), 0);
}

TEST_F(FileLockTest, TwoHundredWaitersAllGetTheirTurn) {
  const std::string counter = home_ / "counter";
  write_file(counter, "0");
  std::vector<ChildProcess> waiters;
  for (int i = 0; i < 200; ++i) {
    waiters.emplace_back([&] {
      const auto lock = store_.take_turn("work", 30s);
      write_file(counter, std::to_string(std::stoi(read_file(counter)) + 1));
      return 0;
    });
  }
  for (auto& waiter : waiters) EXPECT_EQ(waiter.wait(), 0);
  EXPECT_EQ(read_file(counter), "200");
}

}  // namespace
}  // namespace oauthctl
