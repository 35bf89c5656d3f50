#include "loopback/connection.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>

#include "loopback/callback_request.h"

namespace oauthctl {
namespace {

bool must_wait() {
  return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

}  // namespace

short Connection::events() const {
  switch (stage_) {
    case Stage::draining:
      return POLLIN;
    case Stage::receiving:
    case Stage::sending:
      return wants_write_ ? POLLOUT : POLLIN;
    case Stage::received:
    case Stage::closed:
      return 0;
  }
  return 0;
}

void Connection::advance() {
  if (stage_ == Stage::receiving) receive();
  if (stage_ == Stage::sending) send_response();
  if (stage_ == Stage::draining) drain();
}

void Connection::receive() {
  std::array<char, longest_head + 1> buffer = {};
  const auto wanted = length_ ? std::min(buffer.size(), *length_ - request_.size()) : buffer.size() - request_.size();
  const auto count = receive_some(socket_.get(), tls_.get(), buffer.data(), wanted, wants_write_);
  if (count < 0 && must_wait()) return;
  if (count <= 0) {
    stage_ = Stage::closed;
    return;
  }
  request_.append(buffer.data(), static_cast<std::size_t>(count));
  if (!length_) length_ = request_length(request_);
  // Bytes after the request belong to a second one, which is not served.
  if (length_ && request_.size() > *length_) request_.resize(*length_);
  if (length_ ? request_.size() == *length_ : request_.size() > longest_head) stage_ = Stage::received;
}

void Connection::expire() {
  stage_ = stage_ == Stage::receiving && !request_.empty() ? Stage::received : Stage::closed;
}

void Connection::respond(std::string response) {
  response_ = std::move(response);
  stage_ = Stage::sending;
  advance();
}

void Connection::send_response() {
  const auto count = send_some(socket_.get(), tls_.get(), response_.data(), response_.size(), wants_write_);
  if (count < 0) {
    if (!must_wait()) stage_ = Stage::closed;
    return;
  }
  response_.erase(0, static_cast<std::size_t>(count));
  if (!response_.empty()) return;
  end_sending(socket_.get(), tls_.get());
  stage_ = Stage::draining;
}

void Connection::drain() {
  std::array<char, longest_head> buffer = {};
  const auto count = recv(socket_.get(), buffer.data(), buffer.size(), 0);
  if (count == 0 || (count < 0 && !must_wait())) stage_ = Stage::closed;
}

void Connection::finish_within(std::chrono::milliseconds patience) {
  const auto end = Clock::now() + patience;
  while (stage_ != Stage::closed) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now()).count();
    if (left <= 0) return;
    pollfd ready{socket_.get(), events(), 0};
    poll(&ready, 1, static_cast<int>(left));
    advance();
  }
}

}  // namespace oauthctl
