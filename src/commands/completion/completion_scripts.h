#pragma once

#include "commands/completion/completion.h"

namespace oauthctl::cli {

/// The script of that shell. It sends the words of the line to `oauthctl completion SHELL --words` on stdin, because an
/// unfinished line may have a secret in it, and other users can read a process's arguments.
std::string_view completion_script(Shell shell);

}  // namespace oauthctl::cli
