# Printing a token that works.
load support

setup_file() { start_dev_server; }
teardown_file() { stop_dev_server; }

setup() {
  use_empty_home
  sign_in
}

@test "a valid token is printed from the disk" {
  local before
  before=$(requests token)
  ends 0 oauthctl token
  server_accepts "$output"
  [[ -z $stderr && $(requests token) == "$before" ]]
}

@test "--refresh renews a valid token, and the next call prints the new one" {
  ends 0 oauthctl token
  local old=$output
  ends 0 oauthctl token --refresh
  local new=$output
  [[ $new != "$old" ]]
  ends 0 oauthctl token
  expect_stdout "$new"
  server_accepts "$new"
}

@test "an expired token is renewed without being asked" {
  local before
  before=$(oauthctl token)
  expire_token
  ends 0 oauthctl token
  [[ $output != "$before" ]]
  server_accepts "$output"
}

@test "--min-ttl renews a token that does not live that long, and warns when the new one does not either" {
  local before
  before=$(oauthctl token)
  ends 0 oauthctl token --min-ttl 10m
  expect_stdout "$before"
  ends 0 oauthctl token --min-ttl 2d
  [[ $output != "$before" ]]
  expect_stderr 'warning: ' --min-ttl
}

@test "--offline prints what is valid, and tells apart what a renewal would help from what only a login does" {
  ends 0 oauthctl token --offline
  expire_token
  ends 5 oauthctl token --offline
  expect_failure expired
  ends 3 oauthctl -p nobody token --offline
  expect_failure nobody 'oauthctl login -p nobody'
}

@test "the formats" {
  local token
  token=$(oauthctl token)
  ends 0 oauthctl token --format plain
  expect_stdout "$token"
  ends 0 oauthctl token --format header
  expect_stdout "Authorization: Bearer $token"
  ends 0 oauthctl token --format curl
  expect_stdout "header = \"Authorization: Bearer $token\""
  ends 0 oauthctl token --format value
  expect_stdout "Bearer $token"
  ends 0 oauthctl token --format headers
  expect_stdout "{\"Authorization\":\"Bearer $token\"}"
  ends 0 oauthctl token --format kube
  [[ $(jq -r '.kind + " " + .status.token' <<<"$output") == "ExecCredential $token" ]]
  ends 0 oauthctl token --format xoauth2 --user ann@example.com
  [[ $(base64 -d <<<"$output" | tr '\001' '|') == "user=ann@example.com|auth=Bearer $token||" ]]
  ends 0 oauthctl token --format oauthbearer --user ann@example.com
  [[ $(base64 -d <<<"$output" | tr '\001' '|') == "n,a=ann@example.com,|auth=Bearer $token||" ]]
  ends 0 oauthctl token --format json
  [[ $(jq -r .access_token <<<"$output") == "$token" ]]
  ends 0 oauthctl token --json
  [[ $(jq -r .access_token <<<"$output") == "$token" ]]
  (eval "$(oauthctl token --format env)" && env) | grep -F "=$token"
}

@test "curl takes the token on stdin and from a config, never as an argument" {
  curl --silent --fail --noproxy '*' -H @<(oauthctl token --format header) "$ISSUER/resource" | grep alice
  oauthctl token --format curl | curl --silent --fail --noproxy '*' -K - "$ISSUER/resource" | grep alice
}

@test "a refused refresh token ends in 3, names the way out, and keeps the record" {
  cp "$(record)" kept
  oauthctl token --refresh >/dev/null
  cp kept "$(record)"
  ends 3 oauthctl token --refresh
  expect_failure invalid_grant 'oauthctl login'
  cmp kept "$(record)"
}

@test "a client file that has gone is a usage error that names it" {
  client_file_with '{}'
  ends 0 oauthctl login --secrets secrets.json
  rm secrets.json
  ends 0 oauthctl token
  ends 2 oauthctl token --refresh
  expect_failure "$HOME/secrets.json"
}

@test "closed descriptors are not mistaken for files" {
  cp "$(record)" kept
  run bash -c '"$OAUTHCTL_BIN/oauthctl" token <&- >&- 2>&-'
  [[ $status != 0 ]]
  cmp kept "$(record)"
}

@test "SIGINT during a renewal ends in 130, prints nothing and loses nothing" {
  local pid code=0 before
  before=$(oauthctl token)
  fault '{"endpoint": "token", "delay_ms": 1000}'
  # A shell's background processes ignore SIGINT, and so would their children.
  env --default-signal=INT "$OAUTHCTL_BIN/oauthctl" -v token --refresh >out 2>err 3>&- &
  pid=$!
  for _ in {1..200}; do grep -q renewing err && break; sleep 0.025; done
  sleep 0.2
  kill -INT "$pid"
  wait "$pid" || code=$?
  [[ $code == 130 ]] || { show "ended with $code" "$(<err)"; return 1; }
  [[ ! -s out ]]
  [[ $(oauthctl token) != "$before" ]]
  ends 0 oauthctl token --refresh
}

@test "--out writes the token to a file of 0600, by rename, and prints nothing" {
  local token
  token=$(oauthctl token)
  echo old >file
  chmod 644 file
  ln file other-name
  ends 0 oauthctl token --out file --format header
  expect_stdout ''
  [[ -z $stderr && $(<file) == "Authorization: Bearer $token" && $(stat -c %a file) == 600 ]]
  [[ $(<other-name) == old && $(find . -name '.oauthctl-*') == '' ]]
  expire_token
  ends 0 oauthctl token --out=new
  expect_stdout ''
  [[ $(<new) != "$token" && $(<new) == "$(oauthctl token)" && $(stat -c %a new) == 600 ]]
}

@test "--out replaces a symbolic link and does not follow it" {
  echo theirs >target
  ln -s target link
  ln -s nowhere dangling
  for name in link dangling; do
    ends 0 oauthctl token --out "$name"
    [[ ! -L $name && $(<"$name") == "$(oauthctl token)" ]]
  done
  [[ $(<target) == theirs && ! -e nowhere ]]
}

@test "--out refuses a missing folder and what is not a file, and does not renew for it" {
  mkdir folder
  mkfifo pipe
  ln -s folder link
  expire_token
  local before
  before=$(requests token)
  for place in missing/file missing/ folder link pipe /dev/null file/x; do
    : >file
    ends 2 oauthctl token --out "$place"
    expect_failure "$place"
  done
  ends 2 oauthctl token --out missing/file
  expect_stderr 'mkdir -m 700 missing'
  [[ $(requests token) == "$before" && -p pipe && -c /dev/null && ! -s file ]]
}

@test "--out leaves the old file when no token comes" {
  echo old >file
  ends 3 oauthctl -p nobody token --out file
  expire_token
  ends 5 oauthctl token --offline --out file
  [[ $(<file) == old && $(find . -name '.oauthctl-*') == '' ]]
}
