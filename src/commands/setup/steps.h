#pragma once

#include <string>
#include <vector>

#include "commands/command_context.h"

namespace oauthctl::cli {

/// One function a program. Each does nothing twice, and shows what it wrote. They return the exit code.
int setup_git(const SetupOptions& options, const CommandContext& context);
int setup_docker(const SetupOptions& options, const CommandContext& context);
int setup_kubectl(const SetupOptions& options, const CommandContext& context);
int setup_timer(const SetupOptions& options, const CommandContext& context);

/// Runs a program to its end and returns what it printed; with `may_fail`, nothing for an exit code that is not 0.
/// Throws ErrorKind::usage for a program that is not there, and for one that failed, in its own words.
std::string output_of(const std::vector<std::string>& command, bool may_fail = false);

/// The end of an --undo that found nothing of ours, perhaps because of a typing error. `what` says
/// which program does not ask us, and for what.
int nothing_to_undo(const std::string& what, const CommandContext& context);

/// From now on the profile serves the URL, which `option` named. It is signed in, or ErrorKind::login_required.
void serve(const std::string& url, std::string_view option, const CommandContext& context);

/// Whether the program that runs us has the environment that we have now.
enum class Caller { with_environment, without_environment };

/// Our program, with the home and the store that it must be told.
std::vector<std::string> own_command(const GlobalOptions& global, Caller caller);

/// The command that asks us, with the options that were typed: it is run in other folders and by other programs.
std::vector<std::string> asking_command(const char* program, const CommandContext& context);

}  // namespace oauthctl::cli
