#pragma once

#include <string>

#include "base/url.h"
#include "http/transport_settings.h"
#include "http/trust.h"
#include "model/http.h"
#include "oauthctl/error.h"

namespace oauthctl {

/// A failed attempt and its settings.
struct FailedAttempt {
  void* easy;  ///< curl's handle, which knows how far it got
  int code;    ///< a CURLcode
  std::string words;
  const Url& url;
  const HttpRequest& request;
  const TransportSettings& settings;
  const Trust& trust;
};

/// Whether another set of trusted authorities could have made a difference.
bool issuer_unknown(const FailedAttempt& attempt);

/// Throws the cause in plain words: ErrorKind::unavailable for the network (NetworkFault) and TLS, ErrorKind::protocol
/// for an answer that is not HTTP.
[[noreturn]] void throw_failure(const FailedAttempt& attempt);

}  // namespace oauthctl
