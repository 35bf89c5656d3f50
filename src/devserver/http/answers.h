#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "devserver/http/response.h"
#include "devserver/refusal.h"

namespace oauthctl::devserver {

void answer_json(Response& response, int status, const nlohmann::json& body);
/// A signed answer (OpenID Connect Core §5.3.2, RFC 9701 §5).
void answer_jwt(Response& response, const std::string& jwt, const char* type);
/// `error` and `error_description` as in RFC 6749 §5.2, with the challenge for invalid_client.
void answer_refusal(Response& response, const Refusal& refusal);
/// Lets a client keep the answer for a few minutes (RFC 9111 §5.2.2.1). Other answers must not be kept.
void allow_caching(Response& response);
/// 303, not 302 or 307: the browser must not repeat a POST there (RFC 9700 §4.12).
void answer_redirect(Response& response, const std::string& location);

}  // namespace oauthctl::devserver
