#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/file_descriptor.h"
#include "loopback/tls.h"

namespace oauthctl {

/// One connection with one request and one response. It never blocks. `advance` is called when poll() reports it.
class Connection {
 public:
  using Clock = std::chrono::steady_clock;
  enum class Stage {
    receiving,  ///< the request is not complete
    received,   ///< waits for `respond`
    sending,
    draining,  ///< all is sent; drops what the peer still sends, because closing now could cost it the response
    closed,
  };

  /// With a session of TLS, the bytes go through it.
  Connection(FileDescriptor socket, Clock::time_point deadline, ServerTls::Session tls = {})
      : socket_(std::move(socket)), tls_(std::move(tls)), deadline_(deadline) {}

  int fd() const { return socket_.get(); }
  /// The events to poll for.
  short events() const;
  Stage stage() const { return stage_; }
  Clock::time_point deadline() const { return deadline_; }
  /// The received part of the request. In the state `received` it is complete, unless it is too long or time was up.
  const std::string& request() const { return request_; }

  /// Continues as far as possible without waiting.
  void advance();
  /// Time is up: takes a request that has begun to arrive as it is, and closes anything else.
  void expire();
  /// Sends this and then closes.
  void respond(std::string response);
  /// Continues until it is closed, for at most this long.
  void finish_within(std::chrono::milliseconds patience);

 private:
  void receive();
  void send_response();
  void drain();

  FileDescriptor socket_;
  ServerTls::Session tls_;
  bool wants_write_ = false;  ///< TLS can need to write before it can read, and the other way round
  Clock::time_point deadline_;
  Stage stage_ = Stage::receiving;
  std::string request_;
  std::optional<std::size_t> length_;  ///< of the request, once its head has arrived
  std::string response_;
};

}  // namespace oauthctl
