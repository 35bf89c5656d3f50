#pragma once

#include "cli/fill.h"
#include "cli/global_options.h"

namespace oauthctl::cli {

/// In the order of the words.
enum class SetupProgram { git, docker, kubectl, timer };

struct SetupOptions {
  SetupProgram program = SetupProgram::git;
  std::string target;  ///< a host, a registry, a user of a kubeconfig; empty for the timer
  bool undo = false;
};

namespace setup_command {

/// Throws ErrorKind::usage if TARGET is missing, or given for the timer.
void check(SetupOptions& options, GlobalOptions& global);

using Setup = Fills<SetupOptions>;

inline constexpr Word programs[] = {
    {"git", "TARGET is a host or a URL: git config --global"},
    {"docker", "TARGET is a registry: ~/.docker/config.json"},
    {"kubectl", "TARGET is a user: kubectl config set-credentials"},
    {"timer", "no TARGET: systemd renews the token before it expires"},
};

inline constexpr Option table[] = {
    {.name = "PROGRAM",
     .help = "which program's settings to change:",
     .words = programs,
     .required = true,
     .fill = Setup::to<&SetupOptions::program>},
    {.name = "TARGET",
     .help = "the host, registry or user to use the profile for",
     .fill = Setup::to<&SetupOptions::target>},
    {.name = "--undo", .help = "remove what setup wrote", .fill = Setup::to<&SetupOptions::undo>},
};

inline constexpr Example examples[] = {
    {"oauthctl setup git git.example.com -p work"}, {"oauthctl setup docker registry.example.com"},
    {"oauthctl setup kubectl ann -p cluster"},      {"oauthctl setup timer -p work", "renews before the token expires"},
    {"oauthctl setup git git.example.com --undo"},
};

}  // namespace setup_command

template <>
inline constexpr Description description_of<SetupOptions> =
    complete({.name = "setup",
              .group = "Use the token",
              .summary = "Tell git, docker, kubectl or a timer to use oauthctl",
              .options = setup_command::table,
              .examples = setup_command::examples,
              .check = setup_command::Setup::check<setup_command::check>});

}  // namespace oauthctl::cli
