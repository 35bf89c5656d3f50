#pragma once

#include "commands/command_context.h"
#include "commands/doctor/facts.h"

namespace oauthctl::cli {

/// Looks at this machine and asks the servers. Changes nothing. A failure is a fact, so nothing is thrown but
/// ErrorKind::interrupted.
Facts gather(const DoctorOptions& options, const CommandContext& context);

/// The shell of the person, and where its completion is installed.
ShellFacts gather_shell();

}  // namespace oauthctl::cli
