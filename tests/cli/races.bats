# Many processes and one profile.
load support

setup() {
  use_empty_home
  start_dev_server
  sign_in
}

teardown() {
  kill -CONT "$SERVER_PID"
  stop_dev_server
}

# Runs `oauthctl …` that many times at once; tokens, messages and exit codes are left in files.
at_once() {
  local count=$1 i
  shift
  for ((i = 0; i < count; i++)); do
    { code=0; oauthctl "$@" >"token.$i" 2>"err.$i" || code=$?; echo "$code" >"code.$i"; } 3>&- &
    children+=($!)
  done
  wait "${children[@]}"
  [[ $(cat code.* | sort | uniq -c | tr -s ' ') == " $count 0" ]] || { cat err.* | sort | uniq -c; return 1; }
}

# SERVER_PID is a child too, so `wait` needs names.
children=()

@test "200 token calls on an expired token: 200 valid tokens, one request" {
  local before
  expire_token
  before=$(requests token)
  at_once 200 token
  [[ $(cat token.* | wc -l) == 200 && $(cat token.* | sort -u | wc -l) == 1 ]]
  server_accepts "$(<token.0)"
  [[ $(requests token) == $((before + 1)) ]]
  oauthctl token --refresh
}

# Runs the rest for each of three targets at once, 50 processes each; the tokens are left in files.
for_three_targets() {
  local i target
  for ((i = 0; i < 150; i++)); do
    target=$((i % 3))
    { code=0; oauthctl token ${targets[target]} >"token.$target.$i" 2>"err.$i" || code=$?; echo "$code" >"code.$i"; } 3>&- &
    children+=($!)
  done
  wait "${children[@]}"
  [[ $(cat code.* | sort | uniq -c | tr -s ' ') == " 150 0" ]] || { cat err.* | sort | uniq -c; return 1; }
}

@test "50 token calls for each of three targets on an expired record: one request for each" {
  local before target targets=('' '--resource https://a.example' '--resource https://b.example')
  for target in "${targets[@]:1}"; do oauthctl token $target; done
  expire_token
  before=$(requests token)
  for_three_targets
  [[ $(requests token) == $((before + 3)) ]]
  for target in 0 1 2; do [[ $(cat token.$target.* | sort -u | wc -l) == 1 ]]; done
  [[ $(cat token.* | sort -u | wc -l) == 3 ]]
  oauthctl token --refresh
}

@test "200 times token --refresh at once: every token was issued, no login is lost" {
  at_once 200 token --refresh
  [[ $(cat token.* | wc -l) == 200 ]]
  for token in $(cat token.* | sort -u); do server_accepts "$token"; done
  ends 0 oauthctl token --refresh
  server_accepts "$output"
}

@test "a login beside a hundred renewals" {
  at_once 100 token --refresh &
  local renewals=$!
  sign_in
  wait "$renewals"
  ends 0 oauthctl token --refresh
  server_accepts "$output"
}

# Starts a renewal that waits for a server which does not answer, and leaves its process in $holder.
start_a_hanging_renewal() {
  kill -STOP "$SERVER_PID"
  "$OAUTHCTL_BIN/oauthctl" token --refresh >held 2>held.err 3>&- &
  holder=$!
  local lock
  lock=$(dirname "$(record)")/default.lock
  for _ in {1..400}; do flock --nonblock "$lock" true || return 0; sleep 0.025; done
  return 1
}

@test "a stopped holder of the lock is waited for, then named; it loses nothing" {
  start_a_hanging_renewal
  kill -STOP "$holder"
  kill -CONT "$SERVER_PID" # its answer comes while nobody reads it, and grows older than any timeout
  ends 5 oauthctl logout --local
  expect_failure "locked by process $holder" "kill $holder"
  kill -CONT "$holder"
  wait "$holder"
  server_accepts "$(<held)"
  ends 0 oauthctl token
  expect_stdout "$(<held)"
}

@test "the lock of a killed holder is free at once" {
  start_a_hanging_renewal
  kill -KILL "$holder"
  wait "$holder" || true
  ends 0 timeout 20 "$OAUTHCTL_BIN/oauthctl" logout --local
  kill -CONT "$SERVER_PID"
}

@test "a logout while a renewal waits for its answer: the renewed tokens are revoked with the rest" {
  start_a_hanging_renewal
  "$OAUTHCTL_BIN/oauthctl" logout >out 2>err 3>&- &
  local logout=$!
  kill -CONT "$SERVER_PID"
  wait "$holder"
  wait "$logout"
  ends 22 server_accepts "$(<held)"
  ends 3 oauthctl token
}

@test "a login while a renewal waits for its answer: the new login stands" {
  start_a_hanging_renewal
  kill -CONT "$SERVER_PID"
  sign_in
  wait "$holder"
  ends 0 oauthctl token --refresh
  server_accepts "$output"
}
