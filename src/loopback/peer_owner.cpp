#include "loopback/peer_owner.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstring>

#include "base/file.h"
#include "base/text.h"

namespace oauthctl {
namespace {

constexpr std::size_t longest_table = 16 << 20;

/// The kernel's name for a user who has no number in our user namespace. It could be anybody, us as well.
constexpr uid_t overflow_user = 65534;

std::string in_hex(std::uint32_t number, int digits) {
  std::string out;
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) out += "0123456789ABCDEF"[(number >> shift) & 15U];
  return out;
}

/// Words of the address as the kernel has them in memory, and the port as a number.
std::string written(const void* address, std::size_t size, in_port_t port) {
  std::string out;
  for (std::size_t at = 0; at < size; at += 4) {
    std::uint32_t word = 0;
    std::memcpy(&word, static_cast<const char*>(address) + at, sizeof word);
    out += in_hex(word, 8);
  }
  return out + ':' + in_hex(ntohs(port), 4);
}

std::string written(const sockaddr_storage& address) {
  if (address.ss_family == AF_INET) {
    sockaddr_in ipv4 = {};
    std::memcpy(&ipv4, &address, sizeof ipv4);
    return written(&ipv4.sin_addr, sizeof ipv4.sin_addr, ipv4.sin_port);
  }
  sockaddr_in6 ipv6 = {};
  std::memcpy(&ipv6, &address, sizeof ipv6);
  return written(&ipv6.sin6_addr, sizeof ipv6.sin6_addr, ipv6.sin6_port);
}

}  // namespace

std::optional<uid_t> owner_in_table(std::string_view table, const std::string& local, const std::string& remote) {
  for (const std::string_view line : split(table, '\n')) {
    // sl, local_address, rem_address, st, the queues, the timer, retrnsmt, uid
    const auto fields = words(line);
    if (fields.size() < 8 || fields[1] != local || fields[2] != remote) continue;
    uid_t uid = 0;
    const auto [end, failed] = std::from_chars(fields[7].data(), fields[7].data() + fields[7].size(), uid);
    if (failed == std::errc{} && *end == '\0') return uid;
  }
  return std::nullopt;
}

std::optional<uid_t> peer_owner(int fd) {
  sockaddr_storage ours = {};
  sockaddr_storage theirs = {};
  socklen_t ours_size = sizeof ours;
  socklen_t theirs_size = sizeof theirs;
  if (getsockname(fd, reinterpret_cast<sockaddr*>(&ours), &ours_size) != 0 ||
      getpeername(fd, reinterpret_cast<sockaddr*>(&theirs), &theirs_size) != 0)
    return std::nullopt;
  const char* table = ours.ss_family == AF_INET ? "/proc/net/tcp" : "/proc/net/tcp6";
  const FileDescriptor file = open_at(AT_FDCWD, table, O_RDONLY);
  std::string text;
  if (!file || !read_all(file.get(), longest_table, text)) return std::nullopt;
  return owner_in_table(text, written(theirs), written(ours));
}

Visitor visitor(std::optional<uid_t> owner, uid_t us) {
  if (!owner || *owner == overflow_user) return Visitor::unknown;
  if (*owner == us || *owner == 0) return Visitor::ours;
  // A person who signs in as root has a browser of another user.
  return us == 0 ? Visitor::unknown : Visitor::another_user;
}

Visitor visitor_at(int fd) {
  return visitor(peer_owner(fd), geteuid());
}

}  // namespace oauthctl
