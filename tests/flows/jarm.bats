# Signed authorization responses (JARM), from the client file to the development server and back.
load ../cli/support

setup_file() { start_dev_server; }
teardown_file() { stop_dev_server; }
setup() { use_empty_home; }

@test "an answer that is not signed as the client expects is turned away, and said to be" {
  client_file_with '{response_mode: "jwt", authorization_signed_response_alg: "ES256"}'
  ends 7 oauthctl login --timeout 2s
  expect_failure 'an answer was turned away: the authorization response is signed with "RS256", expected "ES256"'
  ends 3 oauthctl token
}

@test "an algorithm that signs nothing is a usage error before the browser opens" {
  client_file_with '{response_mode: "jwt", authorization_signed_response_alg: "none"}'
  ends 2 oauthctl login
  expect_failure 'a signed authorization response cannot be checked'
}

@test "a signed error ends the login" {
  client_file_with '{response_mode: "jwt"}'
  ends 4 oauthctl login --scope 'openid root'
  expect_failure 'invalid_scope'
}

@test "a signed answer in the query or in a form signs in" {
  local mode
  for mode in jwt query.jwt form_post.jwt; do
    client_file_with "{response_mode: \"$mode\"}"
    ends 0 oauthctl login
    expect_stderr "response_mode=$mode" 'signed in as alice'
    server_accepts "$(oauthctl token)"
  done
}
