# Sign-ins that one process begins and another completes.
load ../flows/own_client
load ../support/approve_device

setup_file() { start_dev_server --user alice:wonderland; }
teardown_file() { stop_dev_server; }
setup() { use_empty_home; }

# As a program in another session would run it: nothing is inherited but the folder.
elsewhere() { env -i "$OAUTHCTL_BIN/oauthctl" --home "$HOME/.oauthctl" "$@"; }

begin() {
  ends 0 oauthctl --home "$HOME/.oauthctl" login --secrets "$CLIENT_FILE" --no-wait --json "$@"
  begun=$output
}

member() { jq -r ".$1" <<<"$begun"; }

# Where a browser ends that is sent to the URL.
landed() { curl --silent --noproxy '*' --output /dev/null --write-out '%{redirect_url}' -- "$1"; }

complete_with() { ends "$1" elsewhere login --complete "${@:3}" <<<"$2"; }

# No file of a pending sign-in is left, not even a part of one.
nothing_is_left() { [[ -z $(find "$HOME" -name '*.pending*') ]] || { find "$HOME" >&2; return 1; }; }

pending_file() { find "$HOME" -name '*.pending'; }

@test "the code flow: begun by one process, completed by another that inherits nothing" {
  begin --flow code -p work
  [[ $(jq -r 'keys_unsorted | join(" ")' <<<"$begun") == 'authorization_url expires_at next' ]]
  [[ $(member next) == "oauthctl login --home $HOME/.oauthctl -p work --complete" ]]
  [[ $(stat -c %a "$(pending_file)") == 600 ]]
  ends 3 elsewhere token -p work
  complete_with 0 "$(landed "$(member authorization_url)")" -p work
  expect_stdout ''
  expect_stderr 'signed in as alice' 'profile work'
  nothing_is_left
  ends 0 elsewhere token -p work
  server_accepts "$output"
}

@test "the code flow: --no-wait with --complete does not wait for a URL" {
  begin --flow code
  ends 3 timeout 10 bash -c '"$@" < <(sleep 5)' - "$OAUTHCTL_BIN/oauthctl" --home "$HOME/.oauthctl" login --complete --no-wait
  complete_with 0 "$(landed "$(member authorization_url)")"
}

@test "a profile that was narrowed meanwhile stays so" {
  sign_in --home "$HOME/.oauthctl"
  begin --flow device
  ends 0 elsewhere profile set default --for "$ISSUER/mcp"
  complete_with 0 ''
  ends 2 elsewhere request "$ISSUER/resource"
}

@test "the device flow is taken without a word if the server offers it" {
  begin
  [[ $(jq -r 'keys_unsorted | join(" ")' <<<"$begun") == \
    'verification_uri verification_uri_complete user_code expires_at next' ]]
  complete_with 0 ''
  expect_stderr 'signed in as '
  nothing_is_left
}

# For a server that asks its person. Leaves $asking.
start_asking_server() {
  start_server "$OAUTHCTL_BIN/oauthctl" dev-server --port 0 --user alice:wonderland --client-file "$HOME/asking.json"
  asking=$server_pid ISSUER=$first_line CLIENT_FILE=$HOME/asking.json
}

@test "the device flow: pending, then approved by a person, then completed; a denial ends it" {
  local asking ISSUER=$ISSUER CLIENT_FILE=$CLIENT_FILE
  start_asking_server
  begin -p work
  complete_with 3 '' -p work --no-wait
  expect_failure 'still pending'
  [[ $(stat -c %a "$(pending_file)") == 600 ]]
  visit "$(member user_code)" approve
  complete_with 0 '' -p work --no-wait
  expect_stderr 'signed in as '
  nothing_is_left
  complete_with 3 '' -p work
  begin -p other
  visit "$(member user_code)" deny
  complete_with 4 '' -p other
  nothing_is_left
  stop_server "$asking"
}

has_asked_again() { (($(requests token) > polls)); }

@test "a file of the pending sign-in that cannot be deleted does not cost the tokens" {
  local asking ISSUER=$ISSUER CLIENT_FILE=$CLIENT_FILE
  start_asking_server
  begin -p work
  visit "$(member user_code)" approve
  mkdir "$(pending_file).new"
  complete_with 0 '' -p work
  expect_stderr 'the pending sign-in is over, but its file stays' 'signed in as '
  server_accepts "$(elsewhere token -p work --refresh)"
  stop_server "$asking"
}

@test "--complete waits, as long as --timeout says, and a signal leaves it pending" {
  local asking ISSUER=$ISSUER CLIENT_FILE=$CLIENT_FILE
  start_asking_server
  begin
  complete_with 3 '' --timeout 1s
  local polls
  polls=$(requests token)
  env -i "$OAUTHCTL_BIN/oauthctl" --home "$HOME/.oauthctl" login --complete </dev/null >/dev/null 2>&1 3>&- &
  local waiting=$!
  until_true has_asked_again
  complete_with 5 ''
  expect_failure 'under way'
  kill -KILL "$waiting"
  wait "$waiting" || true
  visit "$(member user_code)" approve
  complete_with 0 ''
  stop_server "$asking"
}

@test "for a person: the page says what to open and which command follows" {
  ends 0 oauthctl login --secrets "$CLIENT_FILE" --no-wait --flow device -p work
  [[ $output =~ $ISSUER/device ]]
  [[ $output == *"oauthctl login -p work --complete"* ]]
  [[ $output =~ [A-Z]{4}-[A-Z]{4} ]]
  ends 0 oauthctl login --secrets "$CLIENT_FILE" --no-wait --flow code -p work
  [[ $output == *"$ISSUER/authorize?"* && $output == *'the last page will not load'* ]]
}

@test "the file holds no client secret, and no other file has one of its secrets" {
  begin --flow code
  local file state verifier
  file=$(pending_file)
  run grep -F -- "$(jq -r .client_secret "$CLIENT_FILE")" "$file"
  [[ $status == 1 ]]
  state=$(jq -r '.parameters[] | select(.[0] == "state")[1]' "$file")
  verifier=$(jq -r .code_verifier "$file")
  [[ ${#state} == 43 && ${#verifier} == 43 ]]
  [[ $(grep -rlF -e "$state" -e "$verifier" "$HOME") == "$file" ]]
}

@test "empty input, other text and a stranger's URL leave it pending" {
  begin --flow code
  local url
  url=$(landed "$(member authorization_url)")
  complete_with 3 ''
  expect_failure 'still pending' '--complete'
  ends 3 elsewhere login --complete </dev/null
  complete_with 2 'hello'
  complete_with 2 "http://127.0.0.1:1/elsewhere?code=a&state=b"
  complete_with 6 "${url/state=/state=x}"
  expect_failure 'another sign-in'
  complete_with 6 "${url%%\?*}?error=access_denied&state=theirs"
  complete_with 0 "$url"
}

# A person at a terminal who types this when --complete asks.
typed() {
  TYPED=$1 ends "$2" expect -c 'set timeout 20
    spawn -noecho $env(OAUTHCTL_BIN)/oauthctl --home $env(HOME)/.oauthctl login --complete
    expect "paste the URL"
    send -- "$env(TYPED)\r"
    expect eof
    exit [lindex [wait] 3]'
}

@test "at a terminal --complete asks for the URL, and Enter alone leaves it pending" {
  begin --flow code
  typed '' 3
  [[ $output == *'still pending'* ]]
  typed "$(landed "$(member authorization_url)")" 0
  [[ $output == *'signed in as alice'* && $output != *code=* ]]
}

@test "the same URL twice: nothing is pending any more, and the server sees the code once" {
  begin --flow code
  local url before
  url=$(landed "$(member authorization_url)")
  complete_with 0 "$url"
  before=$(requests token)
  complete_with 3 "$url"
  expect_failure 'no sign-in of profile default is pending' 'login' '--no-wait'
  [[ $(requests token) == "$before" ]]
}

@test "our own error ends it" {
  begin --flow code
  local state
  state=$(jq -r '.parameters[] | select(.[0] == "state")[1]' "$(pending_file)")
  complete_with 4 "$(jq -r .record.redirect_uri "$(pending_file)")?error=access_denied&state=$state&iss=$ISSUER"
  nothing_is_left
}

@test "the server's failure while the code is redeemed ends it: a code is presented once" {
  begin --flow code
  local url
  url=$(landed "$(member authorization_url)")
  fault '{"endpoint": "token", "status": 503, "times": 9}'
  complete_with 5 "$url"
  fault '{"endpoint": "token", "times": 0}' || true
  nothing_is_left
}

@test "expired: exit 7, and the file is gone" {
  begin --flow code --timeout 1s
  local url
  url=$(landed "$(member authorization_url)")
  sleep 1.5
  complete_with 7 "$url"
  nothing_is_left
  complete_with 3 "$url"
}

@test "an expired one is removed by the next sign-in too" {
  begin --flow code --timeout 1s
  sleep 1.5
  BROWSER=false ends 7 oauthctl --home "$HOME/.oauthctl" login --secrets "$CLIENT_FILE" --no-browser --timeout 1s
  nothing_is_left
}

@test "a second --no-wait replaces the first, and an attended sign-in ends it" {
  begin --flow code
  local first
  first=$(landed "$(member authorization_url)")
  begin --flow code
  complete_with 6 "$first"
  complete_with 0 "$(landed "$(member authorization_url)")"
  begin --flow code
  ends 0 oauthctl --home "$HOME/.oauthctl" login
  nothing_is_left
}

@test "logout ends it, signed in or not" {
  for how in '' --local --forget '--all --local' --all; do
    begin --flow code
    # shellcheck disable=SC2086
    ends 0 elsewhere logout $how
    nothing_is_left
    complete_with 3 ''
  done
  sign_in --home "$HOME/.oauthctl"
  for how in --local --all; do
    begin --flow code
    # shellcheck disable=SC2086
    ends 0 elsewhere logout $how
    nothing_is_left
    sign_in --home "$HOME/.oauthctl"
  done
  begin --flow code
  ends 0 elsewhere profile delete default --yes
  nothing_is_left
}

@test "profile rename takes it along" {
  sign_in --home "$HOME/.oauthctl"
  begin --flow code
  ends 0 elsewhere profile rename default work
  complete_with 3 ''
  complete_with 0 "$(landed "$(member authorization_url)")" -p work
}

@test "two profiles at once" {
  begin --flow code -p one
  local first
  first=$(landed "$(member authorization_url)")
  begin --flow code -p two
  complete_with 6 "$first" -p two
  complete_with 0 "$first" -p one
  complete_with 0 "$(landed "$(member authorization_url)")" -p two
  [[ $(elsewhere status --json | jq '.profiles | length') == 2 ]]
}

@test "two processes with the same URL: one completes" {
  begin --flow code
  local url before
  url=$(landed "$(member authorization_url)")
  before=$(requests token)
  for i in 1 2 3 4; do
    { elsewhere login --complete <<<"$url" >/dev/null 2>&1 && touch "done.$i"; } 3>&- &
  done
  wait
  [[ $(find . -name 'done.*' | wc -l) == 1 ]]
  [[ $(($(requests token) - before)) == 1 ]]
}

@test "the client file must still name the same client" {
  client_file_with '{}'
  CLIENT_FILE=secrets.json begin --flow code
  client_file_with '{client_id: "another"}'
  complete_with 2 "$(landed "$(member authorization_url)")"
  expect_failure client_id
}

@test "--replace is asked for when it begins" {
  start_server "$OAUTHCTL_BIN/oauthctl" dev-server --port 0 --auto-approve --client-file "$HOME/other.json"
  local other=$server_pid
  sign_in --home "$HOME/.oauthctl"
  ends 2 oauthctl --home "$HOME/.oauthctl" login --secrets other.json --no-wait --flow code
  expect_failure --replace
  CLIENT_FILE=other.json begin --flow code --replace
  complete_with 0 "$(landed "$(member authorization_url)")"
  stop_server "$other"
}

@test "what excludes what" {
  for words in '--complete --scope a' '--complete --flow device' '--complete --secrets f' '--no-wait --no-store' \
    '--complete --store memory' '--no-wait --flow client-credentials' '--no-wait --flow password --username a'; do
    # shellcheck disable=SC2086
    ends 2 oauthctl login $words </dev/null
  done
  ends 3 oauthctl login --complete
  ends 3 oauthctl login --complete --no-wait --timeout 1s
}

@test "DPoP, a pushed request and a signed answer: each is completed by another process" {
  for members in '{dpop_bound_access_tokens: true}' '{require_pushed_authorization_requests: true}' \
    '{response_mode: "jwt"}' '{response_mode: "query.jwt"}'; do
    client_file_with "$members"
    CLIENT_FILE=secrets.json begin --flow code
    complete_with 0 "$(landed "$(member authorization_url)")"
    ends 0 elsewhere request "$ISSUER/resource"
    ends 0 elsewhere logout
  done
}

@test "tokens in the fragment, too" {
  register_client '{token_endpoint_auth_method: "none", response_types: ["code id_token"],
    grant_types: ["authorization_code", "implicit", "refresh_token"]}'
  CLIENT_FILE=secrets.json begin --response-type 'code id_token' --scope openid
  complete_with 0 "$(landed "$(member authorization_url)")"
}

@test "a client that came on stdin is in the file, and the record keeps it" {
  ends 0 bash -c '"$OAUTHCTL_BIN/oauthctl" --home "$HOME/.oauthctl" login --secrets - --no-wait --json --flow code <"$CLIENT_FILE"'
  begun=$output
  complete_with 0 "$(landed "$(member authorization_url)")"
  ends 0 elsewhere token --refresh
}

@test "100 starts, each killed at some moment: afterwards no file is left that has a secret" {
  RANDOM=${SEED:=$RANDOM}
  echo "# SEED=$SEED" >&3
  local i
  for ((i = 0; i < 100; i++)); do
    "$OAUTHCTL_BIN/oauthctl" --home "$HOME/.oauthctl" login --secrets "$CLIENT_FILE" --no-wait --json --flow code \
      >begun 2>/dev/null </dev/null 3>&- &
    local started=$!
    sleep "0.0$((RANDOM % 10))$((RANDOM % 10))"
    kill -KILL "$started" 2>/dev/null || true
    wait "$started" 2>/dev/null || true
    if ((RANDOM % 2)) && [[ -s begun ]]; then
      begun=$(<begun)
      # Not as a function: the shell would put a process of its own between, and the signal would reach that one.
      env -i "$OAUTHCTL_BIN/oauthctl" --home "$HOME/.oauthctl" login --complete <<<"$(landed "$(member authorization_url)")" >/dev/null 2>&1 3>&- &
      started=$!
      sleep "0.0$((RANDOM % 10))$((RANDOM % 10))"
      kill -KILL "$started" 2>/dev/null || true
      wait "$started" 2>/dev/null || true
    fi
  done
  elsewhere logout --forget || true
  [[ -z $(grep -rlE 'code_verifier|access_token|"state"' "$HOME/.oauthctl") ]]
  nothing_is_left
  [[ -z $(find "$HOME/.oauthctl" -type f -perm /077) ]]
}

@test "doctor names a pending sign-in, and --fix deletes one that has expired" {
  sign_in --home "$HOME/.oauthctl"
  begin --flow code
  run elsewhere doctor
  [[ $output == *'pending default'*'waits to be completed'*'login'*'--complete'* ]]
  begin --flow code --timeout 1s
  sleep 1.5
  run elsewhere doctor
  [[ $output == *'pending default'*'expired'* ]]
  run elsewhere doctor --fix
  nothing_is_left
}
