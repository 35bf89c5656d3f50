#pragma once

#include <optional>

#include "commands/commands.h"
#include "config/paths.h"
#include "store/store_directory.h"

namespace oauthctl::cli {

/// Settles which profile the command is for, if none is named by -p or OAUTHCTL_PROFILE: the one that serves the
/// command's URL, else the chosen one. Throws ErrorKind::usage if two serve it equally, and for a URL that servers may
/// read in two ways on an origin that somebody serves. The `credential` command gets its question (helper_input.h).
void settle_profile(Invocation& invocation, const StoreDirectory& stores);

/// The profile that serves the URL; nothing: nobody does. Throws ErrorKind::usage if two serve it equally.
std::optional<std::string> profile_serving(const Destination& url, const StoreDirectory& stores);

/// How the profile of the command was chosen.
inline Chosen chosen(const GlobalOptions& global) {
  return global.profile_found ? Chosen::by_url : Chosen::by_name;
}

/// --no-store needs none.
inline Folders folders_for(const GlobalOptions& global) {
  return global.store == "memory" ? Folders::optional : Folders::needed;
}

}  // namespace oauthctl::cli
