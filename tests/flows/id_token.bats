# ID tokens and the keys that they are checked with, from the command line to the development server and back.
load ../cli/support

setup_file() { start_dev_server; }
teardown_file() { stop_dev_server; }

setup() {
  use_empty_home
  curl --silent --noproxy '*' --request DELETE "$ISSUER/stats"
}

rotate_keys() {
  curl --silent --fail --noproxy '*' --header 'Content-Type: application/json' --data "$1" "$ISSUER/rotate_keys"
}

# A client registered with these members, as secrets.json.
register() {
  jq --null-input '{redirect_uris: ["http://127.0.0.1/callback"]} + '"$1" |
    curl --silent --fail --noproxy '*' --header 'Content-Type: application/json' --data @- "$ISSUER/register" |
    jq --arg issuer "$ISSUER" '. + {issuer: $issuer} | del(.client_secret_expires_at, .client_id_issued_at)' >secrets.json
  chmod 600 secrets.json
}

@test "a token with another acr than the one asked for is refused, and nothing is stored" {
  ends 6 oauthctl login --secrets "$CLIENT_FILE" --scope openid --param acr_values=1
  expect_failure 'the ID token: "acr" is "0", expected "1"'
  ends 3 oauthctl token
}

@test "a token signed otherwise than the client is registered is refused, and the way out is named" {
  client_file_with '{id_token_signed_response_alg: "ES256"}'
  ends 6 oauthctl login --scope openid
  expect_failure 'the ID token is signed with RS256, expected ES256' '"id_token_signed_response_alg": "RS256"'
}

@test "tokens are taken in each algorithm that the server has" {
  for alg in RS256 PS256 ES256 EdDSA; do
    register "{id_token_signed_response_alg: \"$alg\"}"
    ends 0 oauthctl -v login --replace --scope openid
    expect_stderr "checked the ID token: $alg signature"
  done
}

@test "a second login asks neither for the metadata nor for the keys again" {
  sign_in --scope openid
  sign_in --scope openid
  [[ $(requests discovery) == 1 ]]
  [[ $(requests jwks) == 1 ]]
  [[ $(stat -c %a "$HOME/.cache/oauthctl") == 700 ]]
  [[ -z $(find "$HOME/.cache/oauthctl" -type f -not -perm 600) ]]
}

@test "a corrupt file in the cache is asked for again" {
  sign_in --scope openid
  for file in "$HOME"/.cache/oauthctl/*; do printf '{' >"$file"; done
  sign_in --scope openid
  [[ $(requests discovery) == 2 ]]
  [[ $(requests jwks) == 2 ]]
}

@test "new keys are asked for once, past the cache, whether or not the old ones stay" {
  sign_in --scope openid
  for withdraw in false true; do
    rotate_keys "{\"withdraw\": $withdraw}"
    ends 0 oauthctl token --refresh
    ends 0 oauthctl token --refresh
  done
  [[ $(requests jwks) == 3 ]]
}

@test "validate believes signed answers alone where the client is registered for them" {
  register '{userinfo_signed_response_alg: "ES256", introspection_signed_response_alg: "PS256"}'
  ends 0 oauthctl login --scope "openid profile"
  expect_stderr 'signed in as alice'
  ends 0 oauthctl validate
  [[ $output == 'valid (introspection)'* ]]
  jq '.introspection_signed_response_alg = "RS256"' secrets.json >changed.json
  chmod 600 changed.json
  mv changed.json secrets.json
  ends 6 oauthctl validate
  expect_failure 'is signed with "PS256", expected "RS256"'
}
