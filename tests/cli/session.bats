# status, validate, request and logout.
load support

setup_file() { start_dev_server; }
teardown_file() { stop_dev_server; }

setup() {
  use_empty_home
  sign_in
}

@test "status shows every profile without asking anybody" {
  sign_in -p work

  kill -STOP "$SERVER_PID"
  ends 0 oauthctl status
  kill -CONT "$SERVER_PID"
  [[ $output == *default*alice*work*alice* ]]
  ends 0 oauthctl status --json
  jq -e '.profiles | length == 2 and all(.renewable and .valid and (.login_required | not))' <<<"$output"
}

@test "status without profiles is not an error" {
  ends 0 oauthctl --home "$HOME/empty" status --json
  jq -e '.profiles == []' <<<"$output"
}

@test "validate asks the server: 0 for a valid token, 3 for one that was revoked" {
  ends 0 oauthctl validate
  [[ $output$stderr == *introspection* ]]
  revoke_behind_our_back
  ends 3 oauthctl validate
}

@test "request sends the token, prints the body, and renews once after a 401" {
  ends 0 oauthctl request "$ISSUER/resource"
  [[ $output == *alice* ]]
  revoke_behind_our_back
  ends 0 oauthctl request "$ISSUER/resource"
  [[ $output == *alice* ]]
}

@test "request -i, -o, -d, -X, -H and --fail" {
  ends 0 oauthctl request -i "$ISSUER/resource"
  [[ $output == HTTP*200*content-type:* ]]
  ends 0 oauthctl request -o body "$ISSUER/resource"
  expect_stdout ''
  grep alice body
  ends 0 oauthctl request "$ISSUER/nowhere"
  ends 4 oauthctl request --fail "$ISSUER/nowhere"
}

@test "request never sends the token over plain http to another host" {
  ends 2 oauthctl request http://example.com/
  expect_failure http
}

@test "logout revokes, deletes the tokens, and says so; a second one has nothing to do" {
  local token
  token=$(oauthctl token)
  ends 0 oauthctl logout
  expect_stdout ''
  expect_stderr revoked
  ends 22 server_accepts "$token"
  ends 3 oauthctl token
  ends 3 oauthctl logout
}

@test "logout --local deletes the tokens and asks nobody" {
  local token before
  token=$(oauthctl token)
  before=$(requests revoke)
  ends 0 oauthctl logout --local
  expect_stderr 'not revoked'
  [[ $(requests revoke) == "$before" ]]
  server_accepts "$token"
  ends 3 oauthctl token
}

@test "logout --all ends every profile" {
  sign_in -p work
  ends 0 oauthctl logout --all
  oauthctl status --json | jq -e '.profiles | length == 2 and all(.signed_in or .valid or .renewable | not)'
  ends 0 oauthctl logout --all
  expect_stderr 'nobody is signed in'
  ends 0 oauthctl logout --all --forget
  oauthctl status --json | jq -e '.profiles == []'
}
