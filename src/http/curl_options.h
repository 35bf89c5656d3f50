#pragma once

#include <curl/curl.h>

#include <string>

#include "base/url.h"
#include "http/transport_settings.h"
#include "http/trust.h"
#include "model/http.h"
#include "oauthctl/error.h"

namespace oauthctl {

/// An option that cannot be set might be a protection, so the request is not sent.
template <typename Value>
void set(void* easy, CURLoption option, Value value) {
  const CURLcode code = (curl_easy_setopt)(easy, option, value);
  if (code != CURLE_OK) {
    throw Error(ErrorKind::internal,
                "libcurl refuses option " + std::to_string(option) + ": " + curl_easy_strerror(code));
  }
}

inline void set(void* easy, CURLoption option, const std::string& value) {
  set(easy, option, value.c_str());
}

/// The URL, the proxy and the trusted certificates. Verification is curl's default, and nothing here turns it off.
void set_connection(void* easy, const Url& url, const TransportSettings& settings, const Trust& trust);
/// Method, header fields, and a body in memory. `fields` and the request must outlive the transfer.
void set_request(void* easy, const HttpRequest& request, curl_slist* fields);
/// The timeouts, and whether a signal ends the transfer.
void set_limits(void* easy, const HttpRequest& request);

}  // namespace oauthctl
