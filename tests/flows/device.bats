# A person with a browser elsewhere, played by curl, approves a sign-in of the built programs.
load ../support/programs
load ../support/approve_device

setup_file() {
  export CLIENT_FILE=$BATS_FILE_TMPDIR/client.json
  start_server "$OAUTHCTL_BIN/oauthctl" dev-server --port 0 --client-file "$CLIENT_FILE"
  export SERVER=$server_pid ISSUER=$first_line
}
teardown_file() { stop_server "$SERVER"; }

setup() { use_empty_home; }

# Starts a sign-in and waits until it shows a code. Leaves it in $code.
begin_login() {
  "$OAUTHCTL_BIN/oauthctl" login --secrets "$CLIENT_FILE" --flow device "$@" </dev/null >login.out 2>login.err 3>&- &
  login_pid=$!
  for _ in {1..200}; do
    code=$(grep -oE '^ {6}[A-Z]{4}-[A-Z]{4}$' login.err || true)
    code=${code##* }
    [[ $code ]] && return
    kill -0 "$login_pid" || break
    sleep 0.025
  done
  cat login.err >&2
  return 1
}

end_login() {
  status=0
  wait "$login_pid" || status=$?
  output=$(cat login.out) stderr=$(cat login.err)
  [[ $status == "$1" ]] || { show "wanted exit code: $1"; return 1; }
}

@test "a denial ends the login and stores nothing" {
  begin_login
  visit "$code" deny
  end_login 4
  expect_failure 'the device_code grant: the server answered access_denied'
  run --separate-stderr -3 oauthctl token
}

@test "the caller's patience ends it" {
  begin_login --timeout 2s
  end_login 7
  expect_failure 'nobody finished the sign-in within 2 seconds'
}

@test "a signal ends it at once" {
  begin_login
  kill -TERM "$login_pid"
  end_login 130
}

@test "an approval signs in, and the profile renews itself" {
  begin_login --scope 'openid email offline_access'
  visit "$code" approve
  end_login 0
  expect_stdout ''
  expect_stderr "  $ISSUER/device"$'\n' "$ISSUER/device?user_code=$code" 'signed in as alice' 'renews itself'
  run --separate-stderr -0 oauthctl token --refresh
  curl -sf "$ISSUER/userinfo" -H "Authorization: Bearer $output"
}

@test "a QR code is drawn where it is asked for" {
  begin_login --qr
  kill -TERM "$login_pid"
  end_login 130
  expect_stderr $'\n████' '▀' '▄'
}

@test "a device that asks too often is told to slow down" {
  client=$(jq -r '"user = \"\(.client_id):\(.client_secret)\""' "$CLIENT_FILE")
  code=$(curl -sf -K - "$ISSUER/device_authorization" -d scope=openid <<<"$client" | jq -r .device_code)
  for _ in {1..20}; do
    curl -s -K - "$ISSUER/token" -d grant_type=urn:ietf:params:oauth:grant-type:device_code -d "device_code=$code" \
      <<<"$client" | jq -r .error >>answers
    ! grep slow_down answers || break
  done
  [[ $(sort -u answers | paste -sd ' ') == 'authorization_pending slow_down' ]]
}

@test "auto takes it without a browser if the server offers it" {
  run --separate-stderr -7 oauthctl login --secrets "$CLIENT_FILE" --timeout 1s </dev/null
  expect_stderr 'and enter this code'
}
