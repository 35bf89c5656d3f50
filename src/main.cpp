#include "base/environment.h"
#include "cli/offline.h"
#include "cli/process.h"
#include "cli/program.h"
#include "config/paths.h"
#include "main_store.h"

namespace {

using namespace oauthctl;

TimePoint now() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

int answer(const cli::Invocation& invocation, cli::Terminal& terminal, char** argv) {
  if (const auto* print = std::get_if<cli::PrintCommand>(&invocation.command)) {
    terminal.answer(print->text);
    return 0;
  }
  if (std::holds_alternative<cli::DevServerCommand>(invocation.command)) cli::become("oauthctl-devserver", argv);
  if (!std::holds_alternative<cli::DemoCommand>(invocation.command)) {
    const auto [store, records] = store_on_disk(invocation, resolve_paths(invocation.global.home, process_environment));
    const auto code = store ? cli::answer_locally(invocation, *store, now(), terminal, records) : std::nullopt;
    if (code) return *code;
  }
  cli::become("oauthctl-net", argv);
}

}  // namespace

/// The front: answers from disk what can be, and becomes the networked twin for the rest. It links no network, so that
/// a cached token costs little more than `cat`.
int main(int argc, char** argv) {
  cli::run_program(argc, argv, [argv](const cli::Invocation& invocation, cli::Terminal& terminal) {
    return answer(invocation, terminal, argv);
  });
}
