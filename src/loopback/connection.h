#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/file_descriptor.h"

namespace oauthctl {

/// One connection, one request, one response. Nothing in it blocks; `advance` is called when poll() says so.
class Connection {
 public:
  using Clock = std::chrono::steady_clock;
  enum class Stage {
    receiving,  ///< the request has not come whole
    received,   ///< waits for `respond`
    sending,
    draining,  ///< all is sent; what the peer still sends is thrown away, for closing on it would cost it the response
    closed,
  };

  Connection(FileDescriptor socket, Clock::time_point deadline) : socket_(std::move(socket)), deadline_(deadline) {}

  int fd() const { return socket_.get(); }
  /// What to poll for.
  short events() const;
  Stage stage() const { return stage_; }
  Clock::time_point deadline() const { return deadline_; }
  /// What has come of the request, which is all of it once `received`, unless it is too long or time was up.
  const std::string& request() const { return request_; }

  /// Goes on as far as possible without waiting.
  void advance();
  /// Time is up: a request that has begun to come is taken as it is, anything else is closed.
  void expire();
  /// Sends this and then closes.
  void respond(std::string response);
  /// Goes on until it is closed, for no longer than this.
  void finish_within(std::chrono::milliseconds patience);

 private:
  void receive();
  void send_response();
  void drain();

  FileDescriptor socket_;
  Clock::time_point deadline_;
  Stage stage_ = Stage::receiving;
  std::string request_;
  std::optional<std::size_t> length_;  ///< of the request, once its head has come
  std::string response_;
};

}  // namespace oauthctl
