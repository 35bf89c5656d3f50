#include "loopback/connections.h"

#include <sys/socket.h>

#include <cerrno>

namespace oauthctl {
namespace {

/// Limits each round, so that a flood of connections cannot keep the loop from reading the others.
constexpr int most_accepted_at_once = 16;

bool lacks_resources(int error) {
  return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
}

/// Checked before accept4(), which reports EMFILE even if nobody waits: the browser's connection would be closed for
/// nothing.
bool somebody_waits_at(const FileDescriptor& listening) {
  pollfd waiting{listening.get(), POLLIN, 0};
  return poll(&waiting, 1, 0) == 1;
}

}  // namespace

void Connections::add_to(std::vector<pollfd>& polled) const {
  for (const auto& connection : open_) polled.push_back({connection.fd(), connection.events(), 0});
}

std::optional<Connections::Clock::time_point> Connections::next_deadline() const {
  if (open_.empty()) return std::nullopt;
  return open_.front().deadline();
}

bool Connections::accept_from(const FileDescriptor& listening, const Serve& serve) {
  for (int i = 0; i < most_accepted_at_once && somebody_waits_at(listening); ++i) {
    FileDescriptor socket(accept4(listening.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (!socket && lacks_resources(errno)) make_room();
    if (!socket) return false;
    if (open_.size() >= limits_.most) open_.erase(open_.begin());
    ServerTls::Session session = tls_ != nullptr ? tls_->begin(socket.get()) : nullptr;
    if (tls_ != nullptr && !session) return false;
    open_.emplace_back(std::move(socket), Clock::now() + limits_.patience, std::move(session));
    if (advance(open_.back(), serve)) return true;
  }
  return false;
}

void Connections::make_room() {
  if (!open_.empty()) {
    open_.erase(open_.begin());
  } else {
    poll(nullptr, 0, 50);  // the descriptors are another part's; poll() would report the same connection at once
  }
}

bool Connections::advance(const pollfd* polled, const Serve& serve) {
  const auto now = Clock::now();
  for (auto& connection : open_) {
    const bool ready = (polled++)->revents != 0;
    if (connection.deadline() <= now) connection.expire();
    if ((ready || connection.deadline() <= now) && advance(connection, serve)) return true;
  }
  std::erase_if(open_, [](const Connection& connection) { return connection.stage() == Connection::Stage::closed; });
  return false;
}

bool Connections::advance(Connection& connection, const Serve& serve) {
  connection.advance();
  return connection.stage() == Connection::Stage::received && serve(connection);
}

}  // namespace oauthctl
