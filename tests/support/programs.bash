# For scripts that run the built programs, each test in an empty home of its own. oauthctl_script_test (CMakeLists.txt)
# gives them an otherwise empty environment and no terminal.
bats_require_minimum_version 1.5.0

: "${OAUTHCTL_BIN:?run this by ctest, or set what oauthctl_script_test sets}"

use_empty_home() {
  export HOME=$BATS_TEST_TMPDIR/home
  mkdir -m 700 "$HOME"
  cd "$HOME" || return 1
}

oauthctl() { "$OAUTHCTL_BIN/oauthctl" "$@"; }

# Starts a server in the background and waits for its first line, left in $first_line; its process is $server_pid.
start_server() {
  local log=$BATS_FILE_TMPDIR/${1##*/}.log
  rm -f "$log"
  "$@" </dev/null >"$log" 2>"$log.err" 3>&- &
  server_pid=$!
  for _ in {1..400}; do
    [[ -s $log ]] && break
    kill -0 "$server_pid" || { cat "$log.err" >&2; return 1; }
    sleep 0.025
  done
  first_line=$(head -n 1 "$log")
}

stop_server() {
  kill "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}

# Runs a command that must end with that exit code. Leaves $output, $stderr and $status, and shows them if it did not.
ends() {
  local wanted=$1
  shift
  run --separate-stderr "$@"
  [[ $status == "$wanted" ]] || { show "wanted exit code: $wanted" "of: $*"; return 1; }
}

show() { printf '%s\n' "exit code: ${status-}" "stdout: ${output-}" "stderr: ${stderr-}" "$@"; }

expect_stdout() { [[ $output == "$1" ]] || { show "wanted on stdout: $1"; return 1; }; }

expect_stderr() {
  local wanted
  for wanted in "$@"; do
    [[ $stderr == *"$wanted"* ]] || { show "wanted on stderr: $wanted"; return 1; }
  done
}

# A failure as the contract demands: nothing on stdout, and stderr says what failed.
expect_failure() {
  expect_stdout ''
  expect_stderr 'oauthctl: error: ' "$@"
}
