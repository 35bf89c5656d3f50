# Sign-ins that one process begins and another completes, against a certified OpenID provider that is not ours.
load provider

# As the provider knows the client, in the flat form of docs/secrets-file.md.
write_client() {
  jq -n --arg issuer "$ISSUER" --arg id "$1" --argjson uris "$2" '{issuer: $issuer, client_id: $id, redirect_uris: $uris,
    token_endpoint_auth_method: "none", params: {prompt: "consent"}, scope: "openid email offline_access"}' >secrets.json
  chmod 600 secrets.json
}

begin() {
  ends 0 oauthctl --home "$HOME/.oauthctl" login --secrets secrets.json --no-wait --json "$@"
  begun=$output
}

elsewhere() { env -i "$OAUTHCTL_BIN/oauthctl" --home "$HOME/.oauthctl" "$@"; }

# Stands where the browser ends, and leaves that address in $landed.
land() {
  local url=$1 redirect_uri server
  redirect_uri=$(grep -oE 'redirect_uri=[^&]*' <<<"$url" | cut -d= -f2 | sed 's/%3A/:/g; s/%2F/\//g')
  local port=${redirect_uri##*:}
  python3 -m http.server --bind 127.0.0.1 "${port%%/*}" >/dev/null 2>requests 3>&- &
  server=$!
  for _ in {1..200}; do
    ! curl --silent --noproxy '*' --output /dev/null "http://127.0.0.1:${port%%/*}/ready" || break
    sleep 0.05
  done
  "$BATS_TEST_DIRNAME/browser" "$url" 3>&- || true
  stop_server "$server"
  landed=http://127.0.0.1:${port%%/*}$(grep -oE '/[^ ]*\?[^ ]*code=[^ ]*' requests | head -n 1)
}

@test "detached login: the device flow is pending, then completed by another process" {
  write_client device-native '[]'
  begin
  ends 3 elsewhere login --complete --no-wait
  "$BATS_TEST_DIRNAME/browser" "$(jq -r .verification_uri_complete <<<"$begun")"
  ends 0 elsewhere login --complete
  expect_stderr 'signed in as alice'
  ends 0 elsewhere token --refresh
}

@test "detached login: the code flow is completed by another process, once" {
  write_client public-native '["http://127.0.0.1/"]'
  begin --flow code
  land "$(jq -r .authorization_url <<<"$begun")"
  ends 6 elsewhere login --complete <<<"${landed/state=/state=x}"
  ends 0 elsewhere login --complete <<<"$landed"
  expect_stderr 'signed in as alice'
  ends 3 elsewhere login --complete <<<"$landed"
  ends 0 elsewhere token --refresh
}
