#pragma once

#include "model/store.h"

namespace oauthctl::testing {

/// A record with something in every member.
inline Record full_record(const std::string& profile) {
  Record record;
  record.profile = profile;
  record.serial = 7;
  record.client_file = "/home/ann/secrets.json";
  record.client = Client{.client_id = "client",
                         .client_secret = Secret("s3cret+/:"),
                         .client_secret_expires_at = TimePoint(std::chrono::seconds{1'900'000'000}),
                         .redirect_uris = {"http://localhost", "http://127.0.0.1/cb"},
                         .post_logout_redirect_uris = {"http://127.0.0.1/bye"},
                         .token_endpoint_auth_method = "client_secret_post",
                         .token_endpoint_auth_signing_alg = "PS256",
                         .jwks = Secret(R"({"keys":[]})"),
                         .private_key_file = "/home/ann/key.pem",
                         .private_key = Secret("-----BEGIN PRIVATE KEY-----\n"),
                         .tls_client_certificate_file = "/home/ann/client.pem",
                         .tls_client_key_file = "/home/ann/client.key",
                         .tls_client_certificate_bound_access_tokens = true,
                         .require_pushed_authorization_requests = true,
                         .require_signed_request_object = true,
                         .request_object_signing_alg = "ES256",
                         .id_token_signed_response_alg = "ES256",
                         .id_token_encrypted_response = {"ECDH-ES", "A256GCM"},
                         .userinfo_signed_response_alg = "PS256",
                         .userinfo_encrypted_response = {"RSA-OAEP", "A128GCM"},
                         .introspection_signed_response_alg = "EdDSA",
                         .introspection_encrypted_response = {"dir", "A192GCM"},
                         .response_mode = "form_post.jwt",
                         .authorization_signed_response_alg = "ES256",
                         .authorization_encrypted_response = {"ECDH-ES+A128KW", "A256CBC-HS512"},
                         .scope = "openid",
                         .resource = {"https://api.example"},
                         .authorization_details = R"([{"type":"a"}])",
                         .params = {{"hd", "example.com"}},
                         .token_params = {{"refresh_token", {{"redirect_uri", "https://a/cb"}}}, {"", {{"k", "v"}}}},
                         .quirks = {{"user", "bot"}, "authed_user", true},
                         .dpop_bound_access_tokens = true,
                         .basic_unencoded = true};
  record.client_secret_expires_at = TimePoint(std::chrono::seconds{1'900'000'001});
  record.server.issuer = "https://as.example";
  record.server.token_endpoint = "https://as.example/token";
  record.server.scopes_supported = {"openid", "email"};
  record.server.authorization_response_iss_parameter_supported = false;
  record.grant_type = GrantType::client_credentials;
  record.response_type = {.code = true, .id_token = true};
  record.scope = "openid email";
  record.resource = {"https://api.example", "urn:example:api"};
  record.serves = {"https://api.example/v1", "http://localhost:8080/"};
  record.authorization_details = R"([{"type":"b"}])";
  record.params = {{"resource", "https://b.example"}, {"audience", "x"}, {"resource", "https://a.example"}};
  record.source = {.username = "ann",
                   .assertion_file = "/a",
                   .subject = "s",
                   .subject_token_file = "/t",
                   .subject_profile = "p",
                   .subject_party = "c at https://as.example",
                   .subject_token_type = "urn:s",
                   .actor_token_file = "-",
                   .actor_token_type = "urn:a",
                   .requested_token_type = "urn:r"};
  record.client_id = "c-1";
  record.basic_unencoded = true;
  record.dpop_key = Secret(R"({"kty":"EC","d":"k3y"})");
  record.account = {.sub = "248289761001", .name = "Ann Ä.", .preferred_username = "ann", .email = "ann@example.com"};
  record.tokens = {.access_token = Secret("at-1"),
                   .token_type = "Bearer",
                   .issued_token_type = "urn:i",
                   .expires_at = TimePoint(std::chrono::seconds(1'800'003'600)),
                   .refresh_token = Secret("rt-1"),
                   .refresh_token_expires_at = TimePoint(std::chrono::seconds(1'802'592'000)),
                   .id_token = Secret("e30.e30.x"),
                   .scope = "openid",
                   .authorization_details = R"([{"type":"c"}])",
                   .obtained_at = TimePoint(std::chrono::seconds(1'800'000'000)),
                   .certificate_file = "/home/ann/client.pem",
                   .certificate_key_file = "/home/ann/client.key"};
  TokenSet other;
  other.access_token = Secret("at-2");
  other.expires_at = TimePoint(std::chrono::seconds(1'800'003'600));
  other.scope = "read";
  record.targeted = {{{.resource = {"https://b.example"}, .audience = {"b"}, .scope = "read write"}, other},
                     {{.scope = "read"}, other}};
  return record;
}

}  // namespace oauthctl::testing
