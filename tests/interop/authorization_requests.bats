# Pushed and signed authorization requests, against a certified provider that accepts no others.
load client_auth

setup_file() { start_provider pushed; }
teardown_file() { stop_server "$SERVER_PID"; }
setup() { use_provider; }

@test "pushed requests (PAR): are used where the server requires them, and the URL has the name alone" {
  write_secrets none
  BROWSER=true ends 7 oauthctl login --secrets "$secrets" --timeout 1s
  grep -qE "^  $ISSUER/auth\?client_id=none&request_uri=urn%3A[^&]*$" <<<"$stderr" || { show; return 1; }
}

@test "pushed requests (PAR): a client that cannot authenticate is refused before the browser opens" {
  write_secrets private_key_jwt-ES256 '{"private_key_file": "stranger.pem"}'
  ends 2 oauthctl login --secrets "$secrets"
  expect_failure invalid_client
  [[ $stderr != *browser* ]] || { show; return 1; }
}

@test "pushed requests (PAR): sign in with private_key_jwt" { logs_in_renews_validates_and_revokes private_key_jwt-PS256; }
@test "pushed requests (PAR): sign in with client_secret_basic" { logs_in_renews_validates_and_revokes client_secret_basic; }
@test "pushed requests (PAR): sign in with tls_client_auth" { logs_in_renews_validates_and_revokes tls_client_auth; }
@test "pushed requests (PAR): sign in a public client" { logs_in_renews_validates_and_revokes none; }

@test "signed requests (JAR): a pushed request signed with another key is refused" {
  write_secrets client_secret_basic '{"request_object_signing_alg": "ES256", "private_key_file": "stranger.pem"}'
  ends 2 oauthctl login --secrets "$secrets"
  expect_failure 'the server answered invalid_request_object'
}

@test "signed requests (JAR): sign in when they are pushed" { logs_in_renews_validates_and_revokes signed-requests; }
