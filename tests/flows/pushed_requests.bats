# Pushed and signed authorization requests (PAR, JAR), against the development server.
load own_client

setup_file() { start_dev_server --require-pushed-authorization-requests; }
teardown_file() { stop_dev_server; }
setup() { use_empty_home; }

# The server's answer to a browser that brings this query, on its error page or in its redirect.
ask() { curl --silent --noproxy '*' --include "$ISSUER/authorize?$1"; }

# The URL of a sign-in whose browser does nothing.
login_url() {
  BROWSER=true ends 7 oauthctl login --timeout 1s "$@"
  grep -oE "$ISSUER/authorize\?[^ ]*" <<<"$stderr"
}

logs_in_renews_and_revokes() {
  ends 0 oauthctl login --replace --scope 'openid email offline_access'
  expect_stderr 'signed in as alice@example.com'
  local first=$(oauthctl token)
  ends 0 oauthctl token --refresh
  server_accepts "$output"
  ends 0 oauthctl logout
  expect_stderr revoked
  ! server_accepts "$first" || return 1
}

@test "a request that was not pushed is refused" {
  [[ $(ask 'client_id=oauthctl-dev&response_type=code&redirect_uri=http%3A%2F%2F127.0.0.1%3A9%2Fcallback') == *error=invalid_request*not+pushed* ]]
}

@test "a client that cannot authenticate pushes nothing, and no browser opens" {
  client_file_with '{client_secret: "guessed"}'
  ends 2 oauthctl login
  expect_failure invalid_client
  [[ $stderr != *browser* ]]
  register_client_with_key
  new_key key.pem >/dev/null
  ends 2 oauthctl login
  expect_failure "the client assertion has a signature that is not the client's"
}

@test "a pushed request that the server would refuse is refused before the browser opens" {
  client_file_with '{}'
  ends 2 oauthctl login --scope root
  expect_failure invalid_scope
  [[ $stderr != *browser* ]]
}

@test "the URL carries only a one-time reference to the request" {
  client_file_with '{}'
  local url
  url=$(login_url)
  [[ $url =~ ^"$ISSUER"/authorize\?client_id=oauthctl-dev\&request_uri=urn%3A[^\&]*$ ]]
  [[ $(ask "${url#*\?}") == *'Location: http://127.0.0.1:'*code=* ]]
  [[ $(ask "${url#*\?}") == *' 400 '*'already used'* ]]
}

@test "a client signs in with a pushed request, whichever way it authenticates" {
  client_file_with '{}'
  logs_in_renews_and_revokes
  local method
  for method in client_secret_post client_secret_jwt none; do
    register_client "{token_endpoint_auth_method: \"$method\"}"
    logs_in_renews_and_revokes
  done
  register_client_with_key
  logs_in_renews_and_revokes
}

@test "a signed request that is pushed with another key than the registered one is refused" {
  register_client_with_key '{token_endpoint_auth_method: "client_secret_basic"}'
  add_to_secrets '{request_object_signing_alg: "ES256"}'
  new_key key.pem >/dev/null
  ends 2 oauthctl login
  expect_failure invalid_request_object "the request object has a signature that is not the client's"
}

@test "a signed request signs in when it is pushed" {
  register_client_with_key '{require_signed_request_object: true}'
  ends 4 oauthctl login
  expect_failure 'the authorization request is not signed'
  add_to_secrets '{require_signed_request_object: true}'
  logs_in_renews_and_revokes
}
