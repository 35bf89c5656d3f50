# One profile that machines share through etcd. Each machine is played by its own home.
load support
load ../support/etcd

setup_file() {
  start_dev_server
  OAUTHCTL_STORE_KEY=$(openssl rand -base64 32)
  export OAUTHCTL_STORE_KEY
}
teardown_file() { stop_dev_server; }

setup() {
  use_empty_home
  mkdir one other etcd
}

teardown() { stop_etcd; }

# Leaves $STORE.
start_cluster() {
  start_etcd etcd "$@"
  export STORE=etcd://$ETCD/oauthctl
}

on() { "$OAUTHCTL_BIN/oauthctl" --home "$HOME/$1" "${@:2}"; }

sign_in_on_one() { ends 0 on one login -p work --secrets "$CLIENT_FILE" --store "$STORE"; }

@test "a store without a key, with half an identity, or with a password in its URL" {
  ends 2 env -u OAUTHCTL_STORE_KEY "$OAUTHCTL_BIN/oauthctl" token --refresh --store etcd://127.0.0.1:1/x
  expect_failure OAUTHCTL_STORE_KEY_FILE
  ends 2 env OAUTHCTL_STORE_KEY=sesame "$OAUTHCTL_BIN/oauthctl" token --refresh --store etcd://127.0.0.1:1/x
  expect_failure '32 bytes'
  [[ $stderr != *sesame* ]]
  ends 2 env OAUTHCTL_ETCD_USER=ann "$OAUTHCTL_BIN/oauthctl" token --refresh --store etcd://127.0.0.1:1/x
  expect_failure 'belong together'
  ends 2 env OAUTHCTL_STORE=etcd://127.0.0.1:2/x OAUTHCTL_ETCD_USER=ann OAUTHCTL_ETCD_PASSWORD=sesame \
    "$OAUTHCTL_BIN/oauthctl" token --refresh --store etcd://127.0.0.1:1/x
  expect_failure 'is for the cluster of OAUTHCTL_STORE'
  ends 2 oauthctl token --store etcd://ann:sesame@127.0.0.1:1/x
  expect_failure 'unknown store'
  [[ $stderr != *sesame* ]]
}

@test "no member answers: exit 5" {
  ends 5 oauthctl token --store "etcd://127.0.0.1:$(free_port),127.0.0.1:$(free_port)/x"
  expect_failure 'no member of the etcd cluster answers'
}

@test "one machine signs in, another renews, a third never saw the secret" {
  start_cluster
  sign_in_on_one
  expect_stderr "stored in $STORE under oauthctl/records/work"
  ends 0 on one token -p work
  first=$output
  ends 0 on other token -p work --store "$STORE"
  expect_stdout "$first"
  ends 0 on other token -p work --store "$STORE" --refresh
  second=$output
  server_accepts "$second"
  ends 0 on one token -p work --min-ttl 3599
  server_accepts "$output"
  run ! grep -rF -- "$second" etcd
  ends 1 env OAUTHCTL_STORE_KEY="$(openssl rand -base64 32)" "$OAUTHCTL_BIN/oauthctl" token -p work --store "$STORE"
  expect_failure 'sealed with another key'
  ends 0 on other logout -p work --store "$STORE"
  ends 3 on one token -p work --refresh
  # The settings are everybody's: any machine signs in again.
  [[ $(on one status --json | jq -c '.profiles[] | [.profile, .signed_in]') == '["work",false]' ]]
  ends 0 on other login -p work --store "$STORE"
  ends 0 on one token -p work
  server_accepts "$output"
  ends 0 on one logout -p work --forget
  ends 3 on other token -p work --store "$STORE" --refresh
  [[ $(on other status --json --store "$STORE" | jq -c .profiles) == '[]' ]]
}

@test "two machines at once renew once" {
  start_cluster
  sign_in_on_one
  before=$(requests token)
  for i in {1..10}; do
    on one token -p work --min-ttl 3590 >"one$i" 2>"err-one$i" &
    on other token -p work --min-ttl 3590 --store "$STORE" >"other$i" 2>"err-other$i" &
  done 3>&-
  for job in $(jobs -p); do [[ $job == "$ETCD_PID" ]] || wait "$job"; done
  for i in {1..10}; do server_accepts "$(<"one$i")" && server_accepts "$(<"other$i")"; done
  (($(requests token) - before <= 2))
}

@test "while etcd is away a valid token is served from the copy, and nothing is renewed" {
  start_cluster
  sign_in_on_one
  ends 0 on one token -p work
  first=$output
  stop_etcd
  ends 0 on one token -p work
  expect_stdout "$first"
  ends 0 on one token -p work --offline
  ends 0 on one status --json
  [[ $(jq -r '.profiles[0].profile' <<<"$output") == work ]]
  before=$(requests token)
  ends 5 on one token -p work --refresh
  expect_failure 'no member of the etcd cluster answers'
  ends 5 on other token -p work --store "$STORE" --offline
  [[ $(requests token) == "$before" ]]
}

# Etcd refuses writes and answers reads, as one whose quota is used up, or takes them again: `no_space ACTIVATE`.
no_space() { curl --silent --fail "http://$ETCD/v3/maintenance/alarm" -d '{"action": "'"$1"'", "alarm": "NOSPACE"}' >/dev/null; }

# Begins a renewal on machine one whose tokens etcd does not take. Leaves $renewal, its process, and $unsaved, the file.
renew_here_alone() {
  unsaved=$(echo one/copies/*/unsaved)/work.json
  fault '{"endpoint": "token", "delay_ms": 1000}'
  "$OAUTHCTL_BIN/oauthctl" --home "$HOME/one" token -p work --refresh >renewed 2>warned 3>&- &
  renewal=$!
  until_true test -e "$unsaved.new"
  no_space ACTIVATE
}

expect_handed_over() {
  no_space DEACTIVATE
  renewed=$(jq -r .tokens.access_token "$unsaved")
  ends 0 on one token -p work
  expect_stdout "$renewed"
  ends 0 on one token -p work --refresh
  server_accepts "$output"
  ends 0 on other token -p work --store "$STORE"
  server_accepts "$output"
}

@test "a renewal with an ID token that etcd does not take is handed over later" {
  start_cluster
  sign_in_on_one
  renew_here_alone
  SECONDS=0
  wait "$renewal"
  ((SECONDS < 35)) # the second save does not wait again
  grep -q 'on this machine alone' warned
  (($(jq .serial "$unsaved") > $(jq .serial "${unsaved/unsaved\//}") + 1))
  expect_handed_over
}

@test "a machine whose clock is behind loses no renewal that etcd did not take" {
  start_cluster
  ends 0 on one login -p work --secrets "$CLIENT_FILE" --store "$STORE" --scope api.read
  renew_here_alone
  until_true test -e "$unsaved"
  kill -9 "$renewal"
  wait "$renewal" || true
  text=$(sealed "$(sed -E 's/("obtained_at":)[0-9]+/\11700000000/' "$unsaved")")
  printf '%s\n' "$text" >"$unsaved"
  expect_handed_over
}

# The finding of `doctor` on machine one, as `outcome mend`.
finding_on_one() { on one doctor -p work --json | jq -r '.checks[] | select(.name == "profile work") | .outcome + " " + .mend'; }

@test "a damaged copy is replaced, and whoever reads it does not notice" {
  start_cluster
  sign_in_on_one
  copy=$(echo one/copies/*/work.json)
  for command in token 'token --refresh' 'request '"$ISSUER"'/resource' login; do
    truncate -s 100 "$copy"
    # shellcheck disable=SC2086  # words
    ends 0 on one $command -p work
    ends 0 on one token -p work --offline
  done
  truncate -s 100 "$copy"
  [[ $(finding_on_one) == 'good ' ]]
  rm "$copy"
  mkdir "$copy"
  ends 0 on one token -p work --refresh
  server_accepts "$output"
}

@test "what a machine cannot read it does not delete for the others" {
  start_cluster
  sign_in_on_one
  ends 0 on other token -p work --store "$STORE"
  right=$OAUTHCTL_STORE_KEY
  OAUTHCTL_STORE_KEY=$(openssl rand -base64 32)
  [[ $(finding_on_one) == 'bad see whether this machine has the fleet'* ]]
  for how in '-p work' '-p work --forget' --all; do
    # shellcheck disable=SC2086  # words
    ends 1 on one logout --local $how
    expect_failure 'sealed with another key'
  done
  OAUTHCTL_STORE_KEY=$right
  ends 0 on other token -p work --store "$STORE" --refresh
  server_accepts "$output"
}

@test "a record moves from a file to etcd and back, and renews at each place" {
  start_cluster
  ends 0 on one login -p work --secrets "$CLIENT_FILE"
  ends 5 on one store copy -p work --to "etcd://127.0.0.1:$(free_port)/oauthctl" --move
  expect_failure 'no member of the etcd cluster answers'
  ends 0 on one store copy -p work --to "$STORE" --move
  expect_stderr "moved profile work to $STORE under oauthctl/records/work"
  [[ ! -e one/profiles/work.json ]]
  ends 0 on one token -p work --refresh
  server_accepts "$output"
  ends 0 on other login -p work --secrets "$CLIENT_FILE"
  ends 2 on other store copy -p work --to "$STORE"
  expect_failure 'already exists in'
  ends 0 on other token -p work --store "$STORE" --refresh
  server_accepts "$output"
  ends 0 on one store copy -p work --to file --move
  ends 3 on other token -p work --store "$STORE" --refresh
  ends 0 on one token -p work --refresh
  server_accepts "$output"
  [[ $(on one status --json | jq -r '.profiles[].stored') == "$HOME/one/profiles/work.json" ]]
}

@test "a copy in etcd replaces another machine's record only when told to" {
  start_cluster
  sign_in_on_one
  ends 0 on other login -p work --secrets "$CLIENT_FILE"
  ends 0 on other store copy -p work --to "$STORE" --replace
  expect_stderr 'both copies hold the same refresh token'
  ends 0 on other token -p work
  ends 0 on other token -p work --store "$STORE"
  theirs=$output
  # A machine's copies are as old as its last contact with the cluster.
  ends 0 on one store show -p work
  ends 0 on one token -p work
  expect_stdout "$theirs"
}

@test "-v has a line for each request to etcd, -vv what is in it without its secrets" {
  start_cluster
  sign_in_on_one
  ends 0 on one -v token -p work --refresh
  for call in lease/grant kv/txn kv/range lease/revoke; do expect_stderr "oauthctl: POST http://$ETCD/v3/$call → 200, "; done
  [[ $stderr != *'> '* ]]
  sealed() { curl --silent "http://$ETCD/v3/kv/range" -d '{"key": "'"$(printf oauthctl/records/work | base64)"'"}' | jq -r '.kvs[0].value'; }
  before=$(sealed)
  ends 0 on one -vv token -p work --refresh
  expect_stderr '"value":"[secret ' '< content-type: application/json'
  for secret in "$output" "$before" "$(sealed)" "$OAUTHCTL_STORE_KEY"; do [[ ${#secret} -gt 20 && $stderr != *"$secret"* ]]; done
}

@test "TLS with an authority and certificates of the cluster's own, user and password" {
  make_etcd_certificates etcd IP:127.0.0.1
  start_cluster --cert-file etcd/server.pem --key-file etcd/server.key --client-cert-auth --trusted-ca-file etcd/ca.pem
  ends 5 on one login -p work --secrets "$CLIENT_FILE" --store "$STORE"
  export OAUTHCTL_ETCD_CA_FILE=$PWD/etcd/ca.pem
  ends 5 on one login -p work --secrets "$CLIENT_FILE" --store "$STORE"
  export OAUTHCTL_ETCD_CERTIFICATE_FILE=$PWD/etcd/client.pem OAUTHCTL_ETCD_KEY_FILE=$PWD/etcd/client.key
  sign_in_on_one
  # From here on the cluster also requires a user.
  api() {
    curl --silent --fail --cacert etcd/ca.pem --cert etcd/client.pem --key etcd/client.key "https://$ETCD/v3/auth/$1" -d "$2" >/dev/null
  }
  api user/add '{"name": "root", "password": "rose"}'
  api user/add '{"name": "bob", "password": "sesame"}'
  api role/add '{"name": "root"}'
  api role/add '{"name": "fleet"}'
  api role/grant "$(jq -n '{name: "fleet", perm: {permType: "READWRITE", key: ("oauthctl/" | @base64), range_end: ("oauthctl0" | @base64)}}')"
  api user/grant '{"user": "root", "role": "root"}'
  api user/grant '{"user": "bob", "role": "fleet"}'
  api enable '{}'
  ends 2 env OAUTHCTL_ETCD_USER=bob OAUTHCTL_ETCD_PASSWORD=wrong "$OAUTHCTL_BIN/oauthctl" --home one token -p work --refresh
  [[ $stderr != *wrong* ]]
  printf 'sesame\n' >password
  export OAUTHCTL_ETCD_USER=bob OAUTHCTL_ETCD_PASSWORD_FILE=$PWD/password
  ends 0 on one token -p work --refresh
  server_accepts "$output"
  ends 0 on one -vv token -p work --refresh
  expect_stderr "POST https://$ETCD/v3/auth/authenticate → 200" '"password":"[secret '
  [[ $stderr != *sesame* ]]
}
