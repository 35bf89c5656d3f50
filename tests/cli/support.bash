# For scripts that drive the built programs against the development server.
load ../support/programs
load ../support/expired

# One for all tests of a file. Leaves $ISSUER, $CLIENT_FILE and $SERVER_PID.
start_dev_server() {
  export CLIENT_FILE=$BATS_FILE_TMPDIR/client.json FAULTS_HEADER_FILE=$BATS_FILE_TMPDIR/faults
  start_server "$OAUTHCTL_BIN/oauthctl" dev-server --port 0 --auto-approve --client-file "$CLIENT_FILE" \
    --faults-header-file "$FAULTS_HEADER_FILE" "$@"
  export SERVER_PID=$server_pid ISSUER=$first_line
}

stop_dev_server() { stop_server "$SERVER_PID"; }

# A second one, and its client file elsewhere.json, for tests about another server. Leaves $ELSEWHERE.
start_two_dev_servers() {
  start_dev_server
  start_server "$OAUTHCTL_BIN/oauthctl" dev-server --port 0 --auto-approve --client-file "$BATS_FILE_TMPDIR/elsewhere.json"
  export ELSEWHERE=$first_line ELSEWHERE_PID=$server_pid
}

stop_two_dev_servers() {
  stop_server "$ELSEWHERE_PID"
  stop_dev_server
}

# Waits until a command succeeds, but not for ever; then shows $waited_for, a log.
until_true() {
  for _ in {1..300}; do
    "$@" && return
    sleep 0.05
  done
  echo "never true: $*" >&2
  [[ ! -r ${waited_for-} ]] || cat "$waited_for" >&2
  return 1
}

# has_new_token FILE OLD
has_new_token() { [[ -s $1 && $(<"$1") != "$2" ]]; }

# The server of tests/support/faulty_server.cpp. Leaves $FAULTY and $FAULTY_PID.
start_faulty_server() {
  start_server "$OAUTHCTL_BUILD/tests/faulty_server" "$@"
  export FAULTY_PID=$server_pid FAULTY=$first_line
}

# Plays a person who sees no page at the server: follows the redirects to the end.
export BROWSER=$OAUTHCTL_SOURCE_DIR/tests/cli/browser

sign_in() { ends 0 oauthctl login --secrets "$CLIENT_FILE" "$@"; }

# The server's client file with some members changed: `client_file_with '{scope: "openid"}'`.
client_file_with() {
  jq ". + $1" "$CLIENT_FILE" >secrets.json
  chmod 600 secrets.json
}

# The path of the only profile's record.
record() { oauthctl status --json | jq -r '.profiles[0].stored'; }

# Makes the record's access token expired.
expire_token() {
  local file text
  file=$(record)
  text=$(expired "$(<"$file")")
  printf '%s\n' "$text" >"$file"
}

# How many requests of that kind (`token`, `revoke`, …) the server has had.
requests() { curl --silent --noproxy '*' "$ISSUER/stats" | jq ".requests.$1 // 0"; }

# Plants a fault, described in JSON as in docs/commands/dev-server.md.
fault() {
  curl --silent --fail --noproxy '*' --header "@$FAULTS_HEADER_FILE" --json "$1" "$ISSUER/faults"
}

server_accepts() {
  curl --silent --fail --noproxy '*' --header "Authorization: Bearer $1" --output /dev/null "$ISSUER/resource"
}

# Revokes the token of the default profile, or of another with `-p PROFILE`, so that only the server knows.
revoke_behind_our_back() {
  curl --silent --fail --noproxy '*' --user "$(jq -r '.client_id + ":" + .client_secret' "$CLIENT_FILE")" \
    --data-urlencode "token=$(oauthctl token "$@")" "$ISSUER/revoke"
}

# type_hint EXIT_CODE: types the last hint that is a command, as it stands.
type_hint() {
  local hint
  hint=$(sed -n 's/^oauthctl: hint: \(oauthctl .*\)/\1/p' <<<"$stderr" | tail -n 1)
  [[ -n $hint ]] || { show 'no hint is a command'; return 1; }
  ends "$1" bash -c "PATH=$OAUTHCTL_BIN:\$PATH; $hint"
}
