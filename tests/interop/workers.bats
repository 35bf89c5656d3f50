# `login URL` at a provider that is its own resource: npm's @cloudflare/workers-oauth-provider, outside of Workers.
load ../support/programs

setup_file() {
  cd "$BATS_TEST_DIRNAME"
  start_server node_modules/.bin/node workers.mjs
  export SERVER_PID=$server_pid ORIGIN=$first_line
}

teardown_file() { stop_server "$SERVER_PID"; }

setup() {
  use_empty_home
  export BROWSER=$BATS_TEST_DIRNAME/browser_of_mcp
}

@test "login URL: a provider for Workers registers the client, renews and revokes" {
  ends 0 oauthctl login "$ORIGIN/mcp"
  expect_stderr 'registered with' 'scopes: mcp:read offline_access' "for $ORIGIN/mcp only"
  ends 0 oauthctl request "$ORIGIN/mcp"
  jq -e '.user == "alice"' <<<"$output"
  first=$(oauthctl token --for "$ORIGIN/mcp")
  ends 0 oauthctl token --refresh --for "$ORIGIN/mcp"
  [[ $output != "$first" ]]
  ends 0 oauthctl request "$ORIGIN/mcp"
  ends 0 oauthctl logout
  expect_stderr 'refresh token and access token revoked'
  [[ $(curl --silent --noproxy '*' --output /dev/null --write-out '%{http_code}' -H "Authorization: Bearer $first" "$ORIGIN/mcp") == 401 ]]
}
