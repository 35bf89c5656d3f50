# Signed and encrypted answers of a certified OpenID provider (npm's oidc-provider).

load provider

# The client as the server knows it; the second argument is the private key that belongs to its public one.
write_secrets() {
  jq --arg issuer "$ISSUER" --arg id "$1" --argjson key "${2:-null}" '.[] | select(.client_id == $id) |
      del(.application_type, .grant_types) + {issuer: $issuer, scope: "openid profile email offline_access",
      params: {prompt: "consent"}} + (if $key then {jwks: {keys: [$key]}} else {} end)' \
    "$BATS_TEST_DIRNAME/key_clients.json" >secrets.json
  chmod 600 secrets.json
}

private_key() { jq -c '.jwk + {use: "enc"}' "$OAUTHCTL_SOURCE_DIR/tests/vectors/jose/jwe/$1.json"; }

# A sign-in and a renewal, each with a checked ID token.
logs_in_and_renews() {
  ends 0 oauthctl -v login --replace
  expect_stderr 'checked the ID token' alice
  ends 0 oauthctl -v token --refresh
  expect_stderr 'checked the ID token'
  ends 0 oauthctl token --type id
  [[ $output == *.*.* && $output != *.*.*.* ]]
}

is_opened() {
  write_secrets "encrypted-$1" "${2-}"
  logs_in_and_renews
}

@test "ID token signatures: ES256, PS256 and EdDSA, each as the client is registered" {
  for alg in ES256 PS256 EdDSA; do
    write_secrets "signed-$alg"
    logs_in_and_renews
    jq 'del(.id_token_signed_response_alg)' secrets.json >other.json
    chmod 600 other.json
    ends 6 oauthctl login -p other --secrets other.json
    expect_stderr "is signed with $alg, expected RS256"
  done
}

@test "encrypted ID tokens: RSA-OAEP" { is_opened RSA-OAEP "$(private_key rfc7516-a1)"; }

@test "encrypted ID tokens: RSA-OAEP-256 and A256GCM" { is_opened RSA-OAEP-256 "$(private_key rfc7516-a1)"; }

@test "encrypted ID tokens: ECDH-ES" { is_opened ECDH-ES "$(private_key made-ecdh-es)"; }

@test "encrypted ID tokens: dir, with a key made of the client's secret" { is_opened dir; }

@test "encrypted ID tokens: without the private key the login ends and says what is missing" {
  write_secrets encrypted-ECDH-ES
  ends 2 oauthctl login
  expect_stderr 'no private key that can decrypt by ECDH-ES'
  ends 3 oauthctl token
}

@test "introspection as JWT: the answer is verified, and one that is not signed so is not believed" {
  write_secrets signed-answers
  ends 0 oauthctl login
  ends 0 oauthctl validate
  [[ $output == *introspection* ]]
  jq '.introspection_signed_response_alg = "RS256"' secrets.json >changed.json
  mv changed.json secrets.json
  chmod 600 secrets.json
  ends 6 oauthctl validate
  expect_stderr 'is signed with "PS256", expected "RS256"'
}

@test "signed userinfo: the answer is verified" {
  write_secrets signed-answers
  jq '.introspection_endpoint = "'"$ISSUER"'/none"' secrets.json >changed.json
  mv changed.json secrets.json
  chmod 600 secrets.json
  ends 0 oauthctl login
  ends 0 oauthctl validate
  [[ $output == *'(userinfo); alice'* ]]
}

with_secrets() {
  jq "$1" secrets.json >changed.json
  mv changed.json secrets.json
  chmod 600 secrets.json
}

@test "encrypted introspection: the answer is opened, and one of a client that is not registered so is not believed" {
  write_secrets encrypted-answers "$(private_key made-ecdh-es)"
  ends 0 oauthctl login
  ends 0 oauthctl validate
  [[ $output == *introspection* ]]
  with_secrets 'del(.introspection_encrypted_response_alg)'
  ends 6 oauthctl validate
  expect_stderr 'is encrypted, but the client' 'introspection_encrypted_response_alg'
}

@test "encrypted userinfo: the answer is opened, and one that is encrypted otherwise is not believed" {
  write_secrets encrypted-answers "$(private_key made-ecdh-es)"
  with_secrets '.introspection_endpoint = .issuer + "/none"'
  ends 0 oauthctl login
  ends 0 oauthctl validate
  [[ $output == *'(userinfo); alice'* ]]
  with_secrets '.userinfo_encrypted_response_enc = "A128GCM"'
  ends 6 oauthctl validate
  expect_stderr 'is encrypted with "A256GCM", expected "A128GCM"'
}

@test "JARM: an encrypted answer signs in" {
  write_secrets encrypted-response "$(private_key made-ecdh-es)"
  with_secrets '.response_mode = "jwt"'
  ends 0 oauthctl login
  expect_stderr 'signed in as alice'
  with_secrets 'del(.jwks)'
  ends 2 oauthctl login
  expect_stderr 'no private key that can decrypt by ECDH-ES'
}
