#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <thread>

#include "base/file_descriptor.h"
#include "load/account.h"
#include "load/scenarios.h"

namespace oauthctl::load {
namespace {

struct Work {
  std::vector<float> milliseconds;  ///< of each call, in order
  std::uint64_t failures = 0;
};

std::string read_pipe(int fd) {
  std::string text(8192, '\0');
  std::size_t length = 0;
  while (length < text.size()) {
    const ssize_t got = read(fd, text.data() + length, text.size() - length);
    if (got <= 0) break;
    length += static_cast<std::size_t>(got);
  }
  return text.substr(0, length);
}

Work work(const Account& account, const std::string& wanted, std::uint64_t calls) {
  const Program token = account.oauthctl({"token"});
  Work done;
  done.milliseconds.reserve(calls);
  for (std::uint64_t i = 0; i < calls; ++i) {
    const auto start = std::chrono::steady_clock::now();
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    const FileDescriptor out(ends[0]);
    FileDescriptor in(ends[1]);
    const pid_t pid = token.start(in.get());
    in.reset();
    const bool right = read_pipe(out.get()) == wanted;
    if (wait_for(pid) != 0 || !right) ++done.failures;
    const std::chrono::duration<float, std::milli> took = std::chrono::steady_clock::now() - start;
    done.milliseconds.push_back(took.count());
  }
  return done;
}

/// The value below which that part of them is.
float percentile(std::vector<float> values, double part) {
  const auto at = static_cast<std::ptrdiff_t>(static_cast<double>(values.size() - 1) * part);
  std::nth_element(values.begin(), values.begin() + at, values.end());
  return values[static_cast<std::size_t>(at)];
}

/// The first or the last tenth of every worker's calls.
std::vector<float> tenth(const std::vector<Work>& all, bool last) {
  std::vector<float> out;
  for (const Work& one : all) {
    const auto& times = one.milliseconds;
    const auto part = static_cast<std::ptrdiff_t>(std::max<std::size_t>(times.size() / 10, 1));
    out.insert(out.end(), last ? times.end() - part : times.begin(), last ? times.end() : times.begin() + part);
  }
  return out;
}

std::size_t open_descriptors() {
  const std::filesystem::directory_iterator descriptors("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin(descriptors), end(descriptors)));
}

void say_times(const char* name, const std::vector<Work>& all, double part) {
  const float first = percentile(tenth(all, false), part);
  const float last = percentile(tenth(all, true), part);
  say("cached: %s of the first tenth %.3f ms, of the last tenth %.3f ms: ratio %.2f", name, static_cast<double>(first),
      static_cast<double>(last), static_cast<double>(last / first));
}

}  // namespace

bool cached(const Options& options) {
  const Account account({"--access-token-ttl", "30d"});
  const std::string wanted = account.record().tokens.access_token.reveal() + '\n';
  const std::size_t files = account.files();
  const std::size_t descriptors = open_descriptors();
  std::vector<Work> all(options.workers);
  std::vector<std::thread> threads;
  for (Work& one : all) {
    threads.emplace_back([&] { one = work(account, wanted, options.calls / options.workers); });
  }
  for (auto& thread : threads) thread.join();
  std::uint64_t failures = 0;
  std::uint64_t calls = 0;
  for (const Work& one : all) {
    failures += one.failures;
    calls += one.milliseconds.size();
  }
  const std::size_t files_after = account.files();
  const std::size_t descriptors_after = open_descriptors();
  say("cached: %lu calls by %lu workers: %lu failures; files in the home %zu before, %zu after; descriptors %zu, %zu",
      calls, options.workers, failures, files, files_after, descriptors, descriptors_after);
  say_times("median", all, 0.5);
  say_times("99th percentile", all, 0.99);
  return failures == 0 && files == files_after && descriptors == descriptors_after;
}

}  // namespace oauthctl::load
