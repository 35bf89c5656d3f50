# A client without a person (RFC 6749 section 4.4) at a certified OpenID provider that is not ours.
load provider

setup() {
  use_empty_home
  jq --arg issuer "$ISSUER" '.[] | select(.client_id == "a/machine") | {issuer: $issuer, client_id, client_secret}' \
    "$BATS_TEST_DIRNAME/clients.json" >secrets.json
  chmod 600 secrets.json
}

@test "client credentials: a secret that the server does not know is a usage error" {
  jq '.client_secret = "another"' secrets.json >other.json
  chmod 600 other.json
  ends 2 oauthctl login --secrets other.json --flow client-credentials
  expect_failure 'the client_credentials grant: the server answered invalid_client'
}

@test "client credentials: signs in, renews, narrows its scope, revokes" {
  ends 0 oauthctl login --flow client-credentials --scope 'api.read api.write'
  expect_stderr 'scopes: api.read api.write' 'renews itself'
  first=$(oauthctl token)
  ends 0 oauthctl token --refresh
  [[ $output != "$first" ]]
  ends 0 oauthctl validate
  ends 0 oauthctl token --scope api.read --format json
  jq -e '.scope == "api.read"' <<<"$output"
  ends 0 oauthctl logout
}
