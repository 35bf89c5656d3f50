#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "loopback/pages.h"
#include "oauthctl/params.h"

namespace oauthctl {

/// Where the answer must be sent to.
struct CallbackTarget {
  std::string host;  ///< as in the redirect URI, in lower case
  int port = 0;
  std::string path;
};

using AnswerCheck = std::function<bool(const Params&)>;

/// Longer heads are refused. Authorization codes have been seen with 2 KiB; cookies of other programs on `localhost`
/// come along.
constexpr std::size_t longest_head = 16'384;

/// Nothing for a query with a broken % escape.
std::optional<Params> decode_query(std::string_view query);

/// The parameters of a request that is the answer, or the refusal for one that is not. Everything here is a stranger's:
/// any program on this machine and any page in the browser can send it. A head without its end is one that time ran out
/// on.
std::variant<Params, Refusal> judge(std::string_view head, const CallbackTarget& target, const AnswerCheck& is_answer);

}  // namespace oauthctl
