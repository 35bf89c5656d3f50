# Client authentication against a certified provider over https.
load client_auth

setup_file() { start_provider; }
teardown_file() { stop_server "$SERVER_PID"; }
setup() { use_provider; }

@test "private_key_jwt: another key than the registered one ends in 2 and stores nothing" {
  write_secrets private_key_jwt-ES256 '{"private_key_file": "stranger.pem"}'
  ends 2 oauthctl login --secrets "$secrets"
  expect_failure invalid_client
  ends 3 oauthctl token
}

@test "private_key_jwt: signs in, renews, validates and revokes with RS256" { logs_in_renews_validates_and_revokes private_key_jwt-RS256; }
@test "private_key_jwt: signs in, renews, validates and revokes with PS256" { logs_in_renews_validates_and_revokes private_key_jwt-PS256; }
@test "private_key_jwt: signs in, renews, validates and revokes with ES256" { logs_in_renews_validates_and_revokes private_key_jwt-ES256; }
@test "private_key_jwt: signs in, renews, validates and revokes with EdDSA" { logs_in_renews_validates_and_revokes private_key_jwt-EdDSA; }
@test "private_key_jwt: takes its key from jwks in the client file" { logs_in_renews_validates_and_revokes jwks; }

@test "private_key_jwt: is chosen where the file names no method and the server lists it" {
  logs_in_renews_validates_and_revokes private_key_jwt-ES256 '{"token_endpoint_auth_method": null}'
}

@test "client_secret_jwt: signs in, renews, validates and revokes" { logs_in_renews_validates_and_revokes client_secret_jwt; }
@test "client_secret_basic: signs in, renews, validates and revokes" { logs_in_renews_validates_and_revokes client_secret_basic; }
@test "client_secret_post: signs in, renews, validates and revokes" { logs_in_renews_validates_and_revokes client_secret_post; }
@test "none: signs in, renews, validates and revokes" { logs_in_renews_validates_and_revokes none; }

@test "tls_client_auth: another certificate than the registered one ends in 2 and stores nothing" {
  write_secrets tls_client_auth '{"tls_client_certificate_file": "self.pem", "tls_client_key_file": "self.key"}'
  ends 2 oauthctl login --secrets "$secrets"
  expect_failure invalid_client
  ends 3 oauthctl token
}

@test "tls_client_auth: signs in, renews, validates and revokes over https" { logs_in_renews_validates_and_revokes tls_client_auth; }

@test "self_signed_tls_client_auth: signs in, renews, validates and revokes over https" {
  logs_in_renews_validates_and_revokes self_signed_tls_client_auth
}

@test "signed requests (JAR): what another key than the registered one signed leads to no sign-in" {
  write_secrets signed-requests '{"private_key_file": "stranger.pem"}'
  ends 7 oauthctl login --secrets "$secrets" --timeout 3s
  ends 3 oauthctl token
}

@test "signed requests (JAR): signs in with the request parameter" { logs_in_renews_validates_and_revokes signed-requests; }
