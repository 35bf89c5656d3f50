#pragma once

#include <string>
#include <vector>

#include "model/http.h"

namespace oauthctl {

/// One challenge of a WWW-Authenticate field (RFC 9110 §11.6.1).
struct Challenge {
  std::string scheme;  ///< in lower case
  Params parameters;   ///< names in lower case
};

/// All challenges of the answer, in their order. A field that cannot be read to its end gives those before that place.
std::vector<Challenge> challenges(const HttpResponse& response);

}  // namespace oauthctl
