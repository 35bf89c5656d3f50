#include <csignal>
#include <random>

#include "base/interrupt.h"
#include "commands/command_context.h"
#include "commands/keep/hook.h"
#include "commands/keep/keeper.h"
#include "commands/keep/service_manager.h"
#include "commands/keep/wake_ups.h"
#include "store/file/file_names.h"

namespace oauthctl::cli {
namespace {

std::uint64_t new_seed(const Services& services) {
  std::uint64_t seed = 0;
  for (const char byte : services.entropy(4)) seed = seed << 8 | static_cast<unsigned char>(byte);
  return seed;
}

/// Numbers from 0 to 1.
std::function<double()> jitter_of(std::uint64_t seed) {
  return [random = std::mt19937_64(seed)]() mutable {
    return static_cast<double>(random()) / static_cast<double>(std::mt19937_64::max());
  };
}

std::vector<std::string> files_that_matter(const KeepOptions& options) {
  std::vector<std::string> names;
  for (const KeptFile& file : options.files) {
    names.push_back(record_name(file.profile));
    names.push_back(settings_name(file.profile));
    names.push_back(binding_name(file.profile));
  }
  return names;
}

}  // namespace

int run(const KeepOptions& options, const CommandContext& context) {
  const ServiceManager manager(process_environment);
  const std::uint64_t seed = options.seed.value_or(new_seed(context.services));
  context.services.notices.step("the random times are those of --seed " + std::to_string(seed));
  const KnownSecrets secrets_at_start = context.terminal.secrets();
  WakeUps wake_ups(context.paths.profiles, files_that_matter(options));
  const Surroundings surroundings{options,
                                  context.global,
                                  context.services,
                                  context.terminal,
                                  this_moment,
                                  jitter_of(seed),
                                  [&](milliseconds longest) {
                                    // Each request learns its secrets again. Those of the past would only add up.
                                    context.terminal.secrets() = secrets_at_start;
                                    wake_ups.wait(longest);
                                  },
                                  [&](const std::string& lines) { manager.tell(lines); },
                                  [&](const std::string& profile) {
                                    for (const CommandWords& command : options.on_renew)
                                      run_hook("--on-renew", command, profile, context);
                                  },
                                  [&](const std::string& profile) {
                                    if (!options.on_login_required.empty())
                                      run_hook("--on-login-required", options.on_login_required, profile, context);
                                  }};
  try {
    Keeper(surroundings, manager.watchdog()).run();
  } catch (const Error& error) {
    manager.tell("STOPPING=1");
    if (error.kind() == ErrorKind::interrupted && interrupted_by() == SIGTERM) return 0;
    throw;
  }
}

}  // namespace oauthctl::cli
