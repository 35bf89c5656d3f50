# The device grant (RFC 8628) against a certified OpenID provider that is not ours.
load provider

setup() {
  use_empty_home
  jq -n --arg issuer "$ISSUER" '{issuer: $issuer, client_id: "device-native", params: {prompt: "consent"},
    scope: "openid email offline_access"}' >secrets.json
  chmod 600 secrets.json
}

# Starts a sign-in, and plays the person with a browser elsewhere who visits its URL.
log_in_while_the_person() {
  "$OAUTHCTL_BIN/oauthctl" login --flow device </dev/null >login.out 2>login.err 3>&- &
  local login=$! url=
  for _ in {1..400}; do
    url=$(grep -soE "$ISSUER/device\?user_code=[A-Z-]+" login.err || true)
    [[ ! $url ]] || break
    sleep 0.025
  done
  "$BATS_TEST_DIRNAME/browser" "$@" "$url"
  status=0
  wait "$login" || status=$?
  output=$(cat login.out) stderr=$(cat login.err)
}

@test "device: a denial ends the login and stores nothing" {
  log_in_while_the_person --deny
  [[ $status == 4 ]] || show
  expect_failure access_denied
  ends 3 oauthctl token
}

@test "device: signs in, renews, revokes" {
  log_in_while_the_person
  [[ $status == 0 ]] || show
  expect_stderr 'signed in as alice' 'renews itself'
  first=$(oauthctl token)
  ends 0 oauthctl token --refresh
  [[ $output != "$first" ]]
  ends 0 oauthctl request "$ISSUER/me"
  jq -e '.email == "alice@example.com"' <<<"$output"
  ends 0 oauthctl logout
  expect_stderr revoked
}
