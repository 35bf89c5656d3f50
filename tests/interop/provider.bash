# A certified provider that is not ours, one for all tests of a file. Leaves $ISSUER and $SERVER_PID.
load ../support/programs

setup_file() {
  cd "$BATS_TEST_DIRNAME"
  start_server node_modules/.bin/node server.mjs
  export SERVER_PID=$server_pid ISSUER=$first_line
}

teardown_file() { stop_server "$SERVER_PID"; }

setup() {
  use_empty_home
  export BROWSER=$BATS_TEST_DIRNAME/browser
}
