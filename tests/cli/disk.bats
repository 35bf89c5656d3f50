# A disk that is full or read-only, in a namespace of our own where we may mount one.
load support

setup_file() { start_dev_server; }
teardown_file() { stop_dev_server; }
setup() { use_empty_home; }

on_a_small_disk() {
  mkdir disk
  export -f on_disk "$1" oauthctl
  unshare --user --map-root-user --mount bash -euc "mount -t tmpfs -o size=1m,mode=700 tmpfs disk; $1"
}

on_disk() { oauthctl --home "$HOME/disk/home" "$@"; }

fill() { head -c 2M /dev/zero >disk/filler || true; }
export -f fill

a_login_finds_it_full() {
  fill
  local code=0
  on_disk login --secrets "$CLIENT_FILE" >out 2>err || code=$?
  [[ $code == 5 && ! -s out ]]
  grep "error: .*$HOME/disk" err
}

@test "a login on a full disk fails before anybody is sent to a browser" {
  local before
  before=$(requests authorize)
  on_a_small_disk a_login_finds_it_full
  [[ $(requests authorize) == "$before" ]]
}

a_renewal_finds_it_full() {
  on_disk login --secrets "$CLIENT_FILE"
  local before code=0
  before=$(on_disk token)
  fill
  on_disk token --refresh >out 2>err || code=$?
  [[ $code == 5 && ! -s out ]]
  [[ $(on_disk token) == "$before" ]]
  rm disk/filler
  on_disk token --refresh
}

@test "a renewal on a full disk asks the server nothing, and works again once there is room" {
  local before
  before=$(requests token)
  on_a_small_disk a_renewal_finds_it_full
  [[ $(requests token) == $((before + 2)) ]]
}

a_renewal_finds_it_read_only() {
  on_disk login --secrets "$CLIENT_FILE"
  local before code=0
  before=$(on_disk token)
  mount -o remount,ro disk
  on_disk token --refresh >out 2>err || code=$?
  [[ $code == 5 && ! -s out ]]
  [[ $(on_disk token) == "$before" ]]
}

@test "a renewal on a read-only disk asks the server nothing" {
  local before
  before=$(requests token)
  on_a_small_disk a_renewal_finds_it_read_only
  [[ $(requests token) == $((before + 1)) ]]
}
