# Profiles: what stays of one that has signed out, and the commands that manage them.
load support

setup_file() {
  start_dev_server
  start_server "$OAUTHCTL_BIN/oauthctl" dev-server --port 0 --auto-approve --client-file "$BATS_FILE_TMPDIR/elsewhere.json"
  export ELSEWHERE=$first_line ELSEWHERE_PID=$server_pid
}
teardown_file() {
  stop_server "$ELSEWHERE_PID"
  stop_dev_server
}

setup() { use_empty_home; }

profile_file() { printf %s "$HOME/.local/state/oauthctl/profiles/$1"; }

# None of these is in any file of the home.
expect_nowhere() {
  local secret
  for secret in "$@"; do
    [[ -n $secret ]]
    run ! grep -rF -- "$secret" "$HOME"
  done
}

@test "logout keeps the settings, and the next login goes to the same server" {
  sign_in -p hub --scope 'openid offline_access' --param a=b
  local tokens
  mapfile -t tokens < <(jq -r '.tokens | .access_token, .refresh_token, .id_token' "$(record)")
  ends 0 oauthctl logout -p hub
  expect_stderr revoked 'tokens deleted'
  expect_nowhere "${tokens[@]}" alice
  ends 0 oauthctl status
  [[ $output == *hub*'signed out'*'oauthctl login -p hub'* ]]
  for command in token 'token --offline' 'token --refresh' "request $ISSUER/resource" 'exec true' validate inspect logout \
    'store export --reveal'; do
    # shellcheck disable=SC2086 # a command and its arguments
    ends 3 oauthctl -p hub $command
    expect_failure 'profile hub is not signed in'
  done
  # Another server's file in the folder is not asked.
  cp "$BATS_FILE_TMPDIR/elsewhere.json" secrets.json
  ends 0 oauthctl login -p hub
  server_accepts "$(oauthctl token -p hub)"
  [[ $(jq -c '[.scope, .params]' "$(record)") == '["openid offline_access",[["a","b"]]]' ]]
}

@test "logout keeps a client that came from stdin, and --forget does not" {
  ends 0 oauthctl login --secrets - <"$CLIENT_FILE"
  ends 0 oauthctl logout
  ends 0 oauthctl login
  server_accepts "$(oauthctl token)"
  ends 0 oauthctl logout --local
  ends 0 oauthctl logout --forget
  [[ ! -e $(profile_file default.json) ]]
  expect_nowhere "$(jq -r .client_secret "$CLIENT_FILE")"
}

@test "logout --forget deletes the profile, also one that has signed out" {
  sign_in -p api --for "$ISSUER/resource"
  local token
  token=$(oauthctl token -p api)
  ends 0 oauthctl logout -p api --forget
  expect_stderr revoked 'profile deleted'
  ends 22 server_accepts "$token"
  [[ $(oauthctl status --json | jq -c .profiles) == '[]' ]]
  # Nobody serves the URL any more.
  sign_in
  ends 0 oauthctl token --for "$ISSUER/resource"
  ends 3 oauthctl logout -p api --forget
  ends 0 oauthctl logout --local
  ends 0 oauthctl logout --local --forget
  [[ $(oauthctl status --json | jq -c .profiles) == '[]' ]]
}

@test "a profile that grants itself tokens stays signed out" {
  sign_in --flow client-credentials
  ends 0 oauthctl logout
  ends 3 oauthctl token
  ends 3 oauthctl token --refresh
  ends 3 oauthctl status --check
  ends 0 oauthctl login
  ends 0 oauthctl token
}

@test "status --check speaks of who is signed in" {
  sign_in -p old
  sign_in -p default
  ends 0 oauthctl logout -p old
  ends 0 oauthctl status --check
  ends 3 oauthctl status --check -p old
  ends 0 oauthctl logout -p default
  ends 3 oauthctl status --check
}

@test "the store commands show and copy a profile that has signed out" {
  sign_in -p old
  oauthctl store export -p old -o kept
  ends 0 oauthctl logout -p old
  ends 0 oauthctl store list
  [[ $output == old*old.json ]]
  ends 0 oauthctl store show -p old
  [[ $(jq -r .secrets_file <<<"$output") == "$CLIENT_FILE" ]]
  ends 0 oauthctl store copy -p old --as new
  ends 3 oauthctl token -p new
  ends 0 oauthctl login -p new
  # A backup of the same client's replaces the settings, and another client's does not.
  ends 0 oauthctl store import kept
  ends 0 oauthctl token -p old
  ends 0 oauthctl login -p other --secrets "$BATS_FILE_TMPDIR/elsewhere.json"
  ends 0 oauthctl logout -p other
  ends 2 oauthctl store import kept -p other
  expect_failure 'there is a record already' --replace
}
