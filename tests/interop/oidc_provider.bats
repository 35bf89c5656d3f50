# The main flow against a certified OpenID provider that is not ours (npm's oidc-provider).

load provider

# The client as the server knows it, in the flat form of docs/secrets-file.md.
write_secrets() {
  jq --arg issuer "$ISSUER" --arg id "$1" '.[] | select(.client_id == $id) | del(.application_type, .grant_types) + {
      issuer: $issuer, scope: "openid profile email offline_access", params: {prompt: "consent"}}' \
    "$BATS_TEST_DIRNAME/clients.json" >secrets.json
  chmod 600 secrets.json
}

userinfo() { curl --silent --fail --noproxy '*' "$@" "$ISSUER/me"; }

renew_five_times() {
  local tokens=("$(oauthctl token)") refresh_tokens=("$(stored_refresh_token)")
  for _ in 1 2 3 4 5; do
    ends 0 oauthctl token --refresh
    tokens+=("$output")
    refresh_tokens+=("$(stored_refresh_token)")
    userinfo -H "Authorization: Bearer $output" >/dev/null
  done
  [[ $(printf '%s\n' "${tokens[@]}" | sort -u | wc -l) == 6 ]]
  [[ $(printf '%s\n' "${refresh_tokens[@]}" | sort -u | wc -l) == 6 ]]
}

stored_refresh_token() { find "$HOME" -name '*.json' ! -name secrets.json -exec jq -re '.. | .refresh_token? | strings' {} +; }

the_whole_story_of() {
  write_secrets "$1"
  ends 0 oauthctl login
  expect_stdout ''
  expect_stderr alice

  ends 0 oauthctl token
  local first=$output
  ends 0 oauthctl token
  expect_stdout "$first"
  renew_five_times

  ends 0 oauthctl status --json
  jq -e --arg issuer "$ISSUER" '.profiles[0] | .issuer == $issuer and .sub == "alice" and .renewable' <<<"$output"
  ends 0 oauthctl status
  [[ $output == *alice* ]]

  ends 0 oauthctl validate
  [[ $output$stderr == *introspection* ]]

  ends 0 oauthctl request "$ISSUER/me"
  jq -e '.sub == "alice" and .email == "alice@example.com"' <<<"$output"
  userinfo -H @<(oauthctl token --format header) | jq -e '.sub == "alice"'

  local last
  last=$(oauthctl token)
  ends 0 oauthctl logout
  expect_stderr revoked
  run userinfo -H "Authorization: Bearer $last"
  [[ $status != 0 ]]
  ends 3 oauthctl token
  expect_stdout ''
}

@test "client_secret_basic: the whole story, with a name and a secret that need form-encoding" { the_whole_story_of confidential:basic/1; }

@test "client_secret_post: the whole story, with a redirect URI on localhost" { the_whole_story_of confidential-post; }

@test "public client: the whole story, without a secret" { the_whole_story_of public-native; }

@test "authorization code: a login that the person denies ends in 4 and stores nothing" {
  write_secrets public-native
  export BROWSER="$BROWSER --deny %s"
  ends 4 oauthctl login
  expect_stdout ''
  expect_stderr access_denied
  ends 3 oauthctl token
}

@test "authorization code: a denied second login leaves the first one as it was" {
  write_secrets public-native
  ends 0 oauthctl login
  ends 0 oauthctl token
  local before=$output
  BROWSER="$BROWSER --deny %s" ends 4 oauthctl login
  ends 0 oauthctl token
  expect_stdout "$before"
  userinfo -H "Authorization: Bearer $before"
}

@test "revocation: a second login of the same person ends nothing of the first" {
  write_secrets public-native
  ends 0 oauthctl login
  local before
  before=$(oauthctl token)
  ends 0 oauthctl login
  userinfo -H "Authorization: Bearer $before"
  userinfo -H "Authorization: Bearer $(oauthctl token)"
}

# This server keeps one grant for a session, a person and a client.
@test "authorization code: a second login with the same browser leaves a login that works" {
  write_secrets public-native
  export BROWSER_JAR=$PWD/cookies
  local _
  ends 0 oauthctl login
  for _ in 1 2; do
    ends 0 oauthctl login
    ends 0 oauthctl token
    userinfo -H "Authorization: Bearer $output"
    ends 0 oauthctl token --refresh
    userinfo -H "Authorization: Bearer $output"
    ends 0 oauthctl validate
  done
}

@test "client_secret_post: a secret that the server does not know is a usage error that names the client" {
  write_secrets confidential-post
  jq '.client_secret = "wrong"' secrets.json >wrong.json
  chmod 600 wrong.json
  ends 2 oauthctl login --secrets wrong.json
  expect_stderr invalid_client
  ends 3 oauthctl token
}

@test "ID token: one that is not signed as the client expects ends the login in 6 and stores nothing" {
  write_secrets public-native
  jq '.id_token_signed_response_alg = "ES256"' secrets.json >es256.json
  chmod 600 es256.json
  ends 6 oauthctl login --secrets es256.json
  expect_stderr 'the ID token is signed with RS256, expected ES256' '"id_token_signed_response_alg": "RS256"'
  ends 3 oauthctl token
}
