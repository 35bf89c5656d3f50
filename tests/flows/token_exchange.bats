# Exchanges a token from a file or from another profile.
load ../support/programs

setup_file() {
  export CLIENT_FILE=$BATS_FILE_TMPDIR/client.json
  start_server "$OAUTHCTL_BIN/oauthctl" dev-server --port 0 --client-file "$CLIENT_FILE" --access-token-ttl 2m
  export SERVER=$server_pid ISSUER=$first_line
}
teardown_file() { stop_server "$SERVER"; }

setup() {
  use_empty_home
  OAUTHCTL_PASSWORD=wonderland oauthctl login -q -p person --secrets "$CLIENT_FILE" --flow password --username alice \
    --scope 'openid email api.read api.write'
}

exchange() { oauthctl login -p api --secrets "$CLIENT_FILE" --flow token-exchange "$@"; }

who() { curl -sf "$ISSUER/resource" -H "Authorization: Bearer $1"; }

@test "without a subject it is a usage error" {
  run --separate-stderr -2 exchange
  expect_failure 'needs a token to exchange' '--subject-profile NAME'
}

@test "what the server does not accept is refused, and the record stays" {
  echo nonsense >subject
  run --separate-stderr -4 exchange --subject-token-file subject
  expect_failure 'the token-exchange grant: the server answered invalid_request'
  run --separate-stderr -2 exchange --subject-profile person --audience nowhere
  expect_failure 'invalid_target'
  run --separate-stderr -2 exchange --subject-profile person --subject-token-type magic
  expect_failure "--subject-token-type: 'magic' is not a token type"
  run --separate-stderr -3 exchange --subject-profile nobody
  expect_failure 'profile nobody is not signed in' 'oauthctl login -p nobody'
  run --separate-stderr -3 oauthctl token -p api
}

@test "a profile's token is exchanged, and renewed first where that is needed" {
  run --separate-stderr -0 exchange --subject-profile person --audience api --scope api.read
  expect_stdout ''
  expect_stderr 'scopes: api.read' 'renews itself'
  first=$(oauthctl token -p api)
  who "$first" | jq -e .
  run --separate-stderr -0 oauthctl token -p api --format json
  jq -e '.issued_token_type == "urn:ietf:params:oauth:token-type:access_token"' <<<"$output"

  curl -sf -X DELETE "$ISSUER/stats"
  run --separate-stderr -0 oauthctl token -p api --refresh
  [[ $output != "$first" ]]
  curl -sf "$ISSUER/stats" | jq -e '.grants == {"urn:ietf:params:oauth:grant-type:token-exchange": 1}'

  # The person's token has expired: both are renewed.
  record=$(oauthctl status --json | jq -r '.profiles[] | select(.profile == "person").stored')
  before=$(jq -r .tokens.access_token "$record")
  run --separate-stderr -0 oauthctl token -p person --min-ttl 1h
  [[ $(jq -r .tokens.access_token "$record") != "$before" ]]
  run --separate-stderr -0 oauthctl token -p api --refresh
}

@test "a file is read again at each renewal, and standard input is not" {
  oauthctl token -p person >subject
  run --separate-stderr -0 exchange --subject-token-file subject
  run --separate-stderr -0 oauthctl token -p api --refresh
  echo nonsense >subject
  run --separate-stderr -4 oauthctl token -p api --refresh
  run --separate-stderr -0 exchange --subject-token-file - < <(oauthctl token -p person)
  expect_stderr 'cannot renew itself'
  run --separate-stderr -3 oauthctl token -p api --refresh
}

@test "a client acts for a person, and a person for nobody" {
  oauthctl login -q -p robot --secrets "$CLIENT_FILE" --flow client-credentials
  oauthctl token -p robot >actor
  run --separate-stderr -0 exchange --subject-profile person --actor-token-file actor
  oauthctl token -p person >actor
  run --separate-stderr -4 exchange --subject-profile person --actor-token-file actor
  expect_failure 'a person cannot act for others'
}

@test "a token that is not an access token is printed, and shown to no resource" {
  run --separate-stderr -0 exchange --subject-profile person --requested-token-type id_token
  run --separate-stderr -0 oauthctl token -p api
  [[ $output == *.*.* ]]
  run --separate-stderr -2 oauthctl token -p api --format header
  expect_failure 'is not an access token but urn:ietf:params:oauth:token-type:id_token'
  run --separate-stderr -2 oauthctl request -p api "$ISSUER/resource"
  expect_failure 'is not an access token'
}

@test "profiles that come from each other are a usage error" {
  run --separate-stderr -2 exchange --subject-profile api
  expect_failure 'cannot be exchanged for itself'
  run --separate-stderr -0 exchange --subject-profile person
  run --separate-stderr -2 oauthctl login -p person --flow token-exchange --subject-profile api
  expect_failure 'profile person cannot be exchanged for itself'
}
