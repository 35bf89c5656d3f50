# `login URL` at a resource whose authorization server is a certified provider.
load provider

setup_file() {
  export CLIENT_DOCUMENT=$BATS_FILE_TMPDIR/client.json
  HOME=$BATS_FILE_TMPDIR "$OAUTHCTL_BIN/oauthctl" register --metadata-document https://client.example/oauthctl.json >"$CLIENT_DOCUMENT"
  start_provider
}

calls_and_renews() {
  ends 0 oauthctl request "$ISSUER/mcp"
  jq -e --arg client "$1" '.client == $client and .scope == "api.read"' <<<"$output"
  ends 0 oauthctl token --refresh --for "$ISSUER/mcp"
  ends 0 oauthctl request "$ISSUER/mcp"
}

@test "login URL: registers a client, and the token is for the resource, also after a renewal" {
  ends 0 oauthctl login "$ISSUER/mcp"
  expect_stderr 'registered with' "for $ISSUER/mcp only"
  calls_and_renews "$(jq -r .client_id .config/oauthctl/clients/*.json)"
  ends 2 oauthctl request "$ISSUER/me" -p "$(oauthctl status --json | jq -r '.profiles[0].profile')"
}

@test "login URL: a client id metadata document stands in for a registration" {
  ends 0 oauthctl login "$ISSUER/mcp" --client-id https://client.example/oauthctl.json
  [[ ! -e .config/oauthctl/clients ]]
  calls_and_renews https://client.example/oauthctl.json
}
