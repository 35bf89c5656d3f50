#pragma once

#include "cli/fill.h"

namespace oauthctl::cli {

enum class Shell { bash, zsh, fish };

struct CompletionOptions {
  Shell shell = Shell::bash;
  bool words = false;  ///< complete the words on stdin, which each end in a NUL; the last one is unfinished
};

namespace completion_command {

using Completes = Fills<CompletionOptions>;

inline constexpr Word shells[] = {
    {"bash", "source <(oauthctl completion bash)"},
    {"zsh", "source <(oauthctl completion zsh), after compinit"},
    {"fish", "oauthctl completion fish | source"},
};

inline constexpr Option table[] = {
    {.name = "SHELL",
     .help = "whose script to print; to try it:",
     .words = shells,
     .required = true,
     .fill = Completes::to<&CompletionOptions::shell>},
    {.name = "--words",
     .help = "list what can follow the words on stdin, for the scripts",
     .fill = Completes::to<&CompletionOptions::words>},
};

inline constexpr Example examples[] = {
    {"source <(oauthctl completion bash)", "in ~/.bashrc"},
    {"oauthctl completion zsh >~/.zfunc/_oauthctl", "fpath+=~/.zfunc before compinit"},
    {"oauthctl completion fish >~/.config/fish/completions/oauthctl.fish"},
};

}  // namespace completion_command

template <>
inline constexpr Description description_of<CompletionOptions> =
    complete({.name = "completion",
              .group = "Help",
              .summary = "Print a script that completes commands in your shell",
              .options = completion_command::table,
              .examples = completion_command::examples});

}  // namespace oauthctl::cli
