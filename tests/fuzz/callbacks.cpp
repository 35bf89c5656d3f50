#include "fuzz/harness.h"
#include "fuzz/properties.h"
#include "loopback/callback_request.h"
#include "oauth/callback.h"

namespace oauthctl::fuzz {
namespace {

const CallbackTarget target{"127.0.0.1", 8080, "/cb"};

AuthorizationRequest our_request() {
  AuthorizationRequest request;
  request.redirect_uri = "http://127.0.0.1:8080/cb";
  request.state = Secret("state-that-is-ours");
  request.code_verifier = Secret("verifier-0123456789");
  request.issuer = "https://as.example";
  return request;
}

/// The end of a request is where its head says, whatever comes behind it.
void require_stable_length(std::string_view bytes) {
  const auto length = request_length(bytes);
  if (!length) return;
  require(request_length(std::string(bytes) + "GET /cb?x HTTP/1.1\r\n\r\n") == length, "more bytes change the length");
}

void check(std::string_view input) {
  require_stable_length(input);
  is_landing(input, target);
  const AuthorizationRequest request = our_request();
  const auto judged = judge(input, target, [&](const Params& query) { return answers(request, query); });
  const auto* answer = std::get_if<Params>(&judged);
  if (answer == nullptr) return;
  require(answer->get("state") == request.state.reveal(), "an answer with a foreign state ends the wait");
  parses([&] { check_callback(request, *answer); }, told_once({answer->get("code")}, input));
}

const Harness harness{"callbacks", check};

}  // namespace
}  // namespace oauthctl::fuzz
