# A first token without a client file: by options, by variables, by answers to questions; and what is known of
# providers.
load support

setup_file() {
  start_dev_server --user alice:wonderland
  export CLIENT_ID CLIENT_SECRET
  CLIENT_ID=$(jq -r .client_id "$CLIENT_FILE") CLIENT_SECRET=$(jq -r '.client_secret // ""' "$CLIENT_FILE")
}
teardown_file() { stop_dev_server; }
setup() {
  use_empty_home
  (umask 077 && printf '%s\n' "$CLIENT_SECRET" >secret)
}

with_options() {
  ends 0 oauthctl login --issuer "$ISSUER" --client-id "$CLIENT_ID" --client-secret-file secret "$@"
}

@test "--issuer, --client-id and --client-secret-file sign in; the profile renews without them and without a file" {
  with_options
  expect_stderr 'signed in as alice'
  rm secret
  ends 0 oauthctl token --refresh
  server_accepts "$output"
  [[ ! -e secrets.json && ! -e $HOME/.config/oauthctl/secrets.json ]]
  ends 0 oauthctl login
  ends 0 oauthctl logout
}

@test "the client's secret can come on stdin, and is in no argument" {
  ends 0 bash -c '"$OAUTHCTL_BIN/oauthctl" login --issuer "$ISSUER" --client-id "$CLIENT_ID" --client-secret-file - <secret'
  ends 0 oauthctl token --refresh
}

@test "the record with the secret is 0600" {
  with_options
  [[ $(stat -c %a "$(record)") == 600 ]]
}

@test "the variables name a client, and a renewal does not read them" {
  OAUTHCTL_ISSUER=$ISSUER OAUTHCTL_CLIENT_ID=$CLIENT_ID OAUTHCTL_CLIENT_SECRET=$CLIENT_SECRET OAUTHCTL_SCOPE='openid email' \
    ends 0 oauthctl login
  expect_stderr 'client from the environment' 'openid email'
  OAUTHCTL_ISSUER=https://other.example OAUTHCTL_CLIENT_ID=x OAUTHCTL_CLIENT_SECRET=wrong ends 0 oauthctl token --refresh
  server_accepts "$output"
}

@test "--secrets wins over the variables, and the variables over ./secrets.json" {
  OAUTHCTL_ISSUER=https://other.example OAUTHCTL_CLIENT_ID=x ends 0 oauthctl login --secrets "$CLIENT_FILE"
  echo '{"client_id": "x", "issuer": "https://other.example"}' >secrets.json
  OAUTHCTL_ISSUER=$ISSUER OAUTHCTL_CLIENT_ID=$CLIENT_ID OAUTHCTL_CLIENT_SECRET=$CLIENT_SECRET ends 0 oauthctl login -p b
}

@test "options and variables are not mixed" {
  OAUTHCTL_CLIENT_SECRET=another ends 0 oauthctl login --issuer "$ISSUER" --client-id "$CLIENT_ID" --client-secret-file secret
  OAUTHCTL_CLIENT_SECRET=$CLIENT_SECRET run --separate-stderr oauthctl login --issuer "$ISSUER" --client-id "$CLIENT_ID"
  expect_stderr 'OAUTHCTL_CLIENT_SECRET is not used'
}

@test "a client that lacks a part is exit 2 and says which" {
  ends 2 oauthctl login --client-id x
  expect_failure 'not its server' '--provider NAME'
  ends 2 oauthctl login --issuer "$ISSUER"
  expect_failure 'needs --client-id ID' "oauthctl register $ISSUER"
  ends 2 oauthctl login --provider github
  expect_failure 'needs --client-id ID' 'oauthctl providers github'
  ends 2 oauthctl login --provider github --issuer "$ISSUER" --client-id x
  expect_failure 'cannot be used together'
  ends 2 oauthctl login --secrets "$CLIENT_FILE" --issuer "$ISSUER" --client-id x
  expect_failure 'cannot be used together'
  ends 2 oauthctl login --provider gihub --client-id x
  expect_failure 'did you mean "github"' 'oauthctl providers'
  ends 2 oauthctl login --provider keycloak --client-id x
  expect_failure '"host" is missing' '--provider-variable host='
  ends 2 oauthctl login --issuer http://sso.example.com --client-id x
  expect_failure '"issuer" must be an https URL'
  OAUTHCTL_PROVIDER=github ends 2 oauthctl login
  expect_failure 'need OAUTHCTL_CLIENT_ID'
  ends 2 oauthctl login --format header
  expect_failure '--format is for --no-store'
}

@test "a provider that needs a scope is exit 2 before a browser opens, and the hint can be typed" {
  ends 2 oauthctl login --provider google --client-id x
  expect_failure 'Google refuses a sign-in without a scope' \
    'oauthctl login --provider google --client-id x --scope '"'openid email'"
}

@test "a provider that takes https redirect URIs only is exit 2 before a browser opens" {
  ends 2 oauthctl login --provider paypal --client-id x --scope openid
  expect_failure 'PayPal takes no redirect URI on this machine' --redirect-uri
}

@test "--no-store needs no home, and prints the token in a format" {
  unset HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME OAUTHCTL_HOME
  ends 0 oauthctl login --no-store --format header --issuer "$ISSUER" --client-id "$CLIENT_ID" --client-secret-file secret
  [[ $output == 'Authorization: Bearer '* ]]
  server_accepts "${output#Authorization: Bearer }"
  ends 2 oauthctl login --issuer "$ISSUER" --client-id "$CLIENT_ID"
  expect_failure 'HOME is not set'
}

@test "without a terminal nothing is asked: exit 2 names the ways to name a client" {
  ends 2 oauthctl login
  expect_failure --provider --issuer --secrets
}

@test "on a terminal, answers make a client file in the home, 0600, and its secret is not shown" {
  ends 0 "$OAUTHCTL_SOURCE_DIR/tests/cli/questions.exp" "$ISSUER" "$CLIENT_ID" "$CLIENT_SECRET" \
    "$OAUTHCTL_BIN/oauthctl" login --home "$HOME/mine"
  [[ $output == *'signed in as alice'* ]]
  [[ $output == *"client written to $HOME/mine/secrets.json"* ]]
  [[ -z $CLIENT_SECRET || $output != *"$CLIENT_SECRET"* ]]
  [[ $(stat -c %a "$HOME/mine/secrets.json") == 600 ]]
  ends 0 oauthctl --home "$HOME/mine" token --refresh
  server_accepts "$output"
}

@test "providers lists them, and shows one" {
  ends 0 oauthctl providers
  [[ $output == *'github'*GitHub* && $output == *keycloak* ]]
  ends 0 oauthctl providers github
  [[ $output == *'https://github.com/settings/developers'* && $output == *'http://127.0.0.1/callback'* ]]
  [[ $output == *'errors-with-200'* && $output == *'oauthctl login --provider github --client-id ID --client-secret-file FILE'* ]]
  ends 0 oauthctl providers --json
  [[ $(jq -r '.providers | length' <<<"$output") -ge 41 ]]
  ends 0 oauthctl providers gitlab --json
  [[ $(jq -r .server.token_endpoint <<<"$output") == https://gitlab.com/oauth/token ]]
  [[ $(jq -r .login <<<"$output") == 'oauthctl login --provider gitlab --client-id ID --scope'* ]]
  ends 2 oauthctl providers gitlba
  expect_failure 'did you mean "gitlab"'
}

@test "a provider of one's own adds and overrides; a broken one hides no other" {
  mkdir -p "$HOME/mine/providers"
  cat >"$HOME/mine/providers/acme.json" <<JSON
{"name": "acme", "title": "Acme", "variables": {"host": {"help": "the host"}},
 "server": {"authorization_endpoint": "https://{host}/authorize", "token_endpoint": "https://{host}/token",
            "userinfo_endpoint": "https://{host}/userinfo", "revocation_endpoint": "https://{host}/revoke"}}
JSON
  echo '{' >"$HOME/mine/providers/broken.json"
  chmod 600 "$HOME/mine/providers"/*
  ends 0 oauthctl --home "$HOME/mine" providers
  [[ $output == *acme* && $output == *github* ]]
  expect_stderr broken.json
  ends 0 oauthctl --home "$HOME/mine" login --provider acme --provider-variable "host=$ISSUER" \
    --client-id "$CLIENT_ID" --client-secret-file secret
  expect_stderr 'signed in as alice'
  ends 0 oauthctl --home "$HOME/mine" validate
  ends 0 oauthctl --home "$HOME/mine" logout
  expect_stderr 'refresh token and access token revoked'
}
