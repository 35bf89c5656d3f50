#pragma once

#include <concepts>
#include <functional>
#include <string>

#include "cli/terminal.h"
#include "commands/commands.h"
#include "config/paths.h"
#include "config/providers.h"
#include "session/login/detached_login.h"
#include "session/services.h"
#include "store/store_directory.h"

namespace oauthctl::cli {

/// How requests leave this machine, as the environment says (http/transport_settings.h). Empty: the usual way.
struct Route {
  std::string proxy;
  std::string ca_file;
  std::string ca_directory;
};

/// The services of the commands that need the network. main_net.cpp makes it; nothing here is owned.
struct CommandContext {
  const GlobalOptions& global;
  const Paths& paths;
  const Services& services;
  Terminal& terminal;
  Browser& browser;
  ListenerFactory bind_listener;
  ListenerFactory bind_logout_listener;  ///< for the post_logout_redirect_uris
  PasteFactory take_pasted;              ///< for a sign-in that another process began
  const StoreDirectory& stores;
  const Providers& providers;
  const Route& route;
  bool is_read;  ///< for `token`, `exec` and `credential`: the record was read, and its token must be renewed
};

/// Runs the invocation's command and returns its exit code; failures are thrown.
int run(const Invocation& invocation, const CommandContext& context);

/// Each runs one command and returns its exit code; failures are thrown.
int run(const LoginOptions& options, const CommandContext& context);
int run(const LogoutOptions& options, const CommandContext& context);
int run(const TokenOptions& options, const CommandContext& context);
int run(const KeepOptions& options, const CommandContext& context);
int run(const ExecOptions& options, const CommandContext& context);
int run(const CredentialOptions& options, const CommandContext& context);
int run(const SetupOptions& options, const CommandContext& context);
int run(const RequestOptions& options, const CommandContext& context);
int run(const ValidateOptions& options, const CommandContext& context);
int run(const InspectOptions& options, const CommandContext& context);
int run(const DiscoverOptions& options, const CommandContext& context);
int run(const ProvidersOptions& options, const CommandContext& context);
int run(const DoctorOptions& options, const CommandContext& context);
int run(const ProfileOptions& options, const CommandContext& context);
int run(const StoreOptions& options, const CommandContext& context);
int run(const TimerOptions& options, const CommandContext& context);
int run(const RegisterOptions& options, const CommandContext& context);

/// These are answered earlier or by another program. A new command must be in this list or have a run().
template <class Options>
concept AnsweredElsewhere = std::same_as<Options, StatusOptions> || std::same_as<Options, DemoOptions> ||
    std::same_as<Options, DevServerOptions> || std::same_as<Options, HelpOptions> ||
    std::same_as<Options, VersionOptions> || std::same_as<Options, CompletionOptions>;

template <AnsweredElsewhere Options>
int run(const Options&, const CommandContext&) {
  throw Error(ErrorKind::internal, "this command is not answered here");
}

}  // namespace oauthctl::cli
