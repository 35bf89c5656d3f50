#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/params.h"
#include "loopback/pages.h"

namespace oauthctl {

/// Where the answer must be sent to.
struct CallbackTarget {
  std::string host;  ///< as in the redirect URI, in lower case
  int port = 0;
  std::string path;
  std::string query = {};    ///< of the redirect URI itself
  bool in_fragment = false;  ///< the answer is posted by fragment_response()'s page, and by no other
};

using AnswerCheck = std::function<bool(const Params&)>;

/// Longer heads are refused. Authorization codes have been seen with 2 KiB; cookies of other programs on `localhost`
/// come along.
constexpr std::size_t longest_head = 16'384;
/// Longer bodies are refused. Servers choose form_post because an ID token can outgrow a URL.
constexpr std::size_t longest_body = 65'536;

/// Nothing for a query or a form with a broken % escape.
std::optional<Params> decode_query(std::string_view query);

/// How long the request is that these bytes begin: its head, and behind that the body of a form that may be the answer.
/// No other body is waited for. Nothing while the head has not come whole.
std::optional<std::size_t> request_length(std::string_view bytes);

/// The parameters of a request that is the answer, or the refusal for one that is not: a GET's query, or the form of a
/// POST (OAuth 2.0 Form Post Response Mode §2). Everything here is a stranger's: any program on this machine and any
/// page in the browser can send it. A request without its end is one that time ran out on.
std::variant<Params, Refusal> judge(std::string_view request, const CallbackTarget& target,
                                    const AnswerCheck& is_answer);

/// Whether this is the browser on its way to the redirect URI with the answer in a fragment that is awaited, of which
/// the request has nothing.
bool is_landing(std::string_view request, const CallbackTarget& target);

}  // namespace oauthctl
