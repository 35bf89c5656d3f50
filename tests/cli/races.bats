# Many processes and one login.
load support

setup() {
  use_empty_home
  start_dev_server
  sign_in
}

teardown() { stop_dev_server; }

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
