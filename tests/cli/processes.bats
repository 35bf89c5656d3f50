# A process in trouble: signals, closed pipes, missing homes, too few descriptors.
load support

setup_file() { start_dev_server; }
teardown_file() { stop_dev_server; }

setup() {
  use_empty_home
  sign_in
}

@test "SIGTERM at any moment of a renewal never loses a rotated refresh token" {
  local i pid
  RANDOM=2
  for i in {1..60}; do
    # Called by its path: for a function in the background, $! is a shell, and the signal would end that shell.
    "$OAUTHCTL_BIN/oauthctl" token --refresh >/dev/null 2>&1 3>&- &
    pid=$!
    sleep "$(printf 0.%04d $((RANDOM % 150)))"
    kill -TERM "$pid" 2>/dev/null || true
    # As timeout(1) does: once to the command, and once to its group.
    if ((i % 2)) && sleep 0.001; then kill -TERM "$pid" 2>/dev/null || true; fi
    wait "$pid" || true
  done
  ends 0 oauthctl token --refresh
  server_accepts "$output"
}

@test "a caller that ignores SIGCHLD changes nothing, and exec passes that on" {
  mkdir bin
  cat >bin/docker-credential-toy <<'SH'
#!/bin/bash
case $1 in
  get) cat "$HOME/bin/$(md5sum)" 2>/dev/null || { echo 'credentials not found in native keychain'; exit 1; } ;;
  store) entry=$(cat) && printf %s "$entry" >"$HOME/bin/$(jq -jr .ServerURL <<<"$entry" | md5sum)" ;;
  list) echo '{}' ;;
esac
SH
  chmod +x bin/docker-credential-toy
  PATH=$PWD/bin:$PATH
  sign_in -p toy --store helper:toy
  ends 0 env --ignore-signal=CHLD timeout 20 "$OAUTHCTL_BIN/oauthctl" token -p toy
  server_accepts "$output"
  # shellcheck disable=SC2016 # the inner shell expands
  ends 0 env --ignore-signal=CHLD "$OAUTHCTL_BIN/oauthctl" exec -- grep SigIgn /proc/self/status
  ((0x${output#*:?} & 1 << 16))
}

@test "SSLKEYLOGFILE is not obeyed, and the command of exec has it" {
  export SSLKEYLOGFILE=$PWD/keys
  ends 0 oauthctl exec --min-ttl 2h -- printenv SSLKEYLOGFILE
  expect_stdout "$PWD/keys"
  [[ ! -e keys ]]
}

@test "a signal between the renewal and the command of exec is not lost" {
  local pid
  strace -qq -o trace -P /proc/self/fd -e trace=openat -e inject=openat:delay_enter=1500000:when=2 \
    "$OAUTHCTL_BIN/oauthctl" exec --min-ttl 2h -- touch ran 2>said 3>&- &
  pid=$!
  until_true grep -qs . trace
  sleep 0.5
  kill -TERM "$(pgrep -P "$pid")"
  wait "$pid" || true
  [[ ! -e ran ]]
}

@test "a development server that ignores SIGHUP, as under nohup, goes on" {
  local pid
  env --ignore-signal=HUP "$OAUTHCTL_BIN/oauthctl" dev-server --port 0 --quiet >url 2>/dev/null 3>&- &
  pid=$!
  until_true test -s url
  kill -HUP "$pid"
  sleep 0.1
  curl -sf "$(<url)/.well-known/openid-configuration" >metadata
  kill "$pid"
  wait "$pid"
}

@test "a browser can write to its streams, also if the caller closed stderr" {
  printf '#!/bin/sh\n{ echo && echo >&2; } && touch "$HOME/wrote"\nexec curl -sLo /dev/null "$1"\n' >browser
  chmod +x browser
  BROWSER=$PWD/browser "$OAUTHCTL_BIN/oauthctl" login --secrets "$CLIENT_FILE" -p closed </dev/null 2>&- 3>&-
  [[ -e wrote ]]
}

@test "a reader that has gone is an error, and the renewed token is on disk" {
  local before
  before=$(oauthctl token)
  # shellcheck disable=SC2016 # the inner shell expands
  ends 1 bash -c 'set -o pipefail; { sleep 0.2; "$OAUTHCTL_BIN/oauthctl" token --refresh; } | true'
  expect_stderr stdout
  ends 0 oauthctl token --offline
  [[ $output != "$before" ]]
  server_accepts "$output"
}

@test "a second login of the same profile is told that one is under way" {
  "$OAUTHCTL_BIN/oauthctl" login --no-browser --timeout 20s >out 2>err 3>&- &
  local pid=$!
  for _ in {1..200}; do grep -q /authorize err && break; sleep 0.025; done
  ends 5 oauthctl login
  expect_failure 'default'
  ends 0 oauthctl token --refresh
  kill "$pid"
  wait "$pid" || true
}

@test "a logout beside renewals ends in no token, or in one that works" {
  local i
  for i in {1..20}; do oauthctl token --refresh >/dev/null 2>&1 3>&- & done
  ends 0 oauthctl logout
  for i in $(jobs -p); do [[ $i == "$SERVER_PID" ]] || wait "$i" || true; done
  ends 3 oauthctl token
}

@test "without any home the message says what to set" {
  ends 2 env -u HOME "$OAUTHCTL_BIN/oauthctl" token
  expect_failure HOME --home
}

@test "a home that is a file, and one that others may write to, are refused" {
  touch file
  ends 1 oauthctl --home "$HOME/file" token
  expect_failure "$HOME/file"
  mkdir open
  chmod 777 open
  ends 1 oauthctl --home "$HOME/open" login --secrets "$CLIENT_FILE"
  expect_failure "$HOME/open"
}

@test "too few descriptors are an error and no crash, and lose nothing" {
  local limit
  for limit in 6 7 8 9 10 12; do
    # shellcheck disable=SC2016 # the inner shell expands
    run --separate-stderr bash -c 'ulimit -n "$1"; exec "$OAUTHCTL_BIN/oauthctl" token --refresh' - "$limit"
    [[ $status -lt 126 ]] || { show "limit $limit"; return 1; }
  done
  ends 0 oauthctl token --refresh
}
