# How often a command opens the record: once without its turn, and once in it.
load support

setup_file() { start_dev_server; }
teardown_file() { stop_dev_server; }

setup() {
  use_empty_home
  sign_in --scope 'openid offline_access'
}

# How often `oauthctl …` opens the file of that name.
opens() {
  local name=$1
  shift
  strace -qq -f -e trace=openat -e signal=none -o trace "$OAUTHCTL_BIN/oauthctl" "$@" >answer
  grep -cE "\"([^\"]*/)?$name\"" trace || true
}

@test "a cached token opens the record once" {
  [[ $(opens default.json token) == 1 && $(opens default.store token) == 1 ]]
}

@test "an expired token opens the record twice, with an ID token to check and without" {
  expire_token
  [[ $(opens default.json token) == 2 ]]
  server_accepts "$(<answer)"
  sign_in --scope offline_access
  expire_token
  [[ $(opens default.json token) == 2 ]]
  server_accepts "$(<answer)"
}

@test "token --refresh opens the record twice" {
  [[ $(opens default.json token --refresh) == 2 ]]
}

@test "a token in a file is on the disk before it has its name, and the name after it" {
  strace -qq -f -y -e trace=fsync,rename -e signal=none -o trace "$OAUTHCTL_BIN/oauthctl" token --out file
  run grep -oE '(fsync|rename)\(([0-9]+<)?[^>,)]*' trace
  [[ ${lines[0]} == fsync*"/.oauthctl-"* && ${lines[1]} == fsync*"$PWD" && ${lines[2]} == rename* ]]
  [[ ${lines[3]} == fsync*"$PWD" && ${#lines[@]} == 4 ]]
}
