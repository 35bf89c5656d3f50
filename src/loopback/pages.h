#pragma once

#include <string>

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

/// What the browser comes back from.
enum class Occasion { sign_in, sign_out };

/// Whole responses. Their texts are fixed, so that nothing a stranger sends can come back out of our origin.
std::string refusal_response(Refusal refusal);
std::string outcome_response(Occasion occasion, bool good);

/// A page whose script posts the fragment of its address to where it came from, once it has taken it off the address:
/// no request brings a fragment, so an answer there is seen by the browser alone.
std::string fragment_response();

}  // namespace oauthctl
