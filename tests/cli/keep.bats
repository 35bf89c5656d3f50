# Keeping a token file fresh.
load support

# Seconds.
readonly lifetime=5 waited_for=said

setup_file() { start_dev_server --access-token-ttl "${lifetime}s"; }
teardown_file() { stop_dev_server; }

setup() {
  use_empty_home
  sign_in
}

teardown() { stop_keep; }

# The names of the variables that `env` printed.
names_of() { sed -nE 's/^([A-Za-z_][A-Za-z0-9_]*)=.*/\1/p' | sort -u; }

# Runs `keep` in the background, with its words in the file `said`. Bash lets the background ignore SIGINT.
start_keep() {
  env --default-signal=INT "$OAUTHCTL_BIN/oauthctl" keep "$@" >answer 2>said 3>&- &
  KEEP_PID=$!
}

stop_keep() {
  [[ -z ${KEEP_PID-} ]] || kill "$KEEP_PID" 2>/dev/null || true
  [[ -z ${KEEP_PID-} ]] || wait "$KEEP_PID" || true
}

# `keep` must end by itself, or by the signal that it got, with that exit code and nothing on stdout.
keep_ends() {
  local code=0
  wait "$KEEP_PID" || code=$?
  KEEP_PID=
  [[ $code == "$1" && ! -s answer ]] || { cat said; echo "exit code: $code"; return 1; }
}

is_empty() { [[ -f $1 && ! -s $1 ]]; }
said() { grep -q -- "$1" said; }

@test "several renewals; SIGTERM ends it with 0, and the file stays" {
  start_keep --out file
  local token=
  for _ in 1 2 3 4; do
    until_true has_new_token file "$token"
    token=$(<file)
    server_accepts "$token"
  done
  [[ $(stat -c %a file) == 600 && -z $(find . -name '.oauthctl-*') ]]
  kill -TERM "$KEEP_PID"
  keep_ends 0
  [[ -s file && ! -s said ]]
}

@test "SIGINT ends it with 130, and the file stays" {
  start_keep --out file
  until_true test -s file
  kill -INT "$KEEP_PID"
  keep_ends 130
  [[ -s file ]]
}

# Reads the files until the file `enough` is there. Each time it must see a whole token that the server accepts.
read_all_the_time() {
  local header token times=0
  while [[ ! -e enough ]]; do
    token=$(<one)
    header=$(<two)
    if ! server_accepts "$token" || ! server_accepts "${header#Authorization: Bearer }"; then
      echo "refused: '$token' '$header'" >>refused
    fi
    times=$((times + 1))
  done
  echo "$times" >count
}

@test "two profiles, six lifetimes: a reader never sees an empty, partial or expired token" {
  sign_in -p work
  start_keep --out one --format plain --out work=two --format header
  until_true test -s one
  until_true test -s two
  read_all_the_time &
  local reader=$!
  sleep $((6 * lifetime))
  : >enough
  wait "$reader"
  kill -TERM "$KEEP_PID"
  keep_ends 0
  [[ ! -e refused && $(<count) -gt 100 ]] || { cat refused said; return 1; }
}

@test "logout empties the file, runs the command without a shell, and ends with 3" {
  start_keep --out file --on-login-required "sh -c 'echo \"\$OAUTHCTL_PROFILE \$1\" >hook' x '; rm file'"
  until_true test -s file
  ends 0 oauthctl logout
  keep_ends 3
  is_empty file
  [[ $(<hook) == 'default ; rm file' ]]
  said 'error: profile default is not signed in'
  said 'hint: oauthctl login -p default'
}

@test "a grant that was revoked elsewhere: 3, and the file stays" {
  start_keep --out file
  until_true test -s file
  cp -r "$HOME" "$BATS_TEST_TMPDIR/elsewhere"
  HOME=$BATS_TEST_TMPDIR/elsewhere oauthctl token --refresh || true
  # The server takes a refresh token that is used twice as stolen, and ends the grant.
  keep_ends 3
  [[ -s file ]]
  said 'cannot be renewed'
}

@test "with several profiles it keeps the others fresh if one needs a person, and takes that one up again" {
  sign_in -p work
  start_keep --out one --out work=two
  until_true test -s one
  until_true test -s two
  ends 0 oauthctl logout
  until_true is_empty one
  said 'warning: the other files are kept fresh; profile default is not signed in; sign in: oauthctl login -p default'
  until_true has_new_token two "$(<two)"
  sign_in
  until_true test -s one
  ends 0 oauthctl logout --all
  keep_ends 3
  is_empty one && is_empty two
}

@test "a server in trouble ends nothing: the old file stays until there is a new token" {
  start_keep --out file
  until_true test -s file
  fault '{"endpoint": "token", "status": 503, "count": 4}'
  local token
  token=$(<file)
  until_true said 'warning: profile default: .*503.*; trying again in'
  [[ -s file ]]
  until_true has_new_token file "$token"
  server_accepts "$(<file)"
}

@test "it starts without a server, and writes the file when the server is there" {
  expire_token
  fault '{"endpoint": "token", "status": 503, "count": 4}'
  start_keep --out file
  until_true said 'trying again in'
  [[ ! -e file ]]
  until_true test -s file
  server_accepts "$(<file)"
}

@test "a token that another process obtained is in the file at once, and each new one runs the commands" {
  # shellcheck disable=SC2016 # the inner shell expands
  start_keep --out file --on-renew 'sh -c "cp file copy; echo $OAUTHCTL_PROFILE >>renewed"' \
    --on-renew 'no-such-program x' -v
  until_true test -s file
  local theirs
  theirs=$(oauthctl token --refresh)
  until_true grep -qxF -- "$theirs" copy
  until_true has_new_token copy "$theirs"
  until_true said 'warning: --on-renew: no-such-program is not on the PATH'
  until_true said 'next renewal in'
  [[ $(wc -l <renewed) -ge 3 && $(sort -u renewed) == default ]]
}

@test "a person who signs in again while it runs goes on with the new sign-in" {
  start_keep --out file
  until_true test -s file
  sign_in
  until_true grep -qxF -- "$(oauthctl token)" file
}

@test "the commands get no secret of ours and nothing of systemd's" {
  sign_in --home "$PWD/other"
  OAUTHCTL_CLIENT_SECRET=x OAUTHCTL_PASSWORD=y NOTIFY_SOCKET=/nonexistent WATCHDOG_USEC=60000000 \
    start_keep --home "$PWD/other" --out file --on-renew 'sh -c "env >environment"'
  until_true grep -qs '^OAUTHCTL_PROFILE=default' environment
  [[ $(grep -cE '^(OAUTHCTL_(CLIENT_SECRET|PASSWORD)|NOTIFY_SOCKET|WATCHDOG_.*)=' environment) == 0 ]]
  grep -x "OAUTHCTL_HOME=$PWD/other" environment
  [[ $(grep -cF -- "$(<file)" environment) == 0 ]]
  # And no other variable that we did not have: sh sets the first three.
  comm -13 <(env | names_of) <(names_of <environment) | grep -vxE 'PWD|OLDPWD|SHLVL' >added
  diff <(printf '%s\n' OAUTHCTL_HOME OAUTHCTL_PROFILE) added
}

@test "a killed one leaves a whole file, and the next goes on" {
  start_keep --out file
  until_true test -s file
  local token
  for _ in 1 2 3; do
    token=$(<file)
    server_accepts "$token"
    kill -KILL "$KEEP_PID"
    wait "$KEEP_PID" || true
    start_keep --out file
    until_true has_new_token file "$token"
  done
}

@test "what cannot work ends at the start: 2 for the place and the options, 3 without a sign-in" {
  for place in missing/file /dev/null; do
    ends 2 oauthctl keep --out "$place"
    expect_failure "$place"
  done
  ends 2 oauthctl keep
  expect_failure 'keep needs --out'
  ends 2 oauthctl keep --out a --out ./b --out a
  expect_failure 'a is given twice'
  ends 2 oauthctl keep --out a --out b --out c --format plain --format header
  expect_failure 'one for each --out'
  ends 2 oauthctl keep --out a --on-renew "x 'y"
  expect_failure 'is not a command'
  ends 3 oauthctl keep --out nobody=a
  expect_failure nobody 'oauthctl login -p nobody'
  [[ ! -e a ]]
}

@test "a symbolic link is replaced, and a path may have an equals sign in it" {
  echo theirs >target
  ln -s target link
  start_keep --out link --out ./a=b
  until_true test -s ./a=b
  [[ ! -L link && $(<target) == theirs && $(<./link) == "$(<./a=b)" ]]
}

@test "-v shows the number of the random times, and --seed takes it" {
  start_keep --out file -v
  until_true said 'random times are those of --seed [0-9]'
  stop_keep
  start_keep --out file -v --seed 7
  until_true said 'random times are those of --seed 7$'
}

# Hears what the program tells systemd, into the file `heard`.
start_manager() {
  socat -u "$1" OPEN:heard,creat,append 3>&- &
  MANAGER_PID=$!
}
heard() { grep -aq -- "$1" heard; }

@test "systemd hears that it is ready, how it is, that it lives, and that it stops" {
  start_manager UNIX-RECV:socket
  until_true test -S socket
  NOTIFY_SOCKET=$PWD/socket WATCHDOG_USEC=400000 start_keep --out file
  until_true heard READY=1
  test -s file
  until_true heard 'STATUS=tokens are fresh: 1'
  until_true heard 'WATCHDOG=1'
  [[ $(grep -ac STOPPING heard) == 0 ]]
  ends 0 oauthctl logout
  keep_ends 3
  until_true heard 'STATUS=profile default is not signed in; sign in: oauthctl login -p default'
  until_true heard STOPPING=1
  kill "$MANAGER_PID"
}

@test "systemd's socket may have an abstract name, or be gone" {
  start_manager "ABSTRACT-RECV:oauthctl-$$"
  until_true grep -q "oauthctl-$$" /proc/net/unix
  NOTIFY_SOCKET=@oauthctl-$$ start_keep --out file
  until_true heard READY=1
  kill "$MANAGER_PID"
  until_true has_new_token file "$(<file)"
}

@test "the unit is what systemd understands, and its command works" {
  local units=$OAUTHCTL_SOURCE_DIR/docs/systemd
  mkdir instance oauthctl
  cp "$units/oauthctl-keep@.service" instance/oauthctl-keep@default.service
  if command -v systemd-analyze; then systemd-analyze verify instance/oauthctl-keep@default.service; fi
  local -a command
  read -ra command <<<"$(sed -n 's/^ExecStart=//p' "$units/oauthctl-keep@.service" | sed "s/%i/default/g; s#%t#$PWD#g")"
  [[ ${command[0]} == /usr/bin/env && ${command[1]} == oauthctl ]]
  env PATH="$OAUTHCTL_BIN:$PATH" "${command[@]}" >answer 2>said 3>&- &
  KEEP_PID=$!
  until_true test -s oauthctl/default.token
  server_accepts "$(<oauthctl/default.token)"
}
