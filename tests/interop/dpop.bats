# Tokens that are bound to a key (RFC 9449) against npm's oidc-provider, which requires its nonce in every proof.

load provider

# The client as the server knows it, with additional members for the client file.
write_secrets() {
  jq --arg issuer "$ISSUER" --arg id "$1" --argjson more "${2:-{\}}" '.[] | select(.client_id == $id) | {client_id,
      client_secret, redirect_uris, token_endpoint_auth_method, dpop_bound_access_tokens} + {issuer: $issuer,
      scope: "openid profile email offline_access", params: {prompt: "consent"}} + $more | del(..|nulls)' \
    "$BATS_TEST_DIRNAME/clients.json" >secrets.json
  chmod 600 secrets.json
}

stored() { find "$HOME" -name '*.json' ! -name secrets.json -exec jq -re "$1" {} +; }

userinfo() { curl --silent --output answer --write-out '%{http_code}' --noproxy '*' "$@" "$ISSUER/me"; }

the_story_of() {
  write_secrets "$1"
  ends 0 oauthctl login -v
  expect_stderr 'signed in as alice' 'wants its own nonce'
  local key refresh_token
  key=$(stored .dpop_key)

  ends 0 oauthctl request "$ISSUER/me"
  jq -e '.sub == "alice" and .email == "alice@example.com"' <<<"$output"
  for _ in 1 2 3; do
    refresh_token=$(stored .tokens.refresh_token)
    ends 0 oauthctl token --refresh
    expect_stderr 'bound to a key'
    [[ $(stored .tokens.refresh_token) != "$refresh_token" ]]
    ends 0 oauthctl request "$ISSUER/me"
  done
  [[ $(stored .dpop_key) == "$key" ]]
  ends 0 oauthctl validate
  ends 0 oauthctl logout
  expect_stderr revoked
}

@test "DPoP: a public client signs in, renews with rotation, asks userinfo, revokes, each with the server's nonce" {
  the_story_of dpop-public
}

@test "DPoP: a confidential client does the same" { the_story_of dpop-confidential; }

@test "DPoP: a token without its key is useless" {
  write_secrets dpop-public
  ends 0 oauthctl login
  ends 0 oauthctl token --format header
  [[ $output == 'Authorization: DPoP '* ]]
  [[ $(userinfo -H "$output") == 40[01] ]]
  ends 0 oauthctl token
  [[ $(userinfo -H "Authorization: Bearer $output") == 401 ]]
  ends 2 oauthctl token --format curl
  expect_stderr 'bound to a key'
}

@test "DPoP: the server's own choice of algorithm is followed" {
  for alg in ES256 EdDSA; do
    write_secrets dpop-public "{\"dpop_signing_alg_values_supported\": [\"$alg\"]}"
    ends 0 oauthctl login
    stored .dpop_key | jq -e --arg alg "$alg" '.alg == $alg'
    ends 0 oauthctl request "$ISSUER/me"
  done
}

@test "DPoP: a second login makes a new key" {
  write_secrets dpop-public
  ends 0 oauthctl login
  local before
  before=$(stored .dpop_key)
  ends 0 oauthctl login
  [[ $(stored .dpop_key) != "$before" ]]
  ends 0 oauthctl request "$ISSUER/me"
}
