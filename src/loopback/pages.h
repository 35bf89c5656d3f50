#pragma once

#include <string>

#include "model/callback_listener.h"

namespace oauthctl {

/// Why a request is turned away: HTTP status codes (RFC 9110 §15.5, RFC 6585 §5).
enum class Refusal {
  bad_request = 400,
  forbidden = 403,
  not_found = 404,
  method_not_allowed = 405,
  too_slow = 408,
  length_required = 411,
  body_too_large = 413,
  unsupported_type = 415,
  misdirected = 421,
  head_too_large = 431,
};

/// The kind of answer with which the browser comes back.
enum class Occasion { sign_in, sign_out };

/// Complete responses. Their texts are fixed, so that our origin never returns anything that a stranger sent. Only
/// lead_on_response() has values in it, which are ours.
std::string refusal_response(Refusal refusal);
std::string outcome_response(Occasion occasion, bool good);

/// A page whose script removes the fragment from its address and then posts it back to the listener. Requests carry no
/// fragment, so only the browser sees an answer in it.
std::string fragment_response();

/// Leads the browser to where the sign-in or the sign-out begins, without saying where it came from.
std::string lead_on_response(const BrowserTarget& destination);
/// For a second visitor.
std::string used_response();

}  // namespace oauthctl
