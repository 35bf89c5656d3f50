// pairs [--rounds N] [--most RATIO] [--most-memory KB] [--env NAME=VALUE]... LABEL A... -- B...
//
// Runs the commands A and B in turns, each with an environment of nothing but --env and with its output thrown away,
// and prints the median of the paired ratios of their times. Whatever slows the machine down slows both of a pair
// down, so the ratio can be compared where the times cannot. Exits 1 above a --most bound, 2 when a run fails.
//
// Linked statically and without iostreams: the kernel counts the memory of the process that spawns towards the peak of
// the child (ru_maxrss is kept across execve), so this program must be smaller than what it measures.

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <vector>

namespace {

struct Run {
  double milliseconds = 0;
  long memory = 0;  ///< peak, in KB
};

struct Options {
  int rounds = 200;
  double most = 1e9;
  long most_memory = 1'000'000'000;
  const char* label = "";
  std::vector<char*> environment;
  std::vector<char*> a;
  std::vector<char*> b;
};

[[noreturn]] void fail(const char* what, const char* name) {
  std::fprintf(stderr, "pairs: %s: %s\n", what, name);
  std::exit(2);
}

Run run(const std::vector<char*>& command, const std::vector<char*>& environment) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  const auto start = std::chrono::steady_clock::now();
  pid_t child = 0;
  const int error = posix_spawn(&child, command[0], &actions, nullptr, command.data(), environment.data());
  if (error != 0) fail(std::strerror(error), command[0]);
  int status = 0;
  rusage usage{};
  if (wait4(child, &status, 0, &usage) != child) fail("cannot wait", command[0]);
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  posix_spawn_file_actions_destroy(&actions);
  if (status != 0) fail("a run failed", command[0]);
  return {took.count(), usage.ru_maxrss};
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

Options parse(int argc, char** argv) {
  Options options;
  int next = 1;
  for (; next + 1 < argc && std::string_view(argv[next]).starts_with("--"); next += 2) {
    const std::string_view name = argv[next];
    char* value = argv[next + 1];
    if (name == "--rounds") {
      options.rounds = std::max(1, std::stoi(value));
    } else if (name == "--most") {
      options.most = std::stod(value);
    } else if (name == "--most-memory") {
      options.most_memory = std::stol(value);
    } else if (name == "--env") {
      options.environment.push_back(value);
    } else {
      fail("unknown option", argv[next]);
    }
  }
  if (next < argc) options.label = argv[next++];
  auto* command = &options.a;
  for (; next < argc; ++next) {
    if (std::string_view(argv[next]) == "--" && command == &options.a) {
      command = &options.b;
    } else {
      command->push_back(argv[next]);
    }
  }
  if (options.a.empty() || options.b.empty()) fail("wanted", "LABEL A... -- B...");
  for (auto* list : {&options.a, &options.b, &options.environment}) list->push_back(nullptr);
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = parse(argc, argv);
  std::vector<double> a;
  std::vector<double> b;
  std::vector<double> ratios;
  long memory = 0;
  long other_memory = 0;
  run(options.a, options.environment);  // both are in the page cache from here on
  run(options.b, options.environment);
  for (int round = 0; round < options.rounds; ++round) {
    Run first = run(round % 2 == 0 ? options.a : options.b, options.environment);
    Run second = run(round % 2 == 0 ? options.b : options.a, options.environment);
    if (round % 2 != 0) std::swap(first, second);
    a.push_back(first.milliseconds);
    b.push_back(second.milliseconds);
    ratios.push_back(first.milliseconds / second.milliseconds);
    memory = std::max(memory, first.memory);
    other_memory = std::max(other_memory, second.memory);
  }
  const double ratio = median(ratios);
  std::printf("%-60s %6.2f   (%.2f ms / %.2f ms, %d pairs, peak %.1f MB / %.1f MB)\n", options.label, ratio, median(a),
              median(b), options.rounds, static_cast<double>(memory) / 1024, static_cast<double>(other_memory) / 1024);
  return ratio <= options.most && memory <= options.most_memory ? 0 : 1;
}
