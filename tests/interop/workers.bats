# `login URL` at a provider that is its own resource: npm's @cloudflare/workers-oauth-provider, outside of Workers.
load provider

setup_file() { start_provider workers.mjs; }

setup() {
  use_empty_home
  export BROWSER=$BATS_TEST_DIRNAME/browser_of_mcp
}

@test "login URL: a provider for Workers registers the client, renews and revokes" {
  ends 0 oauthctl login "$ISSUER/mcp"
  expect_stderr 'registered with' 'scopes: mcp:read offline_access' "for $ISSUER/mcp only"
  ends 0 oauthctl request "$ISSUER/mcp"
  jq -e '.user == "alice"' <<<"$output"
  first=$(oauthctl token --for "$ISSUER/mcp")
  ends 0 oauthctl token --refresh --for "$ISSUER/mcp"
  [[ $output != "$first" ]]
  ends 0 oauthctl request "$ISSUER/mcp"
  ends 0 oauthctl logout
  expect_stderr 'refresh token and access token revoked'
  [[ $(curl --silent --noproxy '*' --output /dev/null --write-out '%{http_code}' -H "Authorization: Bearer $first" "$ISSUER/mcp") == 401 ]]
}
