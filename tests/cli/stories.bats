# People and their aims, from the first command to the last. Each test was a stumble once.
load support

setup_file() {
  start_dev_server
  export CLIENT_ID CLIENT_SECRET
  CLIENT_ID=$(jq -r .client_id "$CLIENT_FILE") CLIENT_SECRET=$(jq -r .client_secret "$CLIENT_FILE")
}
teardown_file() { stop_dev_server; }
setup() { use_empty_home; }

google_file() {
  jq -n --arg id "$1" '{installed: {client_id: $id, client_secret: "x", redirect_uris: ["http://localhost"],
    auth_uri: "https://accounts.google.com/o/oauth2/auth", token_uri: "https://oauth2.googleapis.com/token"}}' >secrets.json
  chmod 600 secrets.json
}

@test "a real client file survives the first command of somebody who tries things out" {
  google_file real.apps.googleusercontent.com
  cp secrets.json before.json
  ends 2 oauthctl dev-server --port 0 --client-file secrets.json
  expect_failure 'exists and is not a development client'
  cmp secrets.json before.json
}

@test "a: Google's file, without a scope, with an example's client id, and when nobody comes" {
  google_file real.apps.googleusercontent.com
  ends 2 oauthctl login --no-browser
  expect_failure 'Google refuses a sign-in without a scope'
  ends 7 oauthctl login --no-browser --timeout 1s --scope openid
  expect_failure 'register http://localhost with the server' 'oauthctl login --scope openid --no-browser --timeout 15m'
  google_file 123-replacewithyours.apps.googleusercontent.com
  ends 2 oauthctl login --scope openid
  expect_failure '"client_id" still has the value of an example'
}

@test "b: GitHub is known, and what it lacks is not advised" {
  ends 0 oauthctl providers github
  [[ $output == *github.com/settings/developers* ]]
  ends 2 oauthctl login --provider github
  expect_failure --client-id
  type_hint 0
}

@test "c: CI has an environment and no home" {
  ends 0 env -u HOME OAUTHCTL_ISSUER="$ISSUER" OAUTHCTL_CLIENT_ID="$CLIENT_ID" OAUTHCTL_CLIENT_SECRET="$CLIENT_SECRET" \
    "$OAUTHCTL_BIN/oauthctl" login --flow client-credentials --scope api.read --no-store --format header
  [[ $output == 'Authorization: Bearer '* ]]
  server_accepts "${output##* }"
  ends 2 env -u HOME "$OAUTHCTL_BIN/oauthctl" login --secrets "$CLIENT_FILE"
  expect_failure --no-store
}

@test "e: the ssh line names this machine" {
  SSH_CONNECTION='1.2.3.4 5 6.7.8.9 22' USER=you ends 7 oauthctl login --secrets "$CLIENT_FILE" --no-browser --timeout 1s
  [[ $stderr =~ 'ssh -L '([0-9]+):127.0.0.1:([0-9]+)' you@6.7.8.9' && ${BASH_REMATCH[1]} == "${BASH_REMATCH[2]}" ]]
}

@test "f: several accounts, one chosen; a sign-out forgets no setting, and no other server takes the profile" {
  sign_in -p work
  sign_in -p hub --scope 'openid email'
  ends 0 oauthctl profile use hub
  ends 0 oauthctl status
  [[ $output == *'* hub'* ]]
  ends 0 oauthctl logout
  expect_stderr 'signed out of profile hub'
  ends 3 oauthctl token
  google_file real.apps.googleusercontent.com
  type_hint 0
  expect_stderr 'at 127.0.0.1 (profile hub); scopes: openid email'
  ends 2 oauthctl login --secrets secrets.json --scope openid
  expect_failure "profile hub was signed in at $ISSUER"
}

@test "g: a profile gets another name, and goes" {
  sign_in -p ssh
  ends 0 oauthctl profile rename ssh ssh2
  ends 3 oauthctl logout -p nosuch
  expect_failure 'hint: profiles: ssh2'
  ends 2 oauthctl profile delete ssh2
  type_hint 0
  ends 0 oauthctl profile list
  expect_stdout ''
  [[ -z $(find . -name '*nosuch*') ]]
}

@test "h: a pipe in any shell" {
  sign_in
  # shellcheck disable=SC2016 # dash's own
  ends 0 dash -c '"$OAUTHCTL_BIN/oauthctl" token --format header | curl -s --noproxy "*" -H @- "$ISSUER/resource"'
  [[ $output == *'hello, alice'* ]]
}

@test "j: a token that cannot be read says who can read it" {
  sign_in
  ends 0 oauthctl inspect
  [[ $output == *'only the server can read it; ask it: oauthctl validate'* ]]
  ends 0 oauthctl validate
}

@test "n: a client file that moved is named, without a new sign-in" {
  cp "$CLIENT_FILE" here.json
  ends 0 oauthctl login --secrets here.json
  mv here.json there.json
  ends 2 oauthctl token --refresh
  expect_failure 'oauthctl profile set default --secrets FILE'
  ends 0 oauthctl profile set default --secrets there.json
  ends 0 oauthctl token --refresh
  server_accepts "$output"
}

@test "n: a new machine is told what it lacks" {
  cp "$CLIENT_FILE" own.json
  ends 0 oauthctl login --secrets own.json
  ends 0 oauthctl store export -o export
  expect_stderr 'the other machine needs the client file too' 'if the server rotates it'
  mv own.json kept.json
  export OAUTHCTL_HOME=$HOME/other
  ends 0 oauthctl store import export
  expect_stderr 'warning: the client file' 'is missing'
  ends 0 oauthctl profile set default --secrets kept.json
  ends 0 oauthctl token --refresh
}
