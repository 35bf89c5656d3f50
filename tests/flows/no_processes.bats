# On a machine that starts no further process or thread: each attempt fails with EAGAIN.
load ../cli/support

setup() {
  use_empty_home
  start_dev_server
}
teardown() { stop_dev_server; }

oauthctl_alone() {
  strace -qq -f -o /dev/null -e trace=clone,clone3,fork,vfork -e inject=clone,clone3,fork,vfork:error=EAGAIN \
    "$OAUTHCTL_BIN/oauthctl" "$@"
}

@test "a login whose browser cannot be started says to visit the URL, and waits" {
  ends 7 oauthctl_alone login --secrets "$CLIENT_FILE" --timeout 1s
  expect_stderr 'no browser could be opened' 'temporarily unavailable' 'visit the URL yourself'
}

@test "a helper that cannot be started is exit 5, and nothing is sent to the server" {
  ends 5 oauthctl_alone --store helper:pass login --secrets "$CLIENT_FILE"
  expect_failure 'docker-credential-pass' 'cannot be started'
  [[ $(requests token) == 0 ]]
}

@test "a renewal needs no further process" {
  sign_in
  ends 0 oauthctl_alone token --refresh
  server_accepts "$output"
}

@test "a demo without its server says what could not be started" {
  ends 1 oauthctl_alone demo
  expect_stderr 'cannot start' oauthctl-devserver
}
