# Shows the features of the development server and of a server that lies.
load ../cli/support

setup_file() { start_dev_server; }
teardown_file() { stop_dev_server; }
setup() { use_empty_home; }

feature() { jq -e --arg name "$1" '.features[] | select(.name == $name) | .offered' <<<"$output"; }

@test "an issuer on plain http, or none, is a usage error before a request" {
  ends 2 oauthctl discover http://as.example
  expect_failure "'http://as.example' is neither https nor http on a loopback host"
  ends 2 oauthctl discover
  expect_failure 'discover needs ISSUER'
}

@test "an issuer that differs by a slash is shown, and is a failure" {
  ends 6 oauthctl discover "$ISSUER/"
  [[ $output == *"problem: issuer is '$ISSUER', not '$ISSUER/'"* ]]
  expect_stderr "a login would refuse this server: issuer is '$ISSUER'"
}

@test "a server without a document is a failure that says what to do" {
  ends 6 oauthctl discover "$ISSUER/resource"
  expect_failure 'has no discovery document' 'name authorization_endpoint'
}

@test "a server that is not there can be tried again" {
  ends 5 oauthctl discover http://127.0.0.1:1
  expect_failure
}

@test "a person is shown endpoints and features, and where they are used" {
  ends 0 oauthctl discover "$ISSUER"
  [[ $output == *"$ISSUER/.well-known/oauth-authorization-server"* ]]
  [[ $output =~ token_endpoint\ +$ISSUER/token ]]
  [[ $output =~ device\ authorization\ +yes\ +login\ --flow\ device ]]
  [[ $stderr == '' ]]
}

@test "a script gets the same as JSON" {
  ends 0 oauthctl discover "$ISSUER" --json
  jq -e --arg issuer "$ISSUER" '.issuer == $issuer and .problems == [] and ([.documents[].found] == [true, true])' <<<"$output"
  for name in 'PKCE with S256' 'iss in the answer' form_post 'signed answers (JARM)' 'dynamic registration'; do
    [[ $(feature "$name") == true ]]
  done
  run feature 'tls_client_auth'
  [[ $output == false ]]
}
