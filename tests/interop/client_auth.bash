# A provider over https that knows a client for each way to authenticate: for client_auth.bats and
# authorization_requests.bats.
load ../support/programs

# A certificate for `name` in name.pem and name.key; signed by ca.pem unless `-x509` asks for its own signature.
make_certificate() {
  local name=$1
  shift
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -days 2 -subj "/CN=$name" \
    -keyout "$name.key" -out "$name.pem" "$@" 2>/dev/null
}

start_provider() {
  export WORKS=$BATS_FILE_TMPDIR/works
  mkdir -m 700 "$WORKS" && cd "$WORKS" || return 1
  make_certificate ca -x509
  make_certificate server -x509 -CA ca.pem -CAkey ca.key -addext subjectAltName=IP:127.0.0.1
  make_certificate client -x509 -CA ca.pem -CAkey ca.key
  make_certificate self -x509
  cd "$BATS_TEST_DIRNAME" || return 1
  node_modules/.bin/node client_auth.mjs "$WORKS" "$@"
  OIDC_TLS=$WORKS OIDC_CONFIGURATION=$WORKS/configuration.json start_server node_modules/.bin/node server.mjs
  export SERVER_PID=$server_pid ISSUER=$first_line SSL_CERT_FILE=$WORKS/ca.pem
}

use_provider() {
  use_empty_home
  export BROWSER=$BATS_TEST_DIRNAME/browser
}

# The client file beside its key, with additional members if given.
write_secrets() {
  secrets=$WORKS/secrets-$BATS_TEST_NUMBER.json
  jq --arg issuer "$ISSUER" --argjson more "${2:-{\}}" '. + {issuer: $issuer,
      scope: "openid profile email offline_access", params: {prompt: "consent"}} + $more' "$WORKS/$1.json" >"$secrets"
  chmod 600 "$secrets"
}

# Uses every endpoint at which the client authenticates, except the one for devices.
logs_in_renews_validates_and_revokes() {
  write_secrets "$@"
  ends 0 oauthctl login --secrets "$secrets"
  expect_stderr alice
  ends 0 oauthctl token --refresh
  ends 0 oauthctl validate
  [[ $output$stderr == *introspection* ]]
  ends 0 oauthctl logout
  expect_stderr revoked
}
