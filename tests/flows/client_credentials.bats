# A client without a person, from the command line to the development server and back.
load ../support/programs

setup_file() {
  export CLIENT_FILE=$BATS_FILE_TMPDIR/client.json
  start_server "$OAUTHCTL_BIN/oauthctl" dev-server --port 0 --client-file "$CLIENT_FILE"
  export SERVER=$server_pid ISSUER=$first_line
}
teardown_file() { stop_server "$SERVER"; }

setup() { use_empty_home; }

@test "a public client is refused, and the server is not asked for a token" {
  jq 'del(.client_secret)' "$CLIENT_FILE" >secrets.json
  chmod 600 secrets.json
  run --separate-stderr -2 oauthctl login --flow client-credentials
  expect_failure 'this one is public' 'oauthctl: hint: add client_secret'
  run --separate-stderr -3 oauthctl token
}

@test "a scope that is only for persons is refused, and the grant is named" {
  run --separate-stderr -2 oauthctl login --secrets "$CLIENT_FILE" --flow client-credentials --scope openid
  expect_failure 'the client_credentials grant: the server answered invalid_scope'
}

@test "it signs in without a browser, renews by itself and needs no person ever" {
  run --separate-stderr -0 oauthctl login --secrets "$CLIENT_FILE" --flow client-credentials --scope api.write </dev/null
  expect_stdout ''
  expect_stderr 'scopes: api.write' 'renews itself'
  [[ $stderr != *visit* ]]
  run --separate-stderr -0 oauthctl token
  first=$output
  curl -sf "$ISSUER/resource" -d x -H "Authorization: Bearer $first"

  run --separate-stderr -0 oauthctl token --refresh
  [[ $output != "$first" ]]
  curl -sf "$ISSUER/resource" -d x -H "Authorization: Bearer $output"

  run --separate-stderr -0 oauthctl status --json
  jq -e '.profiles[0] | .renewable and (.login_required | not) and .needs_person_at == null' <<<"$output"

  run --separate-stderr -0 oauthctl login
  expect_stderr 'scopes: api.write'
  run --separate-stderr -0 oauthctl logout
}
