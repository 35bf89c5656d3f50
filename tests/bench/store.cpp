// store_cost ROUNDS STORE...: the cost of each step of a renewal in a store, each `file`, `helper:NAME` or, on an etcd
// cluster of so many members that it starts on loopback, `etcd:MEMBERS`. Median and 99th percentile, in milliseconds.
// Files and the cluster are below TMPDIR.

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include "adapters/fleet/fleet_test.h"
#include "store/file/file_store.h"
#include "store/helper/helper_store.h"

namespace {

using namespace oauthctl;
using namespace oauthctl::testing;
using Clock = std::chrono::steady_clock;
using Times = std::vector<double>;

/// Runs it and notes how long it took.
template <typename Step>
auto timed(Times& times, Step step) {
  struct Note {
    Times& times;
    Clock::time_point begin = Clock::now();
    ~Note() { times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count()); }
  } const note{times};
  return step();
}

double percentile(Times& times, double part) {
  const auto at = times.begin() + static_cast<std::ptrdiff_t>(static_cast<double>(times.size() - 1) * part);
  std::nth_element(times.begin(), at, times.end());
  return *at;
}

void print(const std::string& store, const char* step, Times& times) {
  const double median = percentile(times, 0.5);
  std::printf("%-20s %-18s median %8.2f   p99 %8.2f   (%zu)\n", store.c_str(), step, median, percentile(times, 0.99),
              times.size());
}

void measure(const std::string& name, TokenStore& store, std::size_t rounds) {
  Times lock, read, save, unlock;
  for (std::size_t round = 1; round <= rounds; ++round) {
    auto turn = timed(lock, [&] { return store.take_turn("work", 30s); });
    timed(read, [&] { turn->record(); });
    timed(save, [&] { turn->commit(record_of(round, "token " + std::to_string(round))); });
    timed(unlock, [&] { turn.reset(); });
  }
  print(name, "take the lock", lock);
  print(name, "read under it", read);
  print(name, "save", save);
  print(name, "give the lock back", unlock);
  store.take_turn("work", 30s)->erase();
}

EnvironmentLines environment_lines() {
  EnvironmentLines lines;
  for (char** line = environ; *line != nullptr; ++line) lines.emplace_back(*line);
  return lines;
}

void measure(const std::string& store, std::size_t rounds) {
  const TemporaryDirectory folder;
  if (store.starts_with("etcd:")) {
    const Cluster cluster(std::stoul(store.substr(5)));
    Machine machine(cluster.access());
    return measure(store, machine.store(), rounds);
  }
  if (store.starts_with("helper:")) {
    HelperStore helper(store.substr(7), folder / "profiles", environment_lines());
    return measure(store, helper, rounds);
  }
  FileStore files(folder / "profiles");
  measure(store, files, rounds);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: store_cost ROUNDS file|helper:NAME|etcd:MEMBERS...\n", stderr);
    return 2;
  }
  try {
    for (int i = 2; i < argc; ++i) measure(argv[i], std::stoul(argv[1]));
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "store_cost: %s\n", error.what());
    return 1;
  }
}
