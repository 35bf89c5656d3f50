# Where a token may be used (RFC 8707), what it allows (RFC 9396) and who acts with it (RFC 8693), against the
# development server.
load ../cli/support

setup_file() { start_dev_server; }
teardown_file() { stop_dev_server; }
setup() {
  use_empty_home
  client_file_with '{scope: "openid profile api.read"}'
}

introspected() {
  curl --silent --noproxy '*' -u "$(jq -r '.client_id + ":" + .client_secret' secrets.json)" \
    -d "token=$(oauthctl token "$@")" "$ISSUER/introspect"
}

@test "a token for another resource is refused where it is not for" {
  ends 0 oauthctl login --resource https://elsewhere.example
  ends 4 oauthctl request --fail "$ISSUER/resource"
  [[ $output == *'for another resource'* ]]
}

@test "a token for several resources is for each of them, also after a renewal" {
  ends 0 oauthctl login --resource https://elsewhere.example --resource "$ISSUER/resource"
  ends 0 oauthctl request --fail "$ISSUER/resource"
  ends 0 oauthctl token --refresh
  ends 0 oauthctl request --fail "$ISSUER/resource"
  introspected | jq -e --arg ours "$ISSUER/resource" '.aud == ["https://elsewhere.example", $ours]'
}

@test "a client without a person names its resource, too" {
  ends 0 oauthctl login --flow client-credentials --scope api.read --resource urn:example:api
  introspected | jq -e '.aud == ["urn:example:api"]'
}

@test "authorization details are asked for, kept, granted and shown" {
  echo '[{"type": "payment_initiation", "instructedAmount": {"currency": "EUR", "amount": "1.50"}}]' >details.json
  ends 0 oauthctl login --authorization-details details.json
  expect_stderr 'authorization details: payment_initiation'
  [[ $stderr != *'did not grant'* ]]
  rm details.json
  ends 0 oauthctl login
  ends 0 oauthctl token --json
  jq -e '.authorization_details[0].instructedAmount.amount == "1.50"' <<<"$output"
  ends 0 oauthctl token --refresh --json
  jq -e '.authorization_details[0].type == "payment_initiation"' <<<"$output"
  introspected | jq -e '.authorization_details[0].instructedAmount.amount == "1.50"'
}

@test "a device asks for authorization details, too" {
  echo '[{"type": "account_information", "actions": ["read"]}]' >details.json
  ends 0 oauthctl login --flow device --authorization-details details.json --resource "$ISSUER"
  introspected | jq -e --arg issuer "$ISSUER" '.authorization_details[0].actions == ["read"] and .aud == [$issuer]'
}

@test "invalid or unknown authorization details are refused" {
  echo '{"type": "payment_initiation"}' >object.json
  ends 2 oauthctl login --authorization-details object.json
  expect_failure 'object.json must be an array of objects'
  echo '[{"type": "customer_information"}]' >unknown.json
  ends 2 oauthctl login --authorization-details unknown.json
  expect_failure 'does not know authorization details of the type "customer_information"'
  echo '[{"type": "account_information", "amount": "1"}]' >member.json
  ends 4 oauthctl login --authorization-details member.json
  expect_stderr 'invalid_authorization_details' 'account_information: amount is unknown'
  ends 2 oauthctl login --authorization-details missing.json
  expect_failure 'cannot read missing.json'
}

@test "a resource that is not an absolute URI is invalid_target" {
  run curl --silent --noproxy '*' -u "$(jq -r '.client_id + ":" + .client_secret' secrets.json)" \
    -d grant_type=client_credentials -d resource=api "$ISSUER/token"
  [[ $output == *invalid_target* ]]
}

@test "introspection shows who acts for a person" {
  oauthctl login -q -p person
  oauthctl login -q -p robot --flow client-credentials --scope api.read
  oauthctl token -p robot >actor
  ends 0 oauthctl login -p api --flow token-exchange --subject-profile person --actor-token-file actor --scope api.read
  introspected -p api | jq -e '.username == "alice" and .act == {sub: .client_id}'
  ends 0 oauthctl login -p next --flow token-exchange --subject-profile api --actor-token-file actor --scope api.read
  introspected -p next | jq -e '.act == {sub: .client_id, act: {sub: .client_id}}'
  introspected -p person | jq -e 'has("act") | not'
}
