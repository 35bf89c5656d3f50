// load crowd|cached|kills [--OPTION N]...: see scenarios.h. Exits 1 if a check failed.

#include <cstdint>
#include <cstdio>
#include <exception>
#include <functional>
#include <map>
#include <string>

#include "load/scenarios.h"

namespace {

using namespace oauthctl::load;

const std::map<std::string, bool (*)(const Options&)> scenarios = {
    {"crowd", crowd}, {"cached", cached}, {"kills", kills}};

const std::map<std::string, std::uint64_t Options::*> numbers = {
    {"--processes", &Options::processes}, {"--rounds", &Options::rounds}, {"--calls", &Options::calls},
    {"--workers", &Options::workers},     {"--kills", &Options::kills},   {"--seed", &Options::seed}};

int usage() {
  std::fputs(
      "usage: load crowd [--processes N] [--rounds N]\n"
      "       load cached [--calls N] [--workers N]\n"
      "       load kills [--kills N] [--seed N]\n",
      stderr);
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2 || argc % 2 != 0 || !scenarios.contains(argv[1])) return usage();
  try {
    Options options;
    for (int i = 2; i < argc; i += 2) {
      if (!numbers.contains(argv[i])) return usage();
      options.*numbers.at(argv[i]) = std::stoull(argv[i + 1]);
    }
    return scenarios.at(argv[1])(options) ? 0 : 1;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "load: %s\n", error.what());
    return 1;
  }
}
