# No secret in any output: searches the whole output of a full run with -vv for every secret.
load support

setup_file() {
  start_faulty_server --log "$BATS_FILE_TMPDIR/requests"
  export REQUESTS=$BATS_FILE_TMPDIR/requests
}

teardown_file() { stop_server "$FAULTY_PID"; }

setup() {
  use_empty_home
  : >"$REQUESTS"
  cat >secrets.json <<JSON
{"client_id": "a client", "client_secret": "the client's secret+/=%&",
 "authorization_endpoint": "$FAULTY/authorize", "token_endpoint": "$FAULTY/token",
 "revocation_endpoint": "$FAULTY/revoke", "introspection_endpoint": "$FAULTY/introspect",
 "userinfo_endpoint": "$FAULTY/userinfo"}
JSON
  chmod 600 secrets.json
}

# Everything that is said goes to ./said, but the sign-in URL, which a person must see and which holds the state, goes to
# ./urls. The server logs what it was sent.
say() {
  run "$@"
  printf '%s\n' "$output" | grep -v '^  http.*/authorize?' >>said
  printf '%s\n' "$output" | grep '^  http.*/authorize?' >>urls || true
}

full_run() {
  local commands=("login --secrets secrets.json" "token --refresh" status "status --json" validate
    "request $FAULTY/userinfo" "request -i $FAULTY/userinfo" "token --refresh --min-ttl 9h" "login" "logout")
  for command in "${commands[@]}"; do
    # shellcheck disable=SC2086 # a command and its arguments
    say "$OAUTHCTL_BIN/oauthctl" -vv $command
  done
}

parameter() { grep -oE "(^|[?&])$1=[^&]*" "$2" | sed "s/.*$1=//" | sort -u; }

# One per line, in each encoding that is sent.
secrets_in_play() {
  jq -r .client_secret secrets.json
  jq -r '.client_secret | @uri' secrets.json
  sed -n 's/^Basic //p' "$REQUESTS" | sort -u
  sed -n 's/^Bearer //p' "$REQUESTS" | sort -u
  for name in code code_verifier refresh_token token client_secret; do parameter "$name" "$REQUESTS"; done
  for name in state nonce; do parameter "$name" urls; done
}

@test "the search finds a secret that was said" {
  full_run
  secrets_in_play >secrets
  [[ $(wc -l <secrets) -ge 8 ]]
  oauthctl login --secrets secrets.json
  say oauthctl token
  grep -qFf secrets said
}

@test "no secret is said by a full run with -vv" {
  full_run
  secrets_in_play >secrets
  [[ $(wc -l <secrets) -ge 8 ]]
  [[ $(wc -l <said) -ge 50 ]]
  # `token` prints a secret, but as its answer and not in the trace.
  sed -i '/^faulty-access-token-0123456789abcdef$/d' said
  run grep -nFf secrets said
  [[ $status == 1 ]] || { show; return 1; }
}

@test "no secret is left in a file that others can read" {
  umask 000
  full_run
  secrets_in_play >"$BATS_TEST_TMPDIR/secrets"
  rm said urls
  run grep -rlFf "$BATS_TEST_TMPDIR/secrets" --include '*' "$HOME"
  expect_stdout "$HOME/secrets.json"
}

# The server at $FAULTY/echo/… repeats what it was sent.
endpoint() {
  local changed
  changed=$(jq --arg url "$1" '.token_endpoint = $url' secrets.json)
  printf '%s\n' "$changed" >secrets.json
}

# Searches for each encoding that the server may repeat, also inside base64 in the output.
holds_no_secret() {
  secrets_in_play >secrets
  jq -rn --rawfile lines secrets '$lines | split("\n")[] | select(. != "") | ., @uri, (@uri | gsub("%20"; "+"))' | sort -u >spelled
  [[ $(wc -l <spelled) -ge 5 ]]
  grep -oE '[A-Za-z0-9+/_-]{12,}=*' said | while read -r word; do base64 -d <<<"$word" 2>/dev/null || true; done | tr -d '\0' >decoded
  run grep -anFf spelled said decoded
  [[ $status == 1 ]] || { show; return 1; }
}

@test "a server that repeats the request in its error shows no secret: login" {
  for spelling in raw decoded base64; do
    endpoint "$FAULTY/echo/$spelling"
    say oauthctl login --secrets secrets.json
    say oauthctl -vv login --secrets secrets.json
    for method in client_secret_post client_secret_basic; do
      jq --arg m $method '.token_endpoint_auth_method = $m' secrets.json >other.json
      chmod 600 other.json
      say oauthctl login --secrets other.json
    done
  done
  grep -q invalid_grant said
  [[ $(grep -cF '[secret ' said) -ge 9 ]]
  holds_no_secret
}

@test "a server that repeats the request in its error shows no secret: renewal" {
  oauthctl login --secrets secrets.json
  for spelling in raw decoded base64; do
    endpoint "$FAULTY/echo/$spelling"
    say oauthctl token --refresh
    say oauthctl -vv token --refresh
  done
  grep -q invalid_grant said
  [[ $(grep -cF '[secret ' said) -ge 3 ]]
  holds_no_secret
}

@test "a server that repeats the request in its error shows no secret: registration" {
  printf 'initial-access-token-0123456789\n' >initial
  for verbosity in -q -v -vv; do
    say oauthctl $verbosity register "$FAULTY/meta" --initial-access-token-file initial --out new.json
  done
  grep -q 'Bearer \[secret ' said
  run grep -n initial-access-token said
  [[ $status == 1 ]] || { show; return 1; }
}

@test "JSON on stdout has no control or bidi character, whatever a server sends" {
  printf '{"sub":"a\xc2\x9b\xe2\x80\xae\x7f"}' >claims
  token=eyJhbGciOiJSUzI1NiJ9.$(base64 -w0 claims | tr '/+' '_-' | tr -d =).eA
  run --separate-stderr oauthctl inspect --json "$token"
  [[ $output == *'\u009b\u202e\u007f'* ]] || { show; return 1; }
  [[ $output != *$'\u202e'* && $output != *$'\x7f'* ]]
}
