# Ending the session at the server, in the browser (RP-Initiated Logout), against the development server.
load ../cli/support

setup_file() { start_dev_server; }
teardown_file() { stop_dev_server; }
setup() { use_empty_home; }

# A client that may be sent back to this machine afterwards.
register_with_way_back() {
  curl --silent --fail --noproxy '*' -H 'Content-Type: application/json' "$ISSUER/register" -d '{
    "redirect_uris": ["http://127.0.0.1/callback"], "post_logout_redirect_uris": ["http://127.0.0.1/signed-out"]}' |
    jq --arg issuer "$ISSUER" '. + {issuer: $issuer}' >secrets.json
  chmod 600 secrets.json
}

@test "--session and --local contradict each other" {
  ends 2 oauthctl logout --session --local
  expect_failure '--session tells the server and --local forbids it'
}

@test "without a login no session can be ended" {
  ends 3 oauthctl logout --session
  expect_failure 'not signed in'
}

@test "a session that cannot be ended is a warning, and the login is gone all the same" {
  register_with_way_back
  jq '. + {post_logout_redirect_uris: ["https://elsewhere.example/"]}' secrets.json >no-way-back.json
  chmod 600 no-way-back.json
  ends 0 oauthctl login --secrets no-way-back.json --scope openid
  ends 0 oauthctl logout --session
  expect_stderr 'revoked, tokens deleted' 'the session at the server goes on: no redirect URI of this client'
  ends 3 oauthctl token
}

@test "without a way back the browser is sent to the server" {
  sign_in --scope openid
  local before
  before=$(requests end_session)
  ends 0 oauthctl logout --session
  expect_stderr 'the browser was sent to the server to end the session there'
  for _ in {1..200}; do
    (($(requests end_session) > before + 1)) && break
    sleep 0.025
  done
  # The first of the two asks whether the server takes a POST.
  [[ $(requests end_session) == $((before + 2)) ]]
}

@test "with a way back the end is confirmed" {
  register_with_way_back
  ends 0 oauthctl login --scope openid
  ends 0 oauthctl logout --session
  expect_stdout ''
  expect_stderr 'refresh token and access token revoked' 'the session at the server has ended'
  ends 3 oauthctl token
}
