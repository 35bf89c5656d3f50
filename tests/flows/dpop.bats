# Tokens that are bound to a key (RFC 9449), from the client file to the development server and back.
load ../cli/support

setup_file() { start_dev_server; }
teardown_file() { stop_dev_server; }
setup() {
  use_empty_home
  client_file_with '{dpop_bound_access_tokens: true, scope: "openid profile api.read api.write"}'
}

# The server's answer to somebody else's copy of that request.
answer_to() { curl --silent --noproxy '*' --write-out '%{http_code}' "$@"; }

# A client without a secret, in secrets.json; its id is in $id.
public_client() {
  id=$(curl --silent --noproxy '*' "$ISSUER/register" --json \
    '{"redirect_uris": ["http://127.0.0.1/callback"], "token_endpoint_auth_method": "none"}' | jq -r .client_id)
  jq -n --arg id "$id" --arg issuer "$ISSUER" '{client_id: $id, issuer: $issuer, dpop_bound_access_tokens: true,
      redirect_uris: ["http://127.0.0.1/callback"], token_endpoint_auth_method: "none", scope: "openid"}' >secrets.json
}

@test "a stolen token is useless" {
  ends 0 oauthctl login
  ends 0 oauthctl token
  expect_stderr 'bound to a key and does not work alone'
  local token=$output
  run answer_to --header "Authorization: Bearer $token" "$ISSUER/resource"
  [[ $output == *'bound to a DPoP key: it is not a bearer token'*401 ]]
  run answer_to --header "Authorization: DPoP $token" "$ISSUER/resource"
  [[ $output == *'the DPoP proof is missing'*401 ]]
  run answer_to --header "Authorization: DPoP $token" --header 'DPoP: e30.e30.' "$ISSUER/resource"
  [[ $output == *invalid_dpop_proof*401 ]]
  run curl --silent --noproxy '*' --include --header "Authorization: DPoP $token" \
    --header 'DPoP: eyJhbGciOiJub25lIiwidHlwIjoiZHBvcCtqd3QiLCJqd2siOnsia3R5IjoiRUMifX0.e30.' "$ISSUER/resource"
  [[ $output == *"error_description=\"the DPoP proof is signed with 'none', "* ]]
}

@test "a resource asks for a token by both schemes" {
  run curl --silent --noproxy '*' --include "$ISSUER/resource"
  [[ $output == *'WWW-Authenticate: Bearer realm='* && $output == *'WWW-Authenticate: DPoP realm='*'algs="ES256 '* ]]
}

@test "no format passes a bound token for a bearer token" {
  ends 0 oauthctl login
  ends 0 oauthctl token --format header
  [[ $output == 'Authorization: DPoP '* ]]
  ends 0 oauthctl token --format env
  [[ $output == *"OAUTHCTL_TOKEN_TYPE='DPoP'"* ]]
  ends 0 oauthctl token --json
  [[ $stderr == '' ]]
  ends 2 oauthctl token --format curl
  expect_failure 'curl cannot make the proof' 'oauthctl request'
}

@test "a bearer token in place of a bound one is refused, and the refresh token that came with it kept" {
  ends 0 oauthctl login
  local before
  before=$(jq -r .tokens.access_token "$(record)")
  fault "$(jq -n '{endpoint: "token", status: 200, headers: {"Content-Type": "application/json"},
      body: ({access_token: "unbound", token_type: "Bearer", refresh_token: "rotated"} | tojson)}')"
  ends 6 oauthctl token --refresh
  expect_failure 'not bound to a DPoP key' 'take dpop_bound_access_tokens out'
  jq -e --arg before "$before" '.tokens.refresh_token == "rotated" and .tokens.access_token == $before' "$(record)"
}

@test "a login that keeps nothing keeps no key, and ends in 2" {
  ends 2 oauthctl login --no-store
  expect_failure 'bound to a key that is kept nowhere' 'leave out --no-store'
}

@test "it signs in, asks, renews, validates and logs out, each time with a proof" {
  ends 0 oauthctl login -v
  expect_stderr 'signed in as alice'
  [[ $stderr != *'its own nonce'* ]]
  ends 0 oauthctl request "$ISSUER/resource?q=1#part"
  jq -e '.username == "alice"' <<<"$output"
  ends 0 oauthctl request -d hello "$ISSUER/resource"
  jq -e '.received == "hello"' <<<"$output"
  ends 0 oauthctl token --refresh
  ends 0 oauthctl request --fail "$ISSUER/resource"
  ends 0 oauthctl validate
  ends 0 oauthctl logout
  expect_stderr 'refresh token and access token revoked'
}

@test "a public client's refresh token is bound, too" {
  public_client
  ends 0 oauthctl login
  local refresh_token
  refresh_token=$(jq -r .tokens.refresh_token "$(record)")
  run answer_to -d grant_type=refresh_token -d "refresh_token=$refresh_token" -d "client_id=$id" "$ISSUER/token"
  [[ $output == *invalid_grant*'bound to another DPoP key'*400 ]]
  ends 0 oauthctl token --refresh
  ends 0 oauthctl request --fail "$ISSUER/resource"
}

@test "a code that was asked for with dpop_jkt is nothing without the key" {
  local callback=http://127.0.0.1/callback answer code
  answer=$(curl --silent --noproxy '*' --output /dev/null --write-out '%{redirect_url}' --get "$ISSUER/authorize" \
    -d response_type=code -d client_id=oauthctl-dev -d "redirect_uri=$callback" -d "dpop_jkt=$(printf 'A%.0s' {1..43})")
  code=$(sed -E 's/.*[?&]code=([^&]*).*/\1/' <<<"$answer")
  for _ in 1 2; do
    run answer_to -u "$(jq -r '.client_id + ":" + .client_secret' secrets.json)" "$ISSUER/token" \
      -d grant_type=authorization_code -d "code=$code" -d "redirect_uri=$callback"
    [[ $output == *invalid_grant*'bound to another DPoP key'*400 ]]
  done
}

@test "a pushed request binds its code to the key, too" {
  jq '.require_pushed_authorization_requests = true' secrets.json >pushing.json
  chmod 600 pushing.json
  ends 0 oauthctl login --secrets pushing.json
  ends 0 oauthctl request --fail "$ISSUER/resource"
}

@test "a device's tokens are bound, and a client's own" {
  ends 0 oauthctl login --flow device
  ends 0 oauthctl request --fail "$ISSUER/resource"
  ends 0 oauthctl token --refresh
  ends 0 oauthctl login --flow client-credentials --scope api.read
  ends 0 oauthctl request --fail "$ISSUER/resource"
}

@test "the key stays in the record and leaves no trace" {
  ends 0 oauthctl login -vv
  local key
  key=$(jq -r '.dpop_key | fromjson | .d' "$(record)")
  [[ -n $key && $stderr != *"$key"* ]]
  [[ $(stat -c %a "$(record)") == 600 ]]
  ends 0 oauthctl request -vv "$ISSUER/resource"
  [[ $stderr != *"$key"* ]]
  ends 0 oauthctl status --json
  [[ $output != *"$key"* ]]
}

@test "introspection shows the key's thumbprint" {
  ends 0 oauthctl login
  run curl --silent --noproxy '*' -u "$(jq -r '.client_id + ":" + .client_secret' secrets.json)" \
    -d "token=$(oauthctl token)" "$ISSUER/introspect"
  jq -e '.active and .token_type == "DPoP" and (.cnf.jkt | length) == 43' <<<"$output"
}
