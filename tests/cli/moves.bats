# Moving a profile to another store or to another name: at every moment it is signed in, once.
load support

setup_file() { start_dev_server; }
teardown_file() { stop_dev_server; }

setup() {
  use_empty_home
  PROFILES=$HOME/.local/state/oauthctl/profiles
  mkdir bin box
  cat >bin/docker-credential-box <<'SH'
#!/bin/bash
# Kills its caller before the call that the file `when` names, or after it ("after 3").
echo >>"$HOME/calls"
read -r when number 2>/dev/null <"$HOME/when"
is_time() { [[ $when == "$1" && $number == "$(wc -l <"$HOME/calls")" ]]; }
if is_time before; then kill -KILL "$PPID"; exit 1; fi
entry=$(cat)
[[ $1 != store ]] || secret=$entry entry=$(jq -r .ServerURL <<<"$entry")
file=$HOME/box/${entry//[^a-z]/_}
code=0
case $1 in
  store) printf %s "$secret" >"$file.new" && mv "$file.new" "$file" ;;
  get) cat "$file" 2>/dev/null || { echo 'credentials not found in native keychain'; code=1; } ;;
  erase) rm -f "$file" ;;
  list) jq -s 'map({(.ServerURL): .Username}) | add // {}' "$HOME"/box/* ;;
esac
if is_time after; then kill -KILL "$PPID"; fi
exit "$code"
SH
  chmod +x bin/docker-credential-box
  PATH=$HOME/bin:$PATH
}

teardown() {
  [[ -z ${KEEP_PID-} ]] || kill "$KEEP_PID" 2>/dev/null || true
}

renews() {
  ends 0 oauthctl token --refresh -p "$1"
  server_accepts "$output"
}

# The places of the records, `file` or `box` for each. A helper that was killed leaves its trials.
places() {
  local one
  for one in "$PROFILES"/*.json; do [[ ! -e $one ]] || echo file; done
  for one in box/oauthctl*; do [[ ! -e $one || $one == *_trial ]] || echo box; done
}

is_only_in() { [[ $(places) == "$1" ]] || { ls "$PROFILES" box; return 1; }; }

# killed_at WHEN NUMBER COMMAND…: the command, killed at that call of the helper.
killed_at() {
  rm -f calls
  echo "$1 $2" >when
  run --separate-stderr oauthctl "${@:3}"
  rm -f when
}

@test "store copy --move, killed at any call of the helper: the profile is found, and the move can be repeated" {
  local when number code
  for when in before after; do
    for number in {1..20}; do
      sign_in -p work --store helper:box
      killed_at "$when" "$number" store copy -p work --to file --move
      code=$status
      [[ $code == 0 || $code == 137 ]]
      ends 0 oauthctl token -p work
      if [[ $code == 137 ]]; then
        run --separate-stderr oauthctl store copy -p work --to file --move
        [[ $status == 0 || $stderr == *'onto itself'* ]] || { show "killed $when $number"; return 1; }
        [[ $status == 0 ]] || oauthctl logout -p work --local --forget --store helper:box || [[ -z $(ls box) ]]
        is_only_in file
      fi
      renews work
      [[ -e $PROFILES/work.json && ! -e $PROFILES/work.store ]]
      ends 0 oauthctl logout -p work --forget
      rm -f box/*
      [[ $code == 137 ]] || break
    done
    [[ $code == 0 ]]
  done
}

@test "store copy --move: a store that cannot be named, or a record that cannot be deleted, changes nothing" {
  local obstacle
  sign_in -p work
  for obstacle in work.store.new work.json.new; do
    mkdir "$PROFILES/$obstacle"
    ends 5 oauthctl store copy -p work --to helper:box --move
    expect_failure "$PROFILES/"
    rmdir "$PROFILES/$obstacle"
    [[ ! -e $PROFILES/work.store ]]
    is_only_in file
    renews work
  done
  ends 0 oauthctl store copy -p work --to helper:box --move
  is_only_in box
  renews work
}

@test "store copy --move to and fro: token, its renewal and keep never miss the profile" {
  local i renewing
  sign_in -p work
  "$OAUTHCTL_BIN/oauthctl" keep -p work --out kept --on-login-required 'touch wanted' >/dev/null 2>said 3>&- &
  KEEP_PID=$!
  until_true test -s kept
  { until [[ -e enough ]]; do oauthctl token -p work || echo "$?" >>missed; done; } >/dev/null 2>>missed 3>&- &
  renewing=$!
  for i in {1..6}; do
    ends 0 oauthctl store copy -p work --to helper:box --move
    ends 0 oauthctl token --refresh -p work
    ends 0 oauthctl store copy -p work --to file --move
    ends 0 oauthctl token --refresh -p work
  done
  touch enough
  wait "$renewing"
  [[ ! -e wanted && ! -s missed && -s kept ]] || { cat said missed; return 1; }
  kill -0 "$KEEP_PID"
  is_only_in file
  renews work
}

@test "login --store, killed while it asks for the account: the profile is found" {
  fault '{"endpoint": "userinfo", "delay_ms": 5000}'
  "$OAUTHCTL_BIN/oauthctl" login --secrets "$CLIENT_FILE" -p work --scope openid --store helper:box >/dev/null 2>said 3>&- &
  local login=$!
  waited_for=said until_true test -s box/oauthctl___work
  sleep 1
  kill -KILL "$login"
  wait "$login" || true
  curl --silent --fail --noproxy '*' --request DELETE --header "@$FAULTS_HEADER_FILE" "$ISSUER/faults"
  renews work
}

@test "login --store: a store that cannot be named is a warning, because the sign-in is there" {
  sign_in
  mkdir "$PROFILES/work.store.new"
  sign_in -p work --store helper:box
  expect_stderr 'warning: commands need --store for profile work: '
  ends 0 oauthctl token -p work --store helper:box
}

@test "profile rename: a failure leaves one holder of the tokens" {
  sign_in -p work
  mkdir "$PROFILES/work.json.new"
  ends 5 oauthctl profile rename work office
  rmdir "$PROFILES/work.json.new"
  ends 3 oauthctl token -p office
  is_only_in file
  renews work
  ends 0 oauthctl profile rename work office
  renews office
}

@test "profile rename, killed at any call of the helper: repeated, it is finished" {
  local when number code
  for when in before after; do
    for number in {1..25}; do
      sign_in -p work --store helper:box
      killed_at "$when" "$number" profile rename work office
      code=$status
      [[ $code == 0 || $code == 137 ]]
      if [[ $code == 137 ]] && oauthctl token -p work; then ends 0 oauthctl profile rename work office; fi
      renews office
      is_only_in box
      ends 0 oauthctl logout -p office --forget
      [[ $code == 137 ]] || break
    done
    [[ $code == 0 ]]
  done
}

@test "two renames at once: one of them has the profile" {
  local i first second codes
  for i in {1..10}; do
    sign_in -p work
    oauthctl profile rename work one >/dev/null 2>said.1 3>&- &
    first=$!
    oauthctl profile rename work two >/dev/null 2>said.2 3>&- &
    second=$!
    codes=
    wait "$first" && codes+=one || codes+=$?
    wait "$second" && codes+=two || codes+=$?
    [[ $codes == one3 || $codes == 3two ]] || { cat said.?; echo "$codes"; return 1; }
    is_only_in file
    renews "${codes//3/}"
    ends 0 oauthctl logout --forget -p "${codes//3/}"
  done
}

@test "profile rename beside logout --forget: what was signed out is nowhere" {
  local i renaming code
  for i in {1..10}; do
    sign_in -p work
    oauthctl profile rename work office >/dev/null 2>said 3>&- &
    renaming=$!
    code=0
    oauthctl logout -p work --forget 2>said.too || code=$?
    if wait "$renaming"; then
      [[ $code == 3 ]] || { cat said said.too; return 1; }
      renews office
      ends 0 oauthctl logout -p office --forget
    fi
    [[ -z $(ls "$PROFILES"/*.json 2>/dev/null) ]]
  done
}

@test "profile rename to and fro beside renewals of both names: the sign-in lives" {
  local i name children=()
  sign_in -p work
  for name in work office; do
    { until [[ -e enough ]]; do oauthctl token --refresh -p "$name" || true; done; } >/dev/null 2>&1 3>&- &
    children+=($!)
  done
  for i in {1..12}; do
    ends 0 oauthctl profile rename work office
    ends 0 oauthctl profile rename office work
  done
  touch enough
  wait "${children[@]}"
  is_only_in file
  renews work
}
