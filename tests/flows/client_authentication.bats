# Clients that authenticate with a signature, against the development server.
load own_client

setup_file() { start_dev_server; }
teardown_file() { stop_dev_server; }
setup() { use_empty_home; }

logs_in_renews_validates_and_revokes() {
  ends 0 oauthctl login --scope 'openid email offline_access'
  expect_stderr 'signed in as alice@example.com' 'renews itself'
  local first=$(oauthctl token)
  ends 0 oauthctl token --refresh
  [[ $output != "$first" ]]
  server_accepts "$output"
  ends 0 oauthctl validate
  [[ $output == *introspection* ]]
  ends 0 oauthctl logout
  expect_stderr revoked
  ! server_accepts "$first" || return 1
}

# $1 is an assertion.
present() {
  curl --silent --noproxy '*' "$ISSUER/token" --data grant_type=client_credentials \
    --data client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer --data "client_assertion=$1"
}

@test "private_key_jwt: another key than the registered one ends in 2 and stores nothing" {
  register_client_with_key
  new_key key.pem >/dev/null
  ends 2 oauthctl login
  expect_failure 'invalid_client' "the client assertion has a signature that is not the client's"
  ends 3 oauthctl token
}

@test "private_key_jwt: an algorithm that the client is not registered for is refused" {
  register_client_with_key '{token_endpoint_auth_signing_alg: "ES384"}'
  ends 2 oauthctl login
  expect_failure 'is signed with "ES256", expected "ES384"'
}

@test "private_key_jwt: signs in, renews, validates and revokes" {
  register_client_with_key
  logs_in_renews_validates_and_revokes
}

@test "private_key_jwt: signs a device and a client on its own in" {
  register_client_with_key '{grant_types: ["client_credentials", "urn:ietf:params:oauth:grant-type:device_code", "refresh_token"]}'
  ends 0 oauthctl login --flow client-credentials
  server_accepts "$(oauthctl token --refresh)"
  ends 0 oauthctl login --flow device --scope 'openid email'
  expect_stderr 'signed in as alice@example.com'
}

@test "client_secret_jwt: another secret than the registered one ends in 2 and stores nothing" {
  register_client '{token_endpoint_auth_method: "client_secret_jwt"}' '{client_secret: ("x" * 64)}'
  ends 2 oauthctl login
  expect_failure "the client assertion has a signature that is not the client's"
  ends 3 oauthctl token
}

@test "client_secret_jwt: the secret itself is not taken" {
  register_client '{token_endpoint_auth_method: "client_secret_jwt"}' '{token_endpoint_auth_method: "client_secret_basic"}'
  ends 2 oauthctl login
  expect_failure 'registered for another authentication method'
}

@test "client_secret_jwt: signs in, renews, validates and revokes" {
  register_client '{token_endpoint_auth_method: "client_secret_jwt"}'
  logs_in_renews_validates_and_revokes
}

@test "a client assertion is taken once" {
  register_client '{token_endpoint_auth_method: "client_secret_jwt", grant_types: ["client_credentials"]}'
  local assertion
  assertion=$(hmac_jwt '{sub: .client_id, jti: "once"}')
  present "$assertion" | jq -e .access_token
  present "$assertion" | jq -e '.error == "invalid_client" and .error_description == "the client assertion was used before"'
  present "$(hmac_jwt '{sub: .client_id, jti: "twice"}')" | jq -e .access_token
}

@test "a client assertion for another server, or without an end, is refused" {
  register_client '{token_endpoint_auth_method: "client_secret_jwt", grant_types: ["client_credentials"]}'
  present "$(hmac_jwt '{sub: .client_id, jti: "1", aud: "https://other.example"}')" | jq -e '.error == "invalid_client"'
  present "$(hmac_jwt '{sub: .client_id, jti: "2", exp: null}')" | jq -e '.error == "invalid_client"'
  present "$(hmac_jwt '{sub: .client_id, jti: "3", aud: ($aud + "/token")}')" | jq -e .access_token
}
