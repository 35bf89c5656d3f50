# The development server over https, with an authority of its own, from the command line and back.
load ../cli/support

setup_file() {
  export CA_FILE=$BATS_FILE_TMPDIR/ca.pem
  start_dev_server --tls-ca-file "$CA_FILE"
}
teardown_file() { stop_dev_server; }

setup() {
  use_empty_home
  export SSL_CERT_FILE=$CA_FILE
}

@test "the certificate of an authority that is not trusted ends in 5, with the way to trust it" {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -days 2 -subj '/CN=oauthctl development server' \
    -keyout other.key -out other.pem 2>/dev/null
  SSL_CERT_FILE=other.pem ends 5 oauthctl login --secrets "$CLIENT_FILE"
  expect_failure "the certificate of 127.0.0.1 is not signed by an authority in other.pem" 'SSL_CERT_FILE=ca.pem'
  unset SSL_CERT_FILE
  ends 5 oauthctl login --secrets "$CLIENT_FILE"
  expect_failure 'the certificate of 127.0.0.1 is not signed by an authority'
  ends 3 oauthctl token
}

@test "plain http is not spoken on its port" {
  ends 5 oauthctl discover "http://127.0.0.1:${ISSUER##*:}"
}

@test "TLS 1.1 is not spoken" {
  run openssl s_client -connect "127.0.0.1:${ISSUER##*:}" -tls1_1 -cipher ALL:@SECLEVEL=0 </dev/null
  [[ $output == *'alert protocol version'* ]]
}

@test "a login is used, renewed, validated and ended" {
  [[ $ISSUER == https://127.0.0.1:* ]]
  sign_in --scope "openid offline_access api.read"
  ends 0 oauthctl token --refresh
  ends 0 oauthctl request "$ISSUER/resource"
  jq -e '.message == "hello, alice"' <<<"$output"
  ends 0 oauthctl validate
  ends 0 oauthctl inspect
  ends 0 oauthctl logout
  expect_stderr revoked
}

@test "a session's cookie goes nowhere in the clear, and the first page says how to trust the server" {
  curl --silent --include --noproxy '*' "$ISSUER/clients/new" | grep -qi '^set-cookie: .*; HttpOnly; SameSite=Lax; Secure'
  curl --silent --noproxy '*' "$ISSUER/" | grep -qF "export SSL_CERT_FILE=$CA_FILE"
}

@test "the server answers under each name that its certificate has" {
  for host in 127.0.0.1 localhost; do
    curl --silent --fail --noproxy '*' --output /dev/null "https://$host:${ISSUER##*:}/stats"
  done
}

@test "the server bounds the head of a request over TLS too" {
  long=$(printf '%020000d' 0)
  run curl --silent --noproxy '*' --output /dev/null --write-out '%{http_code}' --header "X: $long" "$ISSUER/stats"
  [[ $status == 0 && $output == 431 ]]
}

@test "the authority is the same with the same database, and another without" {
  local db=$BATS_TEST_TMPDIR/db first=$BATS_TEST_TMPDIR/first.pem
  for file in "$first" again.pem; do
    start_server "$OAUTHCTL_BIN/oauthctl" dev-server --port 0 --db "$db" --tls-ca-file "$file"
    curl --silent --fail --noproxy '*' --cacert "$first" --output /dev/null "$first_line/stats"
    stop_server "$server_pid"
  done
  cmp "$first" again.pem
  run cmp "$first" "$CA_FILE"
  [[ $status == 1 ]]
}
