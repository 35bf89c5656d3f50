#pragma once

#include <poll.h>

#include <functional>
#include <optional>
#include <vector>

#include "loopback/connection.h"

namespace oauthctl {

struct ConnectionLimits {
  std::size_t most = 64;
  std::chrono::milliseconds patience{5000};  ///< from accept to close
};

/// The connections that strangers have open. When there are too many the oldest goes: a browser sends its request as
/// soon as it is connected, so whoever is still silent by then is none.
class Connections {
 public:
  using Clock = Connection::Clock;
  /// Called with each request that has come; responds to it, or takes the connection away and returns true.
  using Serve = std::function<bool(Connection&)>;

  explicit Connections(ConnectionLimits limits) : limits_(limits) {}

  void add_to(std::vector<pollfd>& polled) const;
  /// When the first one is overdue.
  std::optional<Clock::time_point> next_deadline() const;

  /// Accepts what waits at `listening` and goes on with it. True as soon as `serve` is.
  bool accept_from(const FileDescriptor& listening, const Serve& serve);
  /// Goes on with those that poll() reported; `polled` points at what `add_to` added. True as soon as `serve` is.
  bool advance(const pollfd* polled, const Serve& serve);

  void clear() { open_.clear(); }

 private:
  bool advance(Connection& connection, const Serve& serve);
  void make_room();

  ConnectionLimits limits_;
  std::vector<Connection> open_;  ///< the oldest first
};

}  // namespace oauthctl
