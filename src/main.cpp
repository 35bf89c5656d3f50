#include "base/environment.h"
#include "base/system_clock.h"
#include "cli/process.h"
#include "commands/credential/helper_input.h"
#include "commands/profile/which_profile.h"
#include "commands/program.h"
#include "commands/token/offline.h"
#include "config/paths.h"
#include "store/store_directory.h"

namespace {

using namespace oauthctl;

/// Nothing if the disk does not have the answer. A profile that is missing may have moved while we looked.
std::optional<int> answer_unless_moved(const cli::Invocation& invocation, const StoreDirectory& stores,
                                       cli::Terminal& terminal) {
  const auto [store, is_copy] = cli::on_disk(invocation, stores);
  if (!store) return std::nullopt;
  try {
    return cli::answer_locally(invocation, *store, system_now(), terminal,
                               is_copy ? cli::Records::copies : cli::Records::own);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::login_required) throw;
    const auto now = cli::on_disk(invocation, stores);
    if (now.store && now.is_copy == is_copy) throw;
    return std::nullopt;
  }
}

/// Nothing if the disk does not have the answer.
std::optional<int> answer_from_disk(cli::Invocation& invocation, cli::Terminal& terminal) {
  const cli::GlobalOptions& global = invocation.global;
  const Paths paths = resolve_paths(global.home, process_environment, cli::folders_for(global));
  const StoreDirectory stores({paths.profiles, paths.copies, global.store, {}, store_source(global)}, {});
  cli::settle_profile(invocation, stores);
  const auto code = answer_unless_moved(invocation, stores, terminal);
  if (const auto* credential = std::get_if<cli::CredentialOptions>(&invocation.command); !code && credential != nullptr)
    cli::put_back(credential->question);
  return code;
}

std::string profiles_folder(const cli::GlobalOptions& global) {
  return resolve_paths(global.home, process_environment).profiles;
}

/// It reads its own options, and so it tells of them.
[[noreturn]] void show_help_of_devserver(char** argv) {
  static char command[] = "dev-server";
  static char help[] = "--help";
  char* words[] = {argv[0], command, help, nullptr};
  cli::become("oauthctl-devserver", words);
}

int answer(cli::Invocation& invocation, cli::Terminal& terminal, char** argv) {
  if (const auto* help = std::get_if<cli::HelpOptions>(&invocation.command)) {
    if (help->command == "dev-server") show_help_of_devserver(argv);
    return cli::answer(*help, terminal);
  }
  if (const auto* version = std::get_if<cli::VersionOptions>(&invocation.command))
    return cli::answer(*version, terminal);
  if (const auto* completion = std::get_if<cli::CompletionOptions>(&invocation.command))
    return cli::answer(*completion, invocation.global, profiles_folder, terminal);
  if (std::holds_alternative<cli::DevServerOptions>(invocation.command)) cli::become("oauthctl-devserver", argv);
  if (!std::holds_alternative<cli::DemoOptions>(invocation.command)) {
    if (const auto code = answer_from_disk(invocation, terminal)) return *code;
  }
  cli::become("oauthctl-net", argv);
}

}  // namespace

/// The front: answers from disk if possible, and otherwise becomes the networked twin. It links no network code, so
/// that a cached token costs little more than `cat`.
int main(int argc, char** argv) {
  cli::run_program(argc, argv, [argv](cli::Invocation& invocation, cli::Terminal& terminal) {
    return answer(invocation, terminal, argv);
  });
}
