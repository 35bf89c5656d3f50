# Where a token may be used (RFC 8707) and what it allows (RFC 9396), against npm's oidc-provider.

load provider
load ../support/expired

setup() {
  use_empty_home
  export BROWSER=$BATS_TEST_DIRNAME/browser
  jq --arg issuer "$ISSUER" '.[] | select(.client_id == "target") | del(.application_type, .grant_types) + {
      issuer: $issuer, scope: "openid offline_access api.read", params: {prompt: "consent"}}' \
    "$BATS_TEST_DIRNAME/clients.json" >secrets.json
  chmod 600 secrets.json
}

introspected() {
  curl --silent --fail --noproxy '*' --data-urlencode "token=$(oauthctl token)" --data-urlencode client_id=target \
    --data-urlencode "client_secret=$(jq -r .client_secret secrets.json)" "$ISSUER/token/introspection"
}

@test "resource indicators: the token is for the resource that was named, also after renewals" {
  ends 0 oauthctl login --resource https://api.example/v1
  introspected | jq -e '.active and .aud == "https://api.example/v1"'
  ends 0 oauthctl token --refresh
  introspected | jq -e '.active and .aud == "https://api.example/v1"'
}

@test "resource indicators: the client file may name them" {
  jq '.resource = ["urn:example:api"]' secrets.json >with.json
  chmod 600 with.json
  ends 0 oauthctl login --secrets with.json
  introspected | jq -e '.aud == "urn:example:api"'
}

# The client of which one sign-in can be for several resources.
use_two_resources() {
  jq --arg issuer "$ISSUER" '.[] | select(.client_id == "two-resources") | del(.application_type, .grant_types) + {
      issuer: $issuer, scope: "openid offline_access api.read", params: {prompt: "consent"},
      resource: ["https://a.example", "https://b.example"]}' "$BATS_TEST_DIRNAME/clients.json" >secrets.json
  chmod 600 secrets.json
}

audience_of() {
  curl --silent --fail --noproxy '*' --data-urlencode "token=$1" --data-urlencode client_id=two-resources \
    --data-urlencode "client_secret=$(jq -r .client_secret secrets.json)" "$ISSUER/token/introspection" | jq -r .aud
}

@test "resource indicators: one sign-in has a token for each of two resources, and none beyond them" {
  use_two_resources
  ends 0 oauthctl login
  ends 0 oauthctl token --resource https://a.example
  first=$output
  [[ $(audience_of "$first") == https://a.example ]]
  ends 0 oauthctl token --resource https://b.example
  [[ $(audience_of "$output") == https://b.example ]]
  ends 0 oauthctl token --for https://a.example/x
  expect_stdout "$first"
  ends 0 oauthctl token --resource https://b.example --refresh
  [[ $(audience_of "$output") == https://b.example ]]
  ends 2 oauthctl token --resource https://c.example
  expect_failure 'was not for https://c.example' '--resource https://a.example --resource https://b.example --resource https://c.example'
  ends 0 oauthctl token --refresh
}

@test "resource indicators: 50 processes for each of two resources on an expired record send one request for each" {
  local i resource record children=()
  use_two_resources
  ends 0 oauthctl login
  for resource in a b; do oauthctl token --resource "https://$resource.example"; done
  record=$(oauthctl status --json | jq -r '.profiles[0].stored')
  printf '%s\n' "$(expired "$(<"$record")")" >"$record"
  for ((i = 0; i < 100; i++)); do
    resource=$([[ $((i % 2)) == 0 ]] && echo a || echo b)
    oauthctl token -v --resource "https://$resource.example" >"$resource.$i" 2>"steps.$i" 3>&- &
    children+=($!)
  done
  for i in "${children[@]}"; do wait "$i"; done
  [[ $(cat steps.* | grep -c 'renewing profile') == 2 ]] || { cat steps.* | sort | uniq -c; return 1; }
  for resource in a b; do
    [[ $(cat $resource.* | sort -u | wc -l) == 1 ]]
    [[ $(audience_of "$(sort -u $resource.*)") == "https://$resource.example" ]]
  done
  ends 0 oauthctl token --refresh
}

@test "resource indicators: a resource that the server takes for none ends in 2" {
  ends 2 oauthctl login --resource https://a.example --resource https://b.example
  expect_stderr invalid_target
  ends 3 oauthctl token
}

@test "rich authorization requests: what was asked for is granted and shown" {
  echo '[{"type": "payment_initiation", "actions": ["initiate"], "instructedAmount": {"currency": "EUR", "amount": "1.50"}}]' >details.json
  ends 0 oauthctl login --resource https://api.example --authorization-details details.json
  expect_stderr 'authorization details: payment_initiation'
  [[ $stderr != *'did not grant the authorization details'* ]]
  ends 0 oauthctl token --json
  jq -e '.authorization_details[0].instructedAmount.amount == "1.50"' <<<"$output"
  ends 0 oauthctl token --refresh --json
  jq -e '.authorization_details[0].type == "payment_initiation"' <<<"$output"
}

@test "rich authorization requests: a type that the server does not list ends in 2 before the browser opens" {
  echo '[{"type": "account_information"}]' >details.json
  ends 2 oauthctl login --authorization-details details.json
  expect_stderr 'does not know authorization details of the type "account_information"' 'payment_initiation'
  [[ $stderr != *"$ISSUER/auth"* ]]
}

@test "max_age, prompt, login_hint, ui_locales: are sent, and auth_time is checked" {
  jq 'del(.params)' secrets.json >plain.json
  chmod 600 plain.json
  ends 0 oauthctl login --secrets plain.json --max-age 5m --prompt consent --login-hint alice --ui-locales 'de en'
  expect_stderr max_age=300 prompt=consent login_hint=alice ui_locales=de
  ends 0 oauthctl token --type id
  cut -d. -f2 <<<"$output" | basenc --base64url -d 2>/dev/null | jq -e '.auth_time | numbers'
}

auth_time() { oauthctl token --type id | cut -d. -f2 | basenc --base64url -d 2>/dev/null | jq .auth_time; }

@test "step-up (RFC 9470): a resource that wants a recent sign-in gets one, and all scopes stay" {
  ends 0 oauthctl login
  local before
  before=$(auth_time)
  sleep 1.1
  start_server node "$OAUTHCTL_SOURCE_DIR/tests/programs/resource_server.mjs"
  local resource=$server_pid
  ends 0 oauthctl request --step-up "$first_line/sign-in/0"
  stop_server "$resource"
  expect_stderr max_age=0 'signing in again'
  jq -e '.url == "/sign-in/0"' <<<"$output"
  [[ $(auth_time) -gt $before ]]
  introspected | jq -e '.scope == "openid offline_access api.read"'
}

@test "step-up (RFC 9470): a resource that wants a stronger sign-in gets one by acr_values" {
  ends 0 oauthctl login
  start_server node "$OAUTHCTL_SOURCE_DIR/tests/programs/resource_server.mjs"
  local resource=$server_pid
  ends 3 oauthctl request "$first_line/sign-in/acr/gold"
  expect_stderr 'hint: oauthctl login -p default --acr-values gold'
  ends 0 oauthctl request --step-up "$first_line/sign-in/acr/gold"
  stop_server "$resource"
  expect_stderr acr_values=gold 'signing in again'
  oauthctl token --type id | cut -d. -f2 | basenc --base64url -d 2>/dev/null | jq -e '.acr == "gold"'
  introspected | jq -e '.scope == "openid offline_access api.read"'
}
