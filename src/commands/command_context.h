#pragma once

#include <functional>
#include <string>

#include "cli/command.h"
#include "cli/terminal.h"
#include "session/login.h"
#include "session/services.h"

namespace oauthctl::cli {

/// What `store` needs to know of stores in general.
struct Stores {
  std::function<std::unique_ptr<TokenStore>(const std::string& url)> open;
  /// Makes that store the profile's.
  std::function<void(const std::string& profile, const std::string& url)> bind;
  std::function<Secret(const Record&)> encode;
  /// The inverse, and Google's authorized_user file; throws ErrorKind::usage naming `source`.
  std::function<Record(const std::string& text, const std::string& source)> decode;
};

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
  /// Makes the store that the command line names the profile's, so that it need not be named again.
  std::function<void()> keep_store;
  /// `--secrets -`
  std::function<ClientFile()> read_client_file_from_stdin;
  Stores stores;
};

/// Each runs one command and returns its exit code; failures are thrown.
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
