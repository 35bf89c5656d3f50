#include "commands/program.h"

#include <unistd.h>

#include "cli/process.h"

namespace oauthctl::cli {
namespace {

/// The result of `call`, or the exit code of its failure. An untranslated exception of a library is a bug of ours.
int reported(const Terminal& terminal, const std::function<int()>& call) {
  try {
    return call();
  } catch (const Error& error) {
    return terminal.report(error);
  } catch (const std::exception& error) {
    return terminal.report(Error(ErrorKind::internal, error.what()));
  }
}

}  // namespace

void run_program(int argc, char** argv, const std::function<int(Invocation&, Terminal&)>& command) {
  prepare_process();
  GlobalOptions unread;
  unread.color = color_named(argc, argv);
  const Terminal plain(unread, process_environment);
  _exit(reported(plain, [&] {
    Invocation invocation = parse(argc, argv, process_environment);
    Terminal terminal(invocation.global, process_environment);
    return reported(terminal, [&] { return command(invocation, terminal); });
  }));
}

}  // namespace oauthctl::cli
