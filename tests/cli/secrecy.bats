# No secret in any output: everything that a full run says with -vv is searched for every secret in play.
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
  # The browser leaves the URL it was given, which holds the state; the server logs what it was sent.
  printf '#!/bin/sh\nprintf "%%s\\n" "$1" >>%q\nexec %q "$1"\n' "$HOME/urls" "$BROWSER" >spy
  chmod +x spy
  export BROWSER=$HOME/spy
}

# Everything that is said goes to ./said, with the sign-in URL, which a person must see, left out.
say() {
  run "$@"
  printf '%s\n' "$output" | grep -v '^  http.*/authorize?' >>said
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

# One a line, in each spelling in which it travels.
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
  # `token` itself says one: that is its answer and not the trace.
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
