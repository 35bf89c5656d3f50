#pragma once

#include <cstdint>

namespace oauthctl::load {

struct Options {
  std::uint64_t processes = 500;
  std::uint64_t rounds = 20;
  std::uint64_t calls = 1'000'000;
  std::uint64_t workers = 4;
  std::uint64_t kills = 1000;
  std::uint64_t seed = 1;
};

/// Each prints what happened and returns whether all checks passed.

/// `rounds` times the token expires and `processes` ask for one at once.
bool crowd(const Options& options);
/// `workers` ask for a token that is valid, `calls` times together.
bool cached(const Options& options);
/// Kills a renewal with kill -9, each time before or after another of its system calls.
bool kills(const Options& options);

}  // namespace oauthctl::load
