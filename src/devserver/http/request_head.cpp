#include "devserver/http/request_head.h"

#include <algorithm>
#include <chrono>

namespace oauthctl::devserver {
namespace {

using Instant = std::chrono::steady_clock;

constexpr std::chrono::seconds time_for_a_head{10};

/// The position behind the empty line; npos: it has not come yet.
std::size_t end_of_head(std::string_view received) {
  if (received.starts_with("\r\n")) return 2;
  const auto empty_line = received.find("\n\r\n");
  return empty_line == std::string_view::npos ? empty_line : empty_line + 3;
}

}  // namespace

HeadState state_of_head(std::string_view received) {
  const auto end = end_of_head(received);
  const std::string_view head = received.substr(0, end);
  // Two lines are not fields: the request line and the empty one.
  const bool too_many = std::count(head.begin(), head.end(), '\n') > static_cast<std::ptrdiff_t>(most_fields) + 2;
  if (head.size() > largest_head || too_many) return HeadState::too_large;
  return end == std::string_view::npos ? HeadState::incomplete : HeadState::whole;
}

ReceivedHead receive_head(Connection& connection) {
  ReceivedHead head;
  const auto deadline = Instant::now() + time_for_a_head;
  while (head.state == HeadState::incomplete && Instant::now() < deadline) {
    char piece[4096];
    const ssize_t size = connection.read(piece, sizeof piece);
    if (size <= 0) break;
    head.bytes.append(piece, static_cast<std::size_t>(size));
    head.state = state_of_head(head.bytes);
  }
  return head;
}

}  // namespace oauthctl::devserver
