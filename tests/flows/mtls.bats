# Clients that authenticate with a TLS certificate (RFC 8705), from the command line to the development server and back.
load ../cli/support

setup_file() {
  export CA_FILE=$BATS_FILE_TMPDIR/ca.pem CERTIFICATE=$BATS_FILE_TMPDIR/client.pem
  export SSL_CERT_FILE=$CA_FILE
  start_dev_server --tls-ca-file "$CA_FILE" --client-certificate-file "$CERTIFICATE"
}
teardown_file() { stop_dev_server; }

setup() {
  use_empty_home
  cd "$BATS_FILE_TMPDIR" || return 1
}

# A self-signed certificate, in $1.pem and $1.key.
make_certificate() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -days 2 -subj "/CN=oauthctl-dev" \
    -addext subjectAltName=DNS:oauthctl-dev.localhost -keyout "$1.key" -out "$1.pem" 2>/dev/null
}

base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

# Its key with the certificate as a JWK set.
jwks_of() {
  local point=point-$BATS_TEST_NUMBER
  openssl x509 -in "$1" -noout -pubkey | openssl pkey -pubin -outform DER | tail -c 64 >"$point"
  jq --null-input --arg x "$(head -c 32 "$point" | base64url)" --arg y "$(tail -c 32 "$point" | base64url)" \
    --arg x5c "$(openssl x509 -in "$1" -outform DER | openssl base64 -A)" \
    '{keys: [{kty: "EC", crv: "P-256", x: $x, y: $y, x5c: [$x5c]}]}'
}

register() {
  curl --silent --noproxy '*' --header 'Content-Type: application/json' --data @- "$ISSUER/register" <<<"$1"
}

# A client registered with these members, as secrets.json with the certificate in $2 and its key in $3.
register_with_certificate() {
  register "$1" | jq --arg issuer "$ISSUER" --arg certificate "$2" --arg key "${3-}" '
    del(.client_secret_expires_at, .client_id_issued_at) + {issuer: $issuer, tls_client_certificate_file: $certificate}
    + if $key == "" then {} else {tls_client_key_file: $key} end' >secrets.json
  chmod 600 secrets.json
}

with_other_certificate() {
  make_certificate stranger
  jq '. + {tls_client_certificate_file: "stranger.pem", tls_client_key_file: "stranger.key"}' "$1" >other.json
  chmod 600 other.json
}

logs_in_renews_validates_and_revokes() {
  ends 0 oauthctl login --secrets "$1" --scope "openid offline_access"
  ends 0 oauthctl token --refresh
  ends 0 oauthctl validate
  [[ $output == *introspection* ]]
  ends 0 oauthctl logout
  expect_stderr revoked
}

@test "a certificate of another authority ends in 2 and stores nothing, though it says the same" {
  with_other_certificate "$CLIENT_FILE"
  ends 2 oauthctl login --secrets other.json
  expect_failure invalid_client 'the certificate is not valid, or from another authority'
  ends 3 oauthctl token
}

@test "a client with a certificate that shows none ends in 2" {
  client_file_with '{token_endpoint_auth_method: "none", tls_client_certificate_file: null}'
  ends 2 oauthctl login --secrets secrets.json
  expect_failure invalid_client 'the client shows no certificate'
}

@test "a certificate is asked for under the name of the aliases alone" {
  local ask=(curl --silent --noproxy '*' --cert "$CERTIFICATE" --data 'grant_type=client_credentials&client_id=oauthctl-dev')
  "${ask[@]}" "$ISSUER/token" | jq -e '.error == "invalid_client"'
  "${ask[@]}" "https://localhost:${ISSUER##*:}/token" | jq -e .access_token
  curl --silent --noproxy '*' "$ISSUER/.well-known/oauth-authorization-server" | jq -e --arg port "${ISSUER##*:}" '
    .mtls_endpoint_aliases.token_endpoint == "https://localhost:\($port)/token"
    and (.token_endpoint_auth_methods_supported | contains(["tls_client_auth", "self_signed_tls_client_auth"]))'
}

@test "tls_client_auth: the default client signs in, renews, validates and revokes" {
  [[ $(stat -c %a "$CERTIFICATE") == 600 ]]
  logs_in_renews_validates_and_revokes "$CLIENT_FILE"
}

@test "tls_client_auth: a client whose certificate has another name ends in 2" {
  register_with_certificate '{"redirect_uris": ["http://127.0.0.1/callback"], "token_endpoint_auth_method": "tls_client_auth",
    "tls_client_auth_san_dns": "other.localhost"}' "$CERTIFICATE"
  ends 2 oauthctl login --secrets secrets.json
  expect_failure invalid_client "the certificate belongs to another client"
}

@test "tls_client_auth: a client that is known by an alternative name signs in, renews, validates and revokes" {
  register_with_certificate '{"redirect_uris": ["http://127.0.0.1/callback"], "token_endpoint_auth_method": "tls_client_auth",
    "tls_client_auth_san_dns": "oauthctl-dev.localhost"}' "$CERTIFICATE"
  logs_in_renews_validates_and_revokes secrets.json
}

@test "self_signed_tls_client_auth: another certificate ends in 2; the registered one signs in, renews, validates and revokes" {
  make_certificate own
  register_with_certificate "$(jwks_of own.pem | jq '{jwks: ., redirect_uris: ["http://127.0.0.1/callback"],
    token_endpoint_auth_method: "self_signed_tls_client_auth"}')" own.pem own.key
  with_other_certificate secrets.json
  ends 2 oauthctl login --secrets other.json
  expect_failure invalid_client "the certificate is not registered for the client"
  ends 3 oauthctl token
  logs_in_renews_validates_and_revokes secrets.json
}

# A client of that registration asks the server's alias for tokens, showing the certificate $1.
token_request() {
  curl --silent --noproxy '*' --cert "$1.pem" --key "$1.key" "https://localhost:${ISSUER##*:}/token" "${@:2}"
}

@test "a public client's tokens are bound to the certificate that it shows (RFC 8705 §3, §4)" {
  local id tokens resource="https://localhost:${ISSUER##*:}/resource"
  make_certificate own
  make_certificate stranger
  id=$(register '{"token_endpoint_auth_method": "none", "grant_types": ["password", "refresh_token"],
    "tls_client_certificate_bound_access_tokens": true}' | jq -er .client_id)
  local ask=(--data "client_id=$id" --data 'grant_type=password&username=alice&password=wonderland')
  curl --silent --noproxy '*' "$ISSUER/token" "${ask[@]}" | jq -e '.error == "invalid_request"'
  tokens=$(token_request own "${ask[@]}")
  jq -r '"Authorization: Bearer \(.access_token)"' <<<"$tokens" >header
  curl --silent --noproxy '*' --header @header "$ISSUER/resource" | jq -e '.error == "invalid_token"'
  curl --silent --noproxy '*' --header @header --cert stranger.pem --key stranger.key "$resource" | jq -e '.error == "invalid_token"'
  curl --silent --noproxy '*' --header @header --cert own.pem --key own.key "$resource" | jq -e '.username == "alice"'
  local again=(--data "client_id=$id&grant_type=refresh_token&refresh_token=$(jq -r .refresh_token <<<"$tokens")")
  token_request stranger "${again[@]}" | jq -e '.error == "invalid_grant"'
  token_request own "${again[@]}" | jq -e .access_token
}

@test "introspection names the certificate that a token is bound to, which oauthctl asks for where the client file says so" {
  register_with_certificate '{"redirect_uris": ["http://127.0.0.1/callback"], "token_endpoint_auth_method": "tls_client_auth",
    "tls_client_auth_san_dns": "oauthctl-dev.localhost", "tls_client_certificate_bound_access_tokens": true}' "$CERTIFICATE"
  ends 0 oauthctl login --secrets secrets.json
  jq 'del(.tls_client_certificate_bound_access_tokens)' secrets.json >plain.json
  chmod 600 plain.json
  ends 0 oauthctl login --secrets plain.json
  ends 0 oauthctl validate
  curl --silent --noproxy '*' --cert "$CERTIFICATE" "https://localhost:${ISSUER##*:}/introspect" \
    --data "client_id=oauthctl-dev&token=$(oauthctl token)" |
    jq -e --arg hash "$(openssl x509 -in "$CERTIFICATE" -outform DER | openssl dgst -sha256 -binary | base64url)" \
      '.cnf == {"x5t#S256": $hash}'
}

@test "what the server could not check is not registered" {
  local uris='"redirect_uris": ["http://127.0.0.1/callback"]'
  register "{$uris, \"token_endpoint_auth_method\": \"tls_client_auth\"}" | jq -e '.error == "invalid_client_metadata"'
  register "{$uris, \"token_endpoint_auth_method\": \"self_signed_tls_client_auth\"}" |
    jq -e '.error == "invalid_client_metadata" and (.error_description | contains("x5c"))'
}

@test "without https the server asks for no certificate" {
  ends 2 oauthctl dev-server --port 0 --client-certificate-file x.pem
  expect_failure '--client-certificate-file needs https: add --tls-ca-file FILE'
  start_server "$OAUTHCTL_BIN/oauthctl" dev-server --port 0
  curl --silent --noproxy '*' "$first_line/.well-known/oauth-authorization-server" >metadata.json
  ISSUER=$first_line register '{"token_endpoint_auth_method": "tls_client_auth", "tls_client_auth_san_dns": "a.localhost",
    "grant_types": ["client_credentials"]}' >answer.json
  ISSUER=$first_line register '{"tls_client_certificate_bound_access_tokens": true, "grant_types": ["client_credentials"]}' >bound.json
  stop_server "$server_pid"
  jq -e '(has("mtls_endpoint_aliases") or any(.token_endpoint_auth_methods_supported[]; contains("tls"))) | not' metadata.json
  jq -e '.error_description == "tls_client_auth needs https"' answer.json
  jq -e '.error_description == "tls_client_certificate_bound_access_tokens needs https"' bound.json
}
