# Signed authorization requests (JAR) that come by the browser, against the development server.
load own_client

setup_file() { start_dev_server; }
teardown_file() { stop_dev_server; }
setup() { use_empty_home; }

ask() { curl --silent --noproxy '*' --include --get "$ISSUER/authorize" "$@"; }

@test "a request that another key signed leads to no sign-in" {
  register_client_with_key
  add_to_secrets '{request_object_signing_alg: "ES256"}'
  new_key key.pem >/dev/null
  ends 7 oauthctl login --timeout 2s
  ends 3 oauthctl token
}

@test "an algorithm that the client is not registered for leads to no sign-in" {
  register_client_with_key '{request_object_signing_alg: "ES384"}'
  add_to_secrets '{request_object_signing_alg: "ES256"}'
  ends 7 oauthctl login --timeout 2s
}

@test "an unsigned request is refused if the client must sign" {
  register_client_with_key '{require_signed_request_object: true}'
  ends 4 oauthctl login
  expect_failure 'the authorization request is not signed'
}

@test "a request for another server, without an end, or of another kind is refused" {
  register_client '{token_endpoint_auth_method: "client_secret_jwt"}'
  local client_id header='{typ: "oauth-authz-req+jwt"}'
  client_id=$(jq -r .client_id registered.json)
  refused() { [[ $(ask --data "client_id=$client_id" --data "request=$1") == *' 400 '*"$2"* ]]; }
  refused "$(hmac_jwt '{client_id, aud: "https://other.example"}' "$header")" 'is not this server'
  refused "$(hmac_jwt '{client_id, exp: null}' "$header")" 'exp'
  refused "$(hmac_jwt '{client_id, exp: (now - 1 | floor)}' "$header")" 'is in the past'
  refused "$(hmac_jwt '{client_id}')" 'is not oauth-authz-req+jwt'
}

@test "parameters beside a signed request are ignored" {
  register_client '{token_endpoint_auth_method: "client_secret_jwt"}'
  local object
  object=$(hmac_jwt '{client_id, response_type: "code", redirect_uri: "http://127.0.0.1:9/callback", state: "signed"}' \
    '{typ: "oauth-authz-req+jwt"}')
  run ask --data "client_id=$(jq -r .client_id registered.json)" --data "request=$object" --data state=other \
    --data-urlencode redirect_uri=https://elsewhere.example/
  [[ $output == *'Location: http://127.0.0.1:9/callback?'*state=signed* && $output != *other* ]] || { show; return 1; }
}

@test "a signed request signs in, with only the parameters in it" {
  register_client_with_key '{require_signed_request_object: true}'
  add_to_secrets '{require_signed_request_object: true}'
  ends 0 oauthctl login --scope 'openid email'
  expect_stderr 'signed in as alice@example.com' '&request=ey'
  [[ $stderr != *redirect_uri=* && $stderr != *code_challenge=* ]]
  server_accepts "$(oauthctl token)"
}
