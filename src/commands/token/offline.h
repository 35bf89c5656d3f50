#pragma once

#include <functional>
#include <optional>

#include "cli/terminal.h"
#include "commands/commands.h"
#include "model/store.h"
#include "store/store_directory.h"

namespace oauthctl::cli {

/// Whether this machine's records are the originals or copies of records that machines share.
enum class Records { own, copies };

/// `help` and `version`
int answer(const HelpOptions& options, Terminal& terminal);
int answer(const VersionOptions& options, Terminal& terminal);

/// The folder of the records for these options.
using ProfilesFolder = std::function<std::string(const GlobalOptions& global)>;

/// `completion`; `global` has what the environment says.
int answer(const CompletionOptions& options, GlobalOptions global, const ProfilesFolder& folder, Terminal& terminal);

/// Answers the command from the disk if possible, and returns the exit code. Returns nothing if the network is needed;
/// then it has written and printed nothing.
std::optional<int> answer_locally(const Invocation& invocation, TokenStore& store, TimePoint now, Terminal& terminal,
                                  Records records = Records::own);

/// Whether the command shows what this machine knows: it never asks the network, not even for a shared record.
bool is_answered_offline(const Invocation& invocation);

/// The records on this machine's disk that may answer the command: its profile's, or those of all.
StoreDirectory::OnDisk on_disk(const Invocation& invocation, const StoreDirectory& stores);

/// Answers a command that the front handed over without reading its record. It may not need the network.
std::optional<int> answer_handed_over(const Invocation& invocation, const StoreDirectory& stores, TokenStore& store,
                                      TimePoint now, Terminal& terminal);

/// Those that are signed in, and those that cannot be read.
std::vector<std::string> profiles_to_sign_out(const TokenStore& store);

/// `logout --local`, which keeps the profiles' settings
int sign_out(const GlobalOptions& global, const LogoutOptions& options, TokenStore& store, TimePoint now,
             Terminal& terminal);

}  // namespace oauthctl::cli
