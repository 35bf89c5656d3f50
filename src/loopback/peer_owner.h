#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <string_view>

namespace oauthctl {

/// Whose program is at the other end of a connection from this machine.
enum class Visitor {
  ours,  ///< this user's or root's, who could read our memory anyway
  another_user,
  unknown,  ///< behind a proxy, in another container, or the system does not say
};

Visitor visitor_at(int fd);

/// The user of the socket at the other end; nothing if the system does not say.
std::optional<uid_t> peer_owner(int fd);

/// Judges the owner of a connection from the side of `us`.
Visitor visitor(std::optional<uid_t> owner, uid_t us);

/// The owner of the socket with these addresses, as they stand in Linux's /proc/net/tcp and tcp6 (proc_net_tcp in the
/// kernel's documentation).
std::optional<uid_t> owner_in_table(std::string_view table, const std::string& local, const std::string& remote);

}  // namespace oauthctl
