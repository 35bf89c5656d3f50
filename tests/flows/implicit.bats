# Tokens that come through the browser. A script plays the browser and the script of the listener's page.
load ../cli/support

setup_file() {
  start_dev_server
  register_client
}
teardown_file() { stop_dev_server; }

setup() {
  use_empty_home
  export BROWSER=$OAUTHCTL_SOURCE_DIR/tests/flows/fragment_browser
  cp "$BATS_FILE_TMPDIR/registered.json" secrets.json
  chmod 600 secrets.json
}

# A client that may use every response type at the server.
register_client() {
  local types='["code", "token", "id_token", "id_token token", "code id_token", "code token", "code id_token token"]'
  jq -n --argjson types "$types" '{redirect_uris: ["http://127.0.0.1/callback"], response_types: $types,
      grant_types: ["authorization_code", "refresh_token", "implicit"]}' |
    curl --silent --fail --noproxy '*' --json @- "$ISSUER/register" |
    jq --arg issuer "$ISSUER" '{issuer: $issuer, client_id, client_secret, redirect_uris, scope: "openid"}' \
      >"$BATS_FILE_TMPDIR/registered.json"
}

log_in() { oauthctl login --timeout 30s "$@" </dev/null; }

@test "a client that is not registered for a response type is refused" {
  for type in token 'code id_token'; do
    ends 4 oauthctl login --secrets "$CLIENT_FILE" --response-type "$type" --scope openid --timeout 30s
    expect_failure 'unauthorized_client'
  done
}

@test "an answer with another state is turned away, and the wait goes on" {
  FRAGMENT_EDIT='s/state=[^&]*/state=other/' ends 7 oauthctl login --flow implicit --timeout 3s
  expect_failure 'nobody finished the sign-in' '1 request to'
}

@test "a form of another site's page is turned away, and the wait goes on" {
  ORIGIN=https://evil.example ends 7 oauthctl login --flow implicit --timeout 3s
  expect_failure 'nobody finished the sign-in' '1 request to'
}

@test "an ID token for another access token or code is refused, and nothing is stored" {
  FRAGMENT_EDIT='s/access_token=[^&]*/access_token=other/' ends 6 log_in --response-type 'id_token token'
  expect_failure '"at_hash" is'
  FRAGMENT_EDIT='s/(^|&)code=[^&]*/\1code=other/' ends 6 log_in --response-type 'code id_token'
  expect_failure '"c_hash" is'
  [[ $(requests token) == 0 ]]
  ends 3 oauthctl token
}

@test "an answer that lacks what was asked for, has another token type or another issuer is refused" {
  FRAGMENT_EDIT='s/id_token=/x=/' ends 6 log_in --response-type 'id_token token'
  expect_failure 'the callback has neither an ID token nor an error'
  FRAGMENT_EDIT='s/access_token=/x=/' ends 6 log_in --response-type 'code token'
  expect_failure 'the callback has neither an access token nor an error'
  FRAGMENT_EDIT='s/token_type=Bearer/token_type=mac/' ends 6 log_in --response-type token
  expect_failure 'the callback: "token_type" must be Bearer'
  FRAGMENT_EDIT='s/iss=/iss=x/' ends 6 log_in --response-type token
  expect_failure 'the callback comes from another server'
  ends 3 oauthctl token
}

@test "the implicit flow warns, signs in, and says when a person is needed" {
  ends 0 log_in --flow implicit --scope 'openid email'
  expect_stderr 'response_type=id_token+token' 'warning: response type id_token token sends an access token' \
    'signed in as alice' 'cannot renew itself'
  server_accepts "$(oauthctl token)"
  ends 0 oauthctl status --json
  jq -e '.profiles[0] | .renewable == false and .needs_person_at == .expires_at and .expires_at != null' <<<"$output"
  ends 3 oauthctl token --refresh
  expect_failure 'has no refresh token' 'hint: oauthctl login -p default'
  expire_token
  ends 3 oauthctl token
  expect_failure 'has no refresh token' 'hint: oauthctl login -p default'
}

@test "without openid the server sends no ID token" {
  ends 0 log_in --flow implicit --scope api.read
  expect_stderr 'response_type=token' 'signed in'
  ends 2 oauthctl token --type id
}

@test "an ID token alone is not an access token" {
  ends 0 log_in --response-type id_token --scope openid
  expect_stderr 'signed in'
  ends 0 oauthctl token --type id
  [[ $output == *.*.* ]]
  expect_stdout "$(oauthctl token)"
  ends 2 oauthctl token --format header
  expect_failure 'is not an access token but urn:ietf:params:oauth:token-type:id_token'
  ends 0 oauthctl status --json
  jq -e '.profiles[0] | .needs_person_at == .expires_at' <<<"$output"
}

@test "the hybrid flow warns, signs in, keeps the token endpoint's tokens, and renews itself" {
  for type in 'code id_token' 'code token' 'code id_token token'; do
    ends 0 log_in --response-type "$type" --scope 'openid email offline_access'
    expect_stderr "response_type=${type// /+}" "warning: response type $type sends" 'signed in as alice' 'renews itself'
    server_accepts "$(oauthctl token --refresh)"
  done
}

@test "a login again asks for the same, until another response type is named" {
  ends 0 log_in --response-type 'id_token code' --scope openid
  ends 0 log_in
  expect_stderr 'response_type=code+id_token'
  ends 0 log_in --flow implicit
  expect_stderr 'response_type=id_token+token'
  ends 0 log_in
  expect_stderr 'response_type=id_token+token'
  BROWSER=$OAUTHCTL_SOURCE_DIR/tests/cli/browser ends 0 log_in --response-type code
  expect_stderr 'response_type=code&'
}

@test "the server can post the answer itself, and sign it" {
  for mode in form_post form_post.jwt; do
    jq --arg mode "$mode" '. + {response_mode: $mode}' "$BATS_FILE_TMPDIR/registered.json" >secrets.json
    BROWSER=$OAUTHCTL_SOURCE_DIR/tests/cli/browser ends 0 log_in --response-type 'code id_token' --scope openid
    expect_stderr "response_mode=$mode" 'signed in as'
  done
}

@test "a signed answer comes in the fragment" {
  jq '. + {response_mode: "jwt"}' "$BATS_FILE_TMPDIR/registered.json" >secrets.json
  ends 0 log_in --response-type 'code id_token' --scope openid
  expect_stderr 'response_mode=jwt' 'signed in as'
}

@test "a pushed request asks for tokens as well" {
  jq '. + {require_pushed_authorization_requests: true}' "$BATS_FILE_TMPDIR/registered.json" >secrets.json
  ends 0 log_in --response-type 'code id_token'
  expect_stderr 'request_uri=urn' 'signed in as'
  ends 0 log_in --flow implicit
  expect_stderr 'request_uri=urn' 'signed in as'
}

@test "what cannot be asked for is a usage error before the browser opens" {
  ends 2 log_in --response-type 'id_token' --scope api.read
  expect_failure 'response type id_token needs the scope openid'
  ends 2 log_in --response-type none
  expect_failure "--response-type: 'none' is not one of code, token"
  ends 2 log_in --response-type token --flow code
  expect_failure '--response-type token is for --flow implicit'
  jq '. + {response_mode: "query"}' "$BATS_FILE_TMPDIR/registered.json" >secrets.json
  ends 2 log_in --response-type token
  expect_failure 'response_mode query would put the tokens'
}

@test "the server refuses tokens in a query, and an ID token without a nonce" {
  local query
  query=$(jq -r '"client_id=\(.client_id)&redirect_uri=http://127.0.0.1:1/callback&scope=openid&state=s"' secrets.json)
  landing() { curl --silent --noproxy '*' --output /dev/null --write-out '%{redirect_url}' "$ISSUER/authorize?$query&$1"; }
  [[ $(landing 'response_type=id_token') == *'#error=invalid_request&error_description=an+id_token+through'* ]]
  [[ $(landing 'response_type=token&response_mode=query') == *'?error=invalid_request&error_description=tokens'* ]]
  [[ $(landing 'response_type=token+token') == *'#error=unsupported_response_type'* ]]
}
