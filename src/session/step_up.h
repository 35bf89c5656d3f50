#pragma once

#include <optional>
#include <string>

#include "model/http.h"
#include "model/record.h"
#include "oauthctl/error.h"

namespace oauthctl {

/// The sign-in that a resource wants before it accepts the profile's token.
struct StepUp {
  std::string message;   ///< what the API wants
  std::string obstacle;  ///< a sentence: why no sign-in can be named; empty: one can
  std::string scope;     ///< the whole scope to ask for; empty: the profile's
  Params asked;          ///< acr_values, max_age and claims, as in LoginRequest
  std::string demand;    ///< equal for equal challenges
};

/// Whether the answer is a challenge to sign in again, so that renewing the token cannot help: insufficient_scope
/// (RFC 6750 §3.1), insufficient_user_authentication (RFC 9470 §3), or insufficient_claims (Entra's claims challenge).
bool wants_step_up(const HttpResponse& response);

/// The demand of such a challenge, added to what the profile asks for already. `client_params` are the extra parameters
/// of the client file. Nothing for any other answer.
std::optional<StepUp> step_up(const HttpResponse& response, const Record& record, const Params& client_params = {});

/// The command of that sign-in, or a sentence. `claims_file` has the claims, if there are any.
Hint step_up_hint(const StepUp& step, const std::string& profile, const std::string& claims_file = {});

}  // namespace oauthctl
