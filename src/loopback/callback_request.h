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
  std::string query = {};  ///< of the redirect URI itself
  std::string scheme = "http";
  bool in_fragment = false;  ///< the answer is posted by fragment_response()'s page, and by no other
};

using AnswerCheck = std::function<bool(const Params&)>;

/// Longer heads are refused. There are authorization codes of 2 KiB, and browsers add the cookies of other programs on
/// `localhost`.
constexpr std::size_t longest_head = 16'384;
/// Longer bodies are refused. Servers choose form_post because an ID token can outgrow a URL.
constexpr std::size_t longest_body = 65'536;

/// Nothing for a query or a form with a broken % escape.
std::optional<Params> decode_query(std::string_view query);

/// The length of the request that starts with these bytes: its head, and the body of a form that may be the answer.
/// Other bodies are not awaited. Nothing until the head is complete.
std::optional<std::size_t> request_length(std::string_view bytes);

/// The parameters of a request that is the answer, or the refusal for one that is not: a GET's query, or the form of a
/// POST (OAuth 2.0 Form Post Response Mode §2). Everything here is untrusted: any program on this machine and any page
/// in the browser can send it. An incomplete request is one that timed out.
std::variant<Params, Refusal> judge(std::string_view request, const CallbackTarget& target,
                                    const AnswerCheck& is_answer);

/// Whether this is a GET for that path of the listener, without a query.
bool asks_for(std::string_view request, const CallbackTarget& target, std::string_view path);

/// Whether this is the browser's request for the redirect URI while the answer is expected in the fragment, which the
/// request does not carry.
bool is_landing(std::string_view request, const CallbackTarget& target);

}  // namespace oauthctl
