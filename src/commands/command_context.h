#pragma once

#include <functional>
#include <string>

#include "cli/command.h"
#include "cli/terminal.h"
#include "session/login.h"
#include "session/services.h"
#include "store/store_directory.h"

namespace oauthctl::cli {

/// What the commands that need the network are given. main_net.cpp makes it; nothing here is owned.
struct CommandContext {
  const GlobalOptions& global;
  const Services& services;
  Terminal& terminal;
  Browser& browser;
  ListenerFactory bind_listener;
  ListenerFactory bind_logout_listener;  ///< for the post_logout_redirect_uris
  /// The absolute path of the client file: the one named, else ./secrets.json, else the home's. Throws ErrorKind::usage
  /// when there is none.
  std::function<std::string(const std::optional<std::string>& named)> find_client_file;
  /// `--secrets -`
  std::function<ClientFile()> read_client_file_from_stdin;
  const StoreDirectory& stores;
  bool is_read;  ///< the profile's record was read and does not answer `token`: its token must be renewed
};

/// Runs the invocation's command and returns its exit code; failures are thrown.
int run(const Invocation& invocation, const CommandContext& context);

/// Each runs one command.
int run(const LoginCommand& command, const CommandContext& context);
int run(const TokenCommand& command, const CommandContext& context);
int run(const ValidateCommand& command, const CommandContext& context);
int run(const RequestCommand& command, const CommandContext& context);
int run(const LogoutCommand& command, const CommandContext& context);
int run(const StoreCommand& command, const CommandContext& context);
int run(const DiscoverCommand& command, const CommandContext& context);
int run(const InspectCommand& command, const CommandContext& context);
int run(const RegisterCommand& command, const CommandContext& context);

}  // namespace oauthctl::cli
