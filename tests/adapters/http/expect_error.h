#pragma once

#include <gtest/gtest.h>

#include <string>

#include "http/curl_transport.h"
#include "oauthctl/error.h"
#include "support/scripted_server.h"

namespace oauthctl::testing {

/// The error that `step` throws. If it throws nothing, the test fails and gets an error that matches nothing.
template <typename Step>
Error error_of(Step step) {
  try {
    step();
  } catch (const Error& error) {
    return error;
  }
  ADD_FAILURE() << "nothing was thrown";
  return {ErrorKind::internal, ""};
}

inline HttpRequest get(const std::string& url) {
  HttpRequest request;
  request.url = url;
  request.timeout = std::chrono::seconds(10);
  return request;
}

inline HttpRequest post(const std::string& url, const std::string& body) {
  HttpRequest request = get(url);
  request.method = "POST";
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
  request.body = Secret(body);
  return request;
}

/// The failure of one GET that is answered by `script`.
inline Error failure_of_answer(Script script, std::chrono::milliseconds timeout = std::chrono::seconds(10)) {
  ScriptedServer server({std::move(script)});
  CurlTransport transport({});
  HttpRequest request = get(server.url("/token?code=hidden"));
  request.timeout = timeout;
  return error_of([&] { transport.send(request); });
}

}  // namespace oauthctl::testing
