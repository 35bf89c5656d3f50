# The AWS command line with a file that `keep` keeps fresh, and a token service of ours in place of Amazon's.
load support

# Seconds.
readonly lifetime=8

setup_file() {
  for program in aws node; do
    [[ -n $(type -P $program) ]] || export LACKS=$program
  done
  has_oidc_provider || export LACKS='what scripts/test installs in tests/interop'
  [[ -z ${LACKS-} ]] || return 0
  start_oidc_provider "{\"ttl\": {\"IdToken\": $lifetime, \"AccessToken\": $lifetime}}"
  export SEEN=$BATS_FILE_TMPDIR/seen CERTIFICATE=$BATS_FILE_TMPDIR/certificate.pem
  make_certificate "$BATS_FILE_TMPDIR/key.pem" "$CERTIFICATE" 'DNS:*.us-east-1.amazonaws.com'
  start_node_server sts_server.mjs "$ISSUER" "$(jq -r .client_id "$CLIENT_FILE")" "$BATS_FILE_TMPDIR/key.pem" \
    "$CERTIFICATE" "$SEEN"
}

teardown_file() { [[ -n ${LACKS-} ]] || stop_servers; }

setup() {
  [[ -z ${LACKS-} ]] || skip "$LACKS is missing"
  use_empty_home
  # Nothing leaves this machine: all requests go to our proxy.
  export PATH=$OAUTHCTL_BIN:$PATH HTTPS_PROXY=$NODE_ORIGIN AWS_CA_BUNDLE=$CERTIFICATE AWS_DEFAULT_REGION=us-east-1
  export AWS_EC2_METADATA_DISABLED=true
  : >"$SEEN"
  export BROWSER=$INTEROP/browser
  sign_in --timeout 20s
}

teardown() { [[ -z ${KEEP_PID-} ]] || stop_server "$KEEP_PID"; }

recipe() { code_below docs/cookbook.md AWS "$1"; }

@test "aws reads a file that stays fresh, longer than a token lasts" {
  # The recipe's home is the test's.
  bash -c "$(recipe 1 | sed 's/^oauthctl/exec oauthctl/')" 2>said 3>&- &
  KEEP_PID=$!
  until_true test -s .aws/web-identity
  cp .aws/web-identity first
  ends 0 bash -euc "$(recipe 2)"
  [[ $output == *reports* ]]
  sleep $((lifetime + 1))
  ends 0 bash -euc "$(recipe 2)"
  [[ $output == *reports* ]]
  [[ $(sort -u "$SEEN" | grep -c accepted) == 2 ]] || { show "$(<"$SEEN")"; return 1; }
  run ! grep refused "$SEEN"
  # The token of the beginning no longer opens anything.
  cp first stale
  run bash -euc "$(recipe 2 | sed 's|~/.aws/web-identity|stale|')"
  [[ $status != 0 && $output == *InvalidIdentityToken* ]]
}

@test "exec: the token is in a file of the command's own" {
  ends 0 bash -euc "$(recipe 3)"
  [[ $output == *reports* ]]
  [[ $(<"$SEEN") == accepted* ]]
}
