# A certified provider that is not ours, one for all tests of a file. Leaves $ISSUER and $SERVER_PID.
load ../support/programs

# start_provider [PROGRAM]
start_provider() {
  cd "$BATS_TEST_DIRNAME" || return 1
  start_server node_modules/.bin/node "${1-server.mjs}"
  export SERVER_PID=$server_pid ISSUER=$first_line
}

setup_file() { start_provider; }

teardown_file() { stop_server "$SERVER_PID"; }

setup() {
  use_empty_home
  export BROWSER=$BATS_TEST_DIRNAME/browser
}
