#pragma once

#include <array>
#include <variant>

#include "cli/global_options.h"
#include "commands/completion/completion.h"
#include "commands/credential/credential.h"
#include "commands/demo.h"
#include "commands/dev_server.h"
#include "commands/discover.h"
#include "commands/doctor/doctor.h"
#include "commands/exec/exec.h"
#include "commands/help.h"
#include "commands/inspect.h"
#include "commands/keep/keep.h"
#include "commands/login/login.h"
#include "commands/logout.h"
#include "commands/profile/profile.h"
#include "commands/providers/providers.h"
#include "commands/register.h"
#include "commands/request/request.h"
#include "commands/setup/setup.h"
#include "commands/status.h"
#include "commands/store/store.h"
#include "commands/timer.h"
#include "commands/token/token.h"
#include "commands/validate.h"

namespace oauthctl::cli {

/// Every command, in the order of `oauthctl help`. One that lacks its description, or a run() for it, does not compile.
using Command =
    std::variant<LoginOptions, LogoutOptions, TokenOptions, KeepOptions, ExecOptions, CredentialOptions, SetupOptions,
                 RequestOptions, StatusOptions, ValidateOptions, InspectOptions, DiscoverOptions, DoctorOptions,
                 ProfileOptions, ProvidersOptions, StoreOptions, TimerOptions, RegisterOptions, DemoOptions,
                 DevServerOptions, HelpOptions, VersionOptions, CompletionOptions>;

template <class... Options>
constexpr std::array<Description, sizeof...(Options)> descriptions_of(const std::variant<Options...>*) {
  return {description_of<Options>...};
}
inline constexpr auto descriptions = descriptions_of(static_cast<const Command*>(nullptr));

/// A command line, read and checked.
struct Invocation {
  GlobalOptions global;
  Command command;
};

/// Both programs call it with the same arguments and get the same result. Throws ErrorKind::usage, with the command to
/// type for help.
Invocation parse(int argc, char** argv, const Environment& environment);

/// The value of `--color`, even on a command line that parse() refuses, because the refusal is coloured too.
Color color_named(int argc, char** argv);

}  // namespace oauthctl::cli
