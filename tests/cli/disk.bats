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

# sends_token_requests COUNT FUNCTION: the function, on a small disk, sends so many.
sends_token_requests() {
  local before
  before=$(requests token)
  on_a_small_disk "$2"
  [[ $(requests token) == $((before + $1)) ]]
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
  sends_token_requests 2 a_renewal_finds_it_full
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
  sends_token_requests 1 a_renewal_finds_it_read_only
}

a_record_cannot_be_replaced() {
  on_disk login --secrets "$CLIENT_FILE"
  local record code=0
  record=$(on_disk status --json | jq -r '.profiles[0].stored')
  mount --bind "$record" "$record"
  on_disk token --refresh >out 2>err || code=$?
  [[ $code == 2 && ! -s out ]]
  grep "$record: is mounted alone" err
  grep 'hint: mount its folder' err
  umount "$record"
  on_disk token --refresh
}

@test "a record that is mounted alone is found out before the server is asked" {
  sends_token_requests 2 a_record_cannot_be_replaced
}

a_token_file_has_no_place() {
  on_disk login --secrets "$CLIENT_FILE"
  local code=0
  echo old >alone
  touch disk/alone
  mount --bind alone disk/alone
  on_disk token --out disk/alone >out 2>err || code=$?
  [[ $code == 2 && ! -s out && $(<alone) == old ]]
  grep 'hint: mount its folder' err
  on_disk token --out disk/token
  cp -p disk/token kept
  fill
  code=0
  on_disk token --format headers --out disk/token >out 2>err || code=$?
  [[ $code == 5 && ! -s out ]]
  grep "error: disk/token: " err
  mount -o remount,ro disk
  code=0
  on_disk token --format headers --out disk/token >out 2>err || code=$?
  [[ $code == 5 ]]
  cmp kept disk/token
}

@test "token --out on a full or read-only disk, or over a file that is mounted alone, leaves the old file" {
  on_a_small_disk a_token_file_has_no_place
}
