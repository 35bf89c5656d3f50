# Dynamic registration and its management, against the development server.
load ../cli/support

setup_file() { start_dev_server; }
teardown_file() { stop_dev_server; }
setup() { use_empty_home; }

@test "register wants one thing to do" {
  ends 2 oauthctl register
  expect_failure 'register takes one of ISSUER'
  ends 2 oauthctl register "$ISSUER" --delete secrets.json
  expect_failure 'register takes one of ISSUER'
}

@test "a file that is there is never written over, and nothing is registered for it" {
  local before
  before=$(requests register)
  echo mine >secrets.json
  ends 2 oauthctl register "$ISSUER"
  expect_failure 'secrets.json: already exists' '--out FILE'
  [[ $(cat secrets.json) == mine && $(requests register) == "$before" ]]
  ln -s nowhere link.json
  ends 2 oauthctl register "$ISSUER" --out link.json
  [[ ! -e nowhere ]]
}

@test "a registration that the server refuses leaves no file" {
  ends 2 oauthctl register "$ISSUER" --redirect-uri http://elsewhere.example/
  expect_failure 'invalid_redirect_uri'
  [[ ! -e secrets.json ]]
}

@test "an initial access token that cannot be one is a usage error" {
  printf 'two words' >token
  ends 2 oauthctl register "$ISSUER" --initial-access-token-file token
  expect_failure 'the initial access token must be visible ASCII'
}

@test "a file without a registration cannot be managed" {
  for what in --read --update --delete; do
    ends 2 oauthctl register $what "$CLIENT_FILE"
    expect_failure 'has no registration_client_uri'
  done
}

@test "a client that registered itself signs in" {
  umask 000
  printf 'not looked at' | sed 's/ /-/g' >token
  ends 0 oauthctl register "$ISSUER" --name 'My Notes' --out mine.json --initial-access-token-file token
  expect_stdout ''
  expect_stderr 'written to mine.json' 'oauthctl login --secrets mine.json'
  [[ $(stat -c %a mine.json) == 600 ]]
  jq -e '.client_name == "My Notes" and .redirect_uris == ["http://127.0.0.1/callback"]' mine.json
  ends 0 oauthctl login --secrets mine.json
  expect_stderr 'signed in as alice'
  [[ $stderr != *ignored* ]]
}

@test "a registration is read, changed and ended, and keeps what else is in the file" {
  ends 0 oauthctl register "$ISSUER" --json
  jq -e '.client_id and (has("client_secret") or has("registration_access_token") | not)' <<<"$output"
  jq '. + {params: {prompt: "consent"}}' secrets.json >more.json
  cp more.json secrets.json
  ends 0 oauthctl register --update secrets.json --name Renamed --redirect-uri http://localhost/back
  jq -e '.client_name == "Renamed" and .redirect_uris == ["http://localhost/back"] and .params.prompt == "consent"' secrets.json
  ends 0 oauthctl register --read secrets.json
  jq -e '.client_name == "Renamed"' <<<"$output"
  ends 0 oauthctl login
  ends 0 oauthctl register --delete secrets.json
  ends 4 oauthctl register --read secrets.json
  ends 2 oauthctl token --refresh
  expect_failure invalid_client
}

@test "no secret of a registration is shown, with -vv either" {
  ends 0 oauthctl register "$ISSUER" -vv --json
  local name
  for name in client_secret registration_access_token; do
    [[ $output$stderr != *"$(jq -r ".$name" secrets.json)"* ]] || { show "$name is shown"; return 1; }
  done
}
