#pragma once

#include "cli/terminal.h"
#include "commands/exec/exec.h"
#include "model/record.h"

namespace oauthctl::cli {

/// Becomes the command, with the record's token in its environment or in files in memory. Returns only if that fails:
/// 127 for a command that is not there, 126 for one that cannot run, as shells do. Throws ErrorKind::usage for a token
/// that the variables cannot carry.
int execute(const ExecOptions& options, const Record& record, TimePoint now, Terminal& terminal);

}  // namespace oauthctl::cli
