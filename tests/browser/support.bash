# A development server and a browser for all tests of a file, and a person who signs in. Leaves $ISSUER and $CLIENT_FILE.
load ../support/programs
load webdriver

setup_file() {
  export CLIENT_FILE=$BATS_FILE_TMPDIR/client.json BROWSER=$OAUTHCTL_SOURCE_DIR/tests/browser/browser
  start_server "$OAUTHCTL_BIN/oauthctl" dev-server --port 0 --client-file "$CLIENT_FILE"
  export SERVER_PID=$server_pid ISSUER=$first_line
  export HOME=$BATS_FILE_TMPDIR
  start_browser
}

teardown_file() {
  stop_browser
  stop_server "$SERVER_PID"
}

# Leaves the process in $login_pid.
begin_login() {
  oauthctl login --secrets "$CLIENT_FILE" --timeout 90s "$@" </dev/null >login.out 2>login.err 3>&- &
  login_pid=$!
}

enter_password() {
  fill_in Username alice
  fill_in Password "$1"
  press 'Sign in'
}

# The redirect URI of the sign-in that has begun.
callback() { sed -nE 's|.*redirect_uri=http%3A%2F%2F127.0.0.1%3A([0-9]+)%2Fcallback.*|http://127.0.0.1:\1/callback|p' login.err; }

# A client to which the server sends tokens through the browser, in old.json.
register_for_tokens() {
  jq -n '{client_name: "Old", redirect_uris: ["http://127.0.0.1/callback"], grant_types: ["authorization_code", "implicit"],
      response_types: ["id_token token", "code id_token"]}' |
    curl --silent --fail --noproxy '*' --json @- "$ISSUER/register" |
    jq --arg issuer "$ISSUER" '{issuer: $issuer, client_id, client_secret, redirect_uris}' >old.json
  chmod 600 old.json
}
