# A person's password, given to the command line, leaves no trace.
load ../support/programs

setup_file() {
  export CLIENT_FILE=$BATS_FILE_TMPDIR/client.json
  start_server "$OAUTHCTL_BIN/oauthctl" dev-server --port 0 --client-file "$CLIENT_FILE"
  export SERVER=$server_pid ISSUER=$first_line
}
teardown_file() { stop_server "$SERVER"; }

setup() { use_empty_home; }

sign_in() { oauthctl login --secrets "$CLIENT_FILE" --flow password --username alice "$@"; }

@test "without a name, a password or a terminal it is a usage error" {
  run --separate-stderr -2 oauthctl login --secrets "$CLIENT_FILE" --flow password </dev/null
  expect_failure "needs a user's name" 'oauthctl: hint: name it with --username'
  run --separate-stderr -2 sign_in </dev/null
  expect_failure 'without a terminal' '--password-file FILE'
  run --separate-stderr -2 sign_in --password-file - </dev/null
  expect_failure 'the password is empty'
}

@test "a wrong password is refused and stores nothing" {
  OAUTHCTL_PASSWORD=wrong run --separate-stderr -4 sign_in
  expect_failure 'the password grant: the server answered invalid_grant'
  [[ $stderr != *wrong\ * ]]
  run --separate-stderr -3 oauthctl token
}

@test "a password from the environment, a file or a pipe signs in, warns, is kept nowhere, and the refresh token renews" {
  echo wonderland >password
  OAUTHCTL_PASSWORD=wonderland run --separate-stderr -0 sign_in -p environment
  run --separate-stderr -0 sign_in -p file --password-file password
  rm password
  run --separate-stderr -0 sign_in -p pipe --password-file - --scope 'openid email' < <(printf wonderland)
  expect_stdout ''
  expect_stderr 'warning: the password grant shows the password' 'signed in as alice' 'renews itself'
  ! grep -r wonderland "$HOME" || return 1
  for profile in environment file pipe; do
    run --separate-stderr -0 oauthctl token -p "$profile" --refresh
    curl -sf "$ISSUER/userinfo" -H "Authorization: Bearer $output"
  done
}

@test "when the refresh token is gone a person is needed" {
  OAUTHCTL_PASSWORD=wonderland run --separate-stderr -0 sign_in
  token=$(oauthctl status --json | jq -r '.profiles[0].stored' | xargs jq -r .tokens.refresh_token)
  jq -r '"user = \"\(.client_id):\(.client_secret)\""' "$CLIENT_FILE" | curl -sf -K - "$ISSUER/revoke" -d "token=$token"
  run --separate-stderr -3 oauthctl token --refresh
  expect_failure 'cannot be renewed: the server answered invalid_grant' 'oauthctl login'
}

@test "the terminal asks, shows nothing, and is as before" {
  run -0 "$OAUTHCTL_SOURCE_DIR/tests/flows/password.exp" wonderland \
    "$OAUTHCTL_BIN/oauthctl" login --secrets "$CLIENT_FILE" --flow password --username alice --scope 'openid email'
  [[ $output == *'password of alice: '*'signed in as alice'* && $output != *wonderland* ]]
}

@test "half a password is not sent, nor is one that is too long" {
  local long
  run -0 "$OAUTHCTL_SOURCE_DIR/tests/flows/password.exp" $'wonderland\x04' \
    "$OAUTHCTL_BIN/oauthctl" login --secrets "$CLIENT_FILE" --flow password --username alice
  [[ $output == *'the password is empty'*'exit code 2'* ]]
  printf -v long %01200d 7
  run -0 "$OAUTHCTL_SOURCE_DIR/tests/flows/password.exp" "$long" \
    "$OAUTHCTL_BIN/oauthctl" login --secrets "$CLIENT_FILE" --flow password --username alice
  [[ $output == *'longer than 1024 bytes'*'exit code 2'* ]]
}

@test "a signal at the prompt ends it, and the terminal is as before" {
  run -0 "$OAUTHCTL_SOURCE_DIR/tests/flows/password.exp" '' \
    "$OAUTHCTL_BIN/oauthctl" login --secrets "$CLIENT_FILE" --flow password --username alice
  [[ $output == *interrupted*'exit code 130'* ]]
}
