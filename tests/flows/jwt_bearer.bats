# A service account, which signs its own assertions, and a ready-made assertion.
load ../support/programs

setup_file() {
  export CLIENT_FILE=$BATS_FILE_TMPDIR/client.json ACCOUNT_FILE=$BATS_FILE_TMPDIR/account.json
  start_server "$OAUTHCTL_BIN/oauthctl" dev-server --port 0 --client-file "$CLIENT_FILE" \
    --service-account-file "$ACCOUNT_FILE"
  export SERVER=$server_pid ISSUER=$first_line
}
teardown_file() { stop_server "$SERVER"; }

setup() { use_empty_home; }

base64url() { base64 -w0 | tr '+/' '-_' | tr -d '='; }

# An assertion of the service account, made with other tools than ours. It expires in $1 seconds.
assertion() {
  local now signed
  now=$(date +%s)
  signed=$(printf '{"alg":"RS256"}' | base64url).$(jq -c --argjson now "$now" --argjson life "$1" \
    '{iss: .client_email, aud: .token_uri, iat: ($now - 600), exp: ($now + $life)}' "$ACCOUNT_FILE" | base64url)
  printf %s "$signed" | openssl dgst -sha256 -sign <(jq -r .private_key "$ACCOUNT_FILE") >signature
  printf '%s.%s\n' "$signed" "$(base64url <signature)"
}

# The server's verdict on the token on standard input.
introspect() {
  local client
  client=$(jq -r '"user = \"\(.client_id):\(.client_secret)\""' "$CLIENT_FILE")
  curl -sf -K - "$ISSUER/introspect" --data-urlencode "token=$1" <<<"$client"
}

@test "a service account signs in by no other flow" {
  run --separate-stderr -2 oauthctl login --secrets "$ACCOUNT_FILE" --flow code
  expect_failure 'by jwt-bearer only'
}

@test "a key that the server does not know is refused" {
  openssl genpkey -quiet -algorithm RSA -out key.pem 2>/dev/null || openssl genpkey -algorithm RSA -out key.pem 2>/dev/null
  jq --rawfile key key.pem '.private_key = $key' "$ACCOUNT_FILE" >other.json
  chmod 600 other.json
  run --separate-stderr -4 oauthctl login --secrets other.json
  expect_failure 'the jwt-bearer grant: the server answered invalid_grant'
  jq '.private_key = "no key"' "$ACCOUNT_FILE" >other.json
  run --separate-stderr -2 oauthctl login --secrets other.json
  expect_failure 'is not a private key in PEM'
}

@test "auto signs a service account in; it renews by a fresh assertion, and no key is kept" {
  run --separate-stderr -0 oauthctl login --secrets "$ACCOUNT_FILE" --scope api.write </dev/null
  expect_stdout ''
  expect_stderr 'signed in as robot@dev.oauthctl.example' 'scopes: api.write' 'renews itself'
  first=$(oauthctl token)
  run --separate-stderr -0 oauthctl token --refresh
  [[ $output != "$first" ]]
  curl -sf "$ISSUER/resource" -d x -H "Authorization: Bearer $output"
  ! grep -r 'PRIVATE KEY' "$HOME" || return 1
  run --separate-stderr -0 oauthctl status --json
  jq -e '.profiles[0] | .renewable and .needs_person_at == null' <<<"$output"
  run --separate-stderr -0 oauthctl login </dev/null
  expect_stderr 'scopes: api.write'
}

@test "it stands in for a person, at renewals too" {
  run --separate-stderr -4 oauthctl login --secrets "$ACCOUNT_FILE" --subject nobody
  expect_failure 'sub is not a user of this server'
  run --separate-stderr -0 oauthctl login --secrets "$ACCOUNT_FILE" --subject alice@example.com --scope email
  expect_stderr 'signed in as alice@example.com'
  run --separate-stderr -0 oauthctl token --refresh
  introspect "$output" | jq -e '.username == "alice"'
}

@test "from standard input the key is not kept, so it cannot renew itself" {
  run --separate-stderr -0 oauthctl login --secrets - <"$ACCOUNT_FILE"
  expect_stderr 'cannot renew itself'
  ! grep -r 'PRIVATE KEY' "$HOME" || return 1
  run --separate-stderr -3 oauthctl token --refresh
}

@test "an assertion from a file is read again at each renewal" {
  assertion 300 >assertion
  run --separate-stderr -0 oauthctl login --secrets "$CLIENT_FILE" --flow jwt-bearer --assertion-file assertion
  expect_stderr 'renews itself'
  cd /
  run --separate-stderr -0 oauthctl token --refresh
  introspect "$output" | jq -e '.client_id == "oauthctl-dev"'
  cd "$HOME"
  assertion -100 >assertion
  run --separate-stderr -4 oauthctl token --refresh
  expect_failure 'the assertion has expired'
  : >assertion
  run --separate-stderr -2 oauthctl token --refresh
  expect_failure 'assertion: is empty'
  assertion 300 >assertion
  run --separate-stderr -0 oauthctl token --refresh
}

@test "an assertion from standard input cannot be had again" {
  run --separate-stderr -0 oauthctl login --secrets "$CLIENT_FILE" --flow jwt-bearer --assertion-file - < <(assertion 300)
  expect_stderr 'cannot renew itself'
  run --separate-stderr -3 oauthctl token --refresh
}

@test "ten renewals at once cost one request" {
  run --separate-stderr -0 oauthctl login --secrets "$ACCOUNT_FILE"
  curl -sf -X DELETE "$ISSUER/stats"
  pids=()
  for i in {1..10}; do
    oauthctl token --refresh >"token.$i" 3>&- &
    pids+=($!)
  done
  wait "${pids[@]}"
  sort -u token.* >tokens
  requests=$(curl -sf "$ISSUER/stats" | jq '.grants | add')
  [[ $(wc -l <tokens) == "$requests" ]]
  ((requests < 10))
}
