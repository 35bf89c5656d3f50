#include "model/client_json.h"

#include <algorithm>
#include <cstdint>

#include "base/text.h"

namespace oauthctl {
namespace {

EncryptedResponse read_encrypted_response(const JsonObject& object, const std::string& name) {
  return {object.string((name + "_encrypted_response_alg").c_str()),
          object.string((name + "_encrypted_response_enc").c_str())};
}

/// RFC 6749 App. A: no server registers a control or invisible character in one of these. It comes from careless
/// copying, and could end a line of a header or a log.
void require_plain(const JsonObject& object, const char* name, const std::string& text) {
  if (printable(text, text.size()) != text) object.fail(name, "has a line break or another control character in it");
}

constexpr const char* plain_texts[] = {"client_id",
                                       "client_secret",
                                       "scope",
                                       "token_endpoint_auth_method",
                                       "token_endpoint_auth_signing_alg",
                                       "request_object_signing_alg",
                                       "id_token_signed_response_alg",
                                       "userinfo_signed_response_alg",
                                       "introspection_signed_response_alg",
                                       "authorization_signed_response_alg",
                                       "token_member"};
constexpr const char* plain_lists[] = {"redirect_uris", "post_logout_redirect_uris", "bearer_token_types"};

void require_plain(const JsonObject& object) {
  for (const char* name : plain_texts) require_plain(object, name, object.string(name));
  for (const char* name : plain_lists) {
    for (const std::string& text : object.strings(name)) require_plain(object, name, text);
  }
}

/// RFC 7591 §3.2.1: zero means that it does not expire.
std::optional<TimePoint> read_secret_end(const JsonObject& object) {
  const auto end = object.number("client_secret_expires_at");
  if (!end || !(*end > 0)) return std::nullopt;
  return TimePoint(std::chrono::seconds(static_cast<std::int64_t>(std::min(*end, 9e15))));
}

}  // namespace

Client read_client_members(const JsonObject& object) {
  require_plain(object);
  Client client;
  client.client_id = object.string("client_id");
  client.client_secret = Secret(object.string("client_secret"));
  client.client_secret_expires_at = read_secret_end(object);
  client.empty_client_secret = object.has("client_secret") && client.client_secret.empty();
  client.redirect_uris = object.strings("redirect_uris");
  client.post_logout_redirect_uris = object.strings("post_logout_redirect_uris");
  client.token_endpoint_auth_method = object.string("token_endpoint_auth_method");
  client.token_endpoint_auth_signing_alg = object.string("token_endpoint_auth_signing_alg");
  client.private_key_file = object.string("private_key_file");
  client.tls_client_certificate_file = object.string("tls_client_certificate_file");
  client.tls_client_key_file = object.string("tls_client_key_file");
  client.tls_client_certificate_bound_access_tokens =
      object.boolean("tls_client_certificate_bound_access_tokens").value_or(false);
  client.quirks.bearer_token_types = object.strings("bearer_token_types");
  client.quirks.token_member = object.string("token_member");
  client.quirks.ignore_expires_in = object.boolean("ignore_expires_in").value_or(false);
  client.require_pushed_authorization_requests =
      object.boolean("require_pushed_authorization_requests").value_or(false);
  client.require_signed_request_object = object.boolean("require_signed_request_object").value_or(false);
  client.request_object_signing_alg = object.string("request_object_signing_alg");
  client.id_token_signed_response_alg = object.string("id_token_signed_response_alg");
  client.id_token_encrypted_response = read_encrypted_response(object, "id_token");
  client.userinfo_signed_response_alg = object.string("userinfo_signed_response_alg");
  client.userinfo_encrypted_response = read_encrypted_response(object, "userinfo");
  client.introspection_signed_response_alg = object.string("introspection_signed_response_alg");
  client.introspection_encrypted_response = read_encrypted_response(object, "introspection");
  client.authorization_signed_response_alg = object.string("authorization_signed_response_alg");
  client.authorization_encrypted_response = read_encrypted_response(object, "authorization");
  client.dpop_bound_access_tokens = object.boolean("dpop_bound_access_tokens").value_or(false);
  client.scope = object.string("scope");
  return client;
}

namespace {

std::vector<std::string> pointers_to(const JsonObject& answer, const char* name) {
  const std::string pointer = answer.string(name);
  if (pointer.empty()) return {};
  if (!is_json_pointer(pointer)) answer.fail(name, "is not a JSON pointer");
  return {pointer};
}

}  // namespace

void read_rules(const JsonObject& object, Client& client) {
  client.rules = read_server_rules(object);
  const JsonObject answer = object.object("answer");
  require_known_members(
      answer, {"token_types", "tokens_below", "zero_means_no_end", "scope", "refresh_expires_in", "dead_grant"});
  TokenAnswerQuirks& quirks = client.quirks;
  if (quirks.bearer_token_types.empty()) quirks.bearer_token_types = answer.strings("token_types");
  if (quirks.token_member.empty()) quirks.token_member = answer.string("tokens_below");
  quirks.zero_means_no_end = answer.boolean("zero_means_no_end").value_or(false);
  quirks.scope = pointers_to(answer, "scope");
  quirks.dead_grant = answer.strings("dead_grant");
  quirks.refresh_expires_in = pointers_to(answer, "refresh_expires_in");
}

}  // namespace oauthctl
