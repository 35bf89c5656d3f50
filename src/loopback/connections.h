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

/// All open connections, from anybody. If there are too many, the oldest is closed: a browser sends its request as soon
/// as it is connected, so a silent peer is not a browser.
class Connections {
 public:
  using Clock = Connection::Clock;
  /// Called with each complete request. Responds to it, or takes the connection away and returns true.
  using Serve = std::function<bool(Connection&)>;

  /// With `tls`, clients must speak TLS; it must outlive this.
  explicit Connections(ConnectionLimits limits, const ServerTls* tls = nullptr) : limits_(limits), tls_(tls) {}

  void add_to(std::vector<pollfd>& polled) const;
  /// The time at which the first one is overdue.
  std::optional<Clock::time_point> next_deadline() const;

  /// Accepts the connections that wait at `listening` and advances them. True as soon as `serve` returns true.
  bool accept_from(const FileDescriptor& listening, const Serve& serve);
  /// Advances those that poll() reported. `polled` points to the entries of `add_to`. True as soon as `serve` returns
  /// true.
  bool advance(const pollfd* polled, const Serve& serve);

  void clear() { open_.clear(); }
  bool empty() const { return open_.empty(); }

 private:
  bool advance(Connection& connection, const Serve& serve);
  void make_room();

  ConnectionLimits limits_;
  const ServerTls* tls_;
  std::vector<Connection> open_;  ///< the oldest first
};

}  // namespace oauthctl
