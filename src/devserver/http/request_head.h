#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "devserver/http/connection.h"

namespace oauthctl::devserver {

/// The bounds of a request's head. The library has none: it keeps as many bytes as somebody sends.
inline constexpr std::size_t largest_head = 16'384;
inline constexpr std::size_t most_fields = 100;

/// A head ends with an empty line (RFC 9112 §2.1).
enum class HeadState { incomplete, whole, too_large };

HeadState state_of_head(std::string_view received);

/// The first bytes of a request: its head, and the part of its body that came with it.
struct ReceivedHead {
  HeadState state = HeadState::incomplete;
  std::string bytes;
};

/// Reads until the head is whole or too large. It stays incomplete if the peer stops sending, or takes longer than ten
/// seconds.
ReceivedHead receive_head(Connection& connection);

}  // namespace oauthctl::devserver
