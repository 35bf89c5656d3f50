#include "commands/keep/service_manager.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstddef>

#include "base/file_descriptor.h"

namespace oauthctl::cli {
namespace {

std::optional<long long> number(const std::optional<std::string>& text) {
  long long value = 0;
  if (!text) return std::nullopt;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  return error == std::errc{} && end == text->data() + text->size() ? std::optional(value) : std::nullopt;
}

/// Half of the time after which it would kill us.
std::optional<std::chrono::milliseconds> watchdog_of(const Environment& environment) {
  const auto microseconds = number(environment("WATCHDOG_USEC"));
  const auto process = number(environment("WATCHDOG_PID"));
  if (!microseconds || *microseconds <= 0 || (process && *process != getpid())) return std::nullopt;
  return std::max(std::chrono::milliseconds(1), std::chrono::milliseconds(*microseconds / 2000));
}

}  // namespace

ServiceManager::ServiceManager(const Environment& environment)
    : socket_(environment("NOTIFY_SOCKET").value_or("")), watchdog_(watchdog_of(environment)) {}

void ServiceManager::tell(const std::string& lines) const {
  sockaddr_un address = {};
  if (socket_.empty() || socket_.size() >= sizeof address.sun_path) return;
  address.sun_family = AF_UNIX;
  std::copy(socket_.begin(), socket_.end(), address.sun_path);
  if (socket_[0] == '@') address.sun_path[0] = '\0';  // an abstract name, which no null byte ends
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + socket_.size());
  const FileDescriptor from(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  if (!from) return;
  sendto(from.get(), lines.data(), lines.size(), MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&address), size);
}

bool is_service_managers(std::string_view name) {
  return name == "NOTIFY_SOCKET" || name == "WATCHDOG_USEC" || name == "WATCHDOG_PID";
}

}  // namespace oauthctl::cli
