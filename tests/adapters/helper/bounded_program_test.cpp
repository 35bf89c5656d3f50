#include "store/helper/bounded_program.h"

#include "adapters/helper/programs.h"

namespace oauthctl {
namespace {

using namespace std::chrono_literals;
using How = ProgramEnd::How;

class BoundedProgramTest : public testing::WithPrograms {
 protected:
  ProgramEnd run_shell(const std::string& script, const std::string& input = {},
                       std::chrono::milliseconds time = 30s) const {
    return run({{"sh", "-c", script}, {"PATH=/usr/bin:/bin", "COLOR=blue"}, time, 100'000}, Secret(input));
  }
};

TEST_F(BoundedProgramTest, OneThatIsNotThereIsSaidToBeSo) {
  EXPECT_EQ(run({{"oauthctl-no-such-program"}, {}, 1s, 10}, {}).how, How::not_found);
}

TEST_F(BoundedProgramTest, OneThatHangsIsEndedWithItsChildren) {
  const std::string pids = folder_ / "pids";
  EXPECT_EQ(run_shell("sleep 1000 & echo $! >" + pids + "; wait", {}, 300ms).how, How::timed_out);
  const auto child = static_cast<pid_t>(std::stol(testing::read_file(pids)));
  // Its new parent must reap it first.
  for (int i = 0; i < 500 && kill(child, 0) == 0; ++i) usleep(10'000);
  const std::string state = testing::read_file("/proc/" + std::to_string(child) + "/stat");
  EXPECT_TRUE(state.empty() || state.find(") Z ") != std::string::npos) << state;
}

TEST_F(BoundedProgramTest, OneThatIgnoresRequestsToEndIsEndedAllTheSame) {
  EXPECT_EQ(run_shell("trap '' TERM INT; while :; do sleep 1; done", {}, 300ms).how, How::timed_out);
}

TEST_F(BoundedProgramTest, OneThatNeverStopsWritingIsEnded) {
  EXPECT_EQ(run_shell("yes").how, How::too_long);
  EXPECT_EQ(run_shell("yes >&2").how, How::too_long);
}

TEST_F(BoundedProgramTest, OneThatReadsNothingDoesNotBlockUs) {
  const ProgramEnd end = run_shell("exit 3", std::string(1 << 20, 'x'));
  EXPECT_EQ(end.how, How::exited);
  EXPECT_EQ(end.status, 3);
}

TEST_F(BoundedProgramTest, OneEndedByASignalIsSaidToBeSo) {
  const ProgramEnd end = run_shell("kill -SEGV $$");
  EXPECT_EQ(end.how, How::killed);
  EXPECT_EQ(end.status, SIGSEGV);
}

TEST_F(BoundedProgramTest, OneWhoseChildKeepsTheStreamsOpenEndsWhenItEnds) {
  const ProgramEnd end = run_shell("echo done; sleep 5 & exit 0");
  EXPECT_EQ(end.how, How::exited);
  EXPECT_EQ(end.output.reveal(), "done\n");
}

TEST_F(BoundedProgramTest, ItGetsTheInputAndTheEnvironmentAndNoMore) {
  const ProgramEnd end = run_shell("cat; echo \"$COLOR$HOME\"; ls /proc/self/fd | wc -l >&2", "question ");
  EXPECT_EQ(end.status, 0);
  EXPECT_EQ(end.output.reveal(), "question blue\n");
  EXPECT_EQ(end.words.reveal(), "4\n") << "three streams, and the folder that ls reads";
}

}  // namespace
}  // namespace oauthctl
