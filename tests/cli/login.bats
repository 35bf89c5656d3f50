# Signing in, and the ways in which it can fail.
load support

setup_file() { start_dev_server --user alice:wonderland --user bob:builder; }
teardown_file() { stop_dev_server; }
setup() { use_empty_home; }

@test "login prints nothing on stdout and one line of outcome on stderr" {
  sign_in
  expect_stdout ''
  expect_stderr 'signed in as alice' 'profile default' 'renews itself' "$HOME"
}

@test "the record is a 0600 file in a 0700 folder, whatever the umask" {
  umask 000
  sign_in
  [[ $(stat -c %a "$(record)") == 600 ]]
  [[ $(stat -c %a "$(dirname "$(record)")") == 700 ]]
  [[ -z $(find "$HOME" -type f -perm /077 -not -name client.json) ]]
}

@test "the client file is ./secrets.json where none is named" {
  cp "$CLIENT_FILE" secrets.json
  ends 0 oauthctl login
}

@test "no client file at all is a usage error that says where one was looked for" {
  ends 2 oauthctl login
  expect_failure secrets.json --secrets
}

@test "the client file can come on stdin, and the profile then keeps the client" {
  ends 0 bash -c '"$OAUTHCTL_BIN/oauthctl" login --secrets - <"$CLIENT_FILE"'
  ends 0 oauthctl token --refresh
  server_accepts "$output"
}

@test "profiles are apart: -p, OAUTHCTL_PROFILE, --home and OAUTHCTL_HOME" {
  sign_in -p work
  ends 3 oauthctl token -p default
  expect_failure 'default' 'oauthctl login'
  ends 0 oauthctl -p work token
  local work=$output
  OAUTHCTL_PROFILE=work ends 0 oauthctl token
  expect_stdout "$work"
  sign_in --home "$HOME/elsewhere"
  OAUTHCTL_HOME=$HOME/elsewhere ends 0 oauthctl token
  [[ $output != "$work" ]]
}

@test "the command in a hint is for the profile and the home that were typed" {
  ends 3 oauthctl --home "$HOME/my home" token -p work
  expect_failure 'work is not signed in' "hint: oauthctl login --home '$HOME/my home' -p work"
  eval "$(sed -n 's/^oauthctl: hint: //p' <<<"$stderr") --secrets '$CLIENT_FILE'"
  ends 0 oauthctl --home "$HOME/my home" token -p work
  ends 3 oauthctl token -p work
}

@test "a relative client file is found again from another folder" {
  cp "$CLIENT_FILE" mine.json
  ends 0 oauthctl login --secrets mine.json
  cd /
  ends 0 oauthctl token --refresh
}

@test "login again needs no --secrets and reuses the settings; the same person's previous grant stays" {
  sign_in --scope 'openid profile'
  local before
  before=$(oauthctl token)
  ends 0 oauthctl login
  expect_stderr 'openid profile'
  server_accepts "$before"
  server_accepts "$(oauthctl token)"
}

@test "login as another person revokes the previous grant" {
  sign_in
  local before
  before=$(oauthctl token)
  ends 0 oauthctl login --login-hint bob
  expect_stderr 'signed in as bob'
  ends 22 server_accepts "$before"
  server_accepts "$(oauthctl token)"
}

@test "--no-browser starts nothing and prints the URL" {
  export BROWSER="touch started #"
  ends 7 oauthctl login --secrets "$CLIENT_FILE" --no-browser --timeout 1s
  expect_failure "$ISSUER/authorize?" 'code_challenge_method=S256'
  [[ ! -e started ]]
  ends 3 oauthctl token
}

@test "a browser that cannot be started is a warning: the URL is there and the wait goes on" {
  export BROWSER=$HOME/no-such-browser
  ends 7 oauthctl login --secrets "$CLIENT_FILE" --timeout 1s
  expect_failure 'oauthctl: warning: ' no-such-browser "$ISSUER/authorize?"
}

@test "what the browser prints goes to stderr" {
  printf '#!/bin/sh\necho chatter\nexec %q "$1"\n' "$BROWSER" >talkative
  chmod +x talkative
  BROWSER=$HOME/talkative sign_in
  expect_stdout ''
}

@test "the browser gets one argument, with neither a secret nor what proves an answer to be ours" {
  printf '#!/bin/sh\nprintf "%%s\\n" "$#" "$@" >%q\nenv >%q\nexec %q "$1"\n' "$HOME/argv" "$HOME/env" "$BROWSER" >spy
  chmod +x spy
  BROWSER=$HOME/spy sign_in
  [[ $(head -n 1 argv) == 1 && $(wc -l <argv) == 2 ]]
  run grep -F -- "$(jq -r .client_secret "$CLIENT_FILE")" argv env
  [[ $status == 1 ]]
  grep -qxE 'http://127.0.0.1:[0-9]+/browser/[A-Za-z0-9_-]{43}' argv
}

@test "strangers at the port neither end nor delay the login" {
  cat >curious <<'SCRIPT'
#!/usr/bin/env bash
redirect=${1%/browser/*}/callback
stranger() { curl --silent --noproxy '*' --max-time 5 --output /dev/null "$@"; }
stranger "$redirect"
stranger "$redirect?error=access_denied"
stranger "$redirect?code=evil&state=evil"
stranger "${redirect%/callback}/favicon.ico"
stranger --request OPTIONS "$redirect"
stranger --header 'Host: evil.example' "$redirect?code=evil&state=evil"
exec "$REAL_BROWSER" "$1"
SCRIPT
  chmod +x curious
  export REAL_BROWSER=$BROWSER
  BROWSER=$HOME/curious sign_in
  expect_stderr 'turned away'
}

@test "a redirect port that is taken is named, unless another one is free" {
  local taken=${ISSUER##*:}
  client_file_with "{redirect_uris: [\"http://127.0.0.1:$taken/callback\"]}"
  run --separate-stderr oauthctl login --secrets secrets.json --timeout 1s
  [[ $status != 0 ]]
  expect_failure "$taken"
}

@test "an unknown client secret is a usage error" {
  client_file_with '{client_secret: "wrong"}'
  ends 2 oauthctl login --secrets secrets.json
  expect_failure invalid_client
  ends 3 oauthctl token
}

@test "SIGINT while waiting ends in 130 and leaves nothing behind" {
  local pid code=0
  # A shell's background processes ignore SIGINT, and so would their children.
  env --default-signal=INT "$OAUTHCTL_BIN/oauthctl" login --secrets "$CLIENT_FILE" --no-browser >out 2>err 3>&- &
  pid=$!
  for _ in {1..200}; do grep -q /authorize err && break; sleep 0.025; done
  kill -INT "$pid"
  wait "$pid" || code=$?
  [[ $code == 130 ]] || { show "ended with $code" "$(<err)"; return 1; }
  [[ ! -s out ]]
  ends 3 oauthctl token
}
