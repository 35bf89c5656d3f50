#pragma once

#include <string>
#include <string_view>

#include "base/file_descriptor.h"

namespace oauthctl {

/// A raw connection to a port of this machine, as any program and any web page can make it. Nothing waits for longer
/// than some seconds.
class Stranger {
 public:
  explicit Stranger(int port, const std::string& address = "127.0.0.1");

  bool connected() const { return static_cast<bool>(socket_); }
  int fd() const { return socket_.get(); }
  /// Whether all of it could be sent.
  bool send(std::string_view bytes) const;
  /// Everything until the other side closes, with a note at its end if it did not close properly.
  std::string read_all() const;
  /// Whether the other side has sent something or closed within this time.
  bool hears_within(int milliseconds) const;
  /// Whether the other side has closed within this time, without having sent a byte.
  bool closed_within(int milliseconds) const;
  void hang_up() { socket_.reset(); }
  /// Leaves in the rudest way: ends its side, then resets the connection.
  void abort();

 private:
  FileDescriptor socket_;
};

/// A whole GET request.
std::string get_request(const std::string& target, const std::string& host);

/// A whole POST of a form, with `fields` (each ending in CRLF) in its head.
std::string post_request(const std::string& target, const std::string& host, const std::string& body,
                         const std::string& fields = "Content-Type: application/x-www-form-urlencoded\r\n");

/// Whether a program that asks to share the port (SO_REUSEADDR, SO_REUSEPORT) gets to listen on it.
bool can_share_port(const std::string& address, int port);

/// Accepts the stranger's connection and closes it before the stranger does.
void close_first(const FileDescriptor& listening, Stranger& stranger);

}  // namespace oauthctl
