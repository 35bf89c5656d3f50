# The client scenarios auth/* of npm's @modelcontextprotocol/conformance, each against `login URL` and `request`. The
# suite starts its own servers, and judges what came in.
load ../support/programs

setup() {
  use_empty_home
  export BROWSER=$BATS_TEST_DIRNAME/browser_of_mcp
}

# The suite's verdict on the scenario; what it saw is shown if that is bad.
scenario() {
  local modules=$BATS_TEST_DIRNAME/node_modules
  run "$modules/node/bin/node" "$modules/@modelcontextprotocol/conformance/dist/index.js" client \
    --command "$BATS_TEST_DIRNAME/mcp_client" --scenario "auth/$1" --timeout 60000
  [[ $status == 0 && $output == *'OVERALL: PASSED'* && $output == *' 0 failed, 0 warnings'* ]] || { show; return 1; }
}

# How a scenario ends that oauthctl does not pass, for the reason that docs/mcp.md gives.
refuses() {
  local wanted=$2
  scenario "$1" && return 1
  [[ $output == *"$wanted"* ]] || { show "wanted: $wanted"; return 1; }
}

@test "MCP auth/metadata-default: the metadata of resource and server at their first places" { scenario metadata-default; }

@test "MCP auth/metadata-var1: openid-configuration, and a challenge without the metadata" { scenario metadata-var1; }

@test "MCP auth/metadata-var2: metadata at the root, and a server with a path" { scenario metadata-var2; }

@test "MCP auth/metadata-var3: metadata where the challenge says, and openid-configuration appended" { scenario metadata-var3; }

@test "MCP auth/basic-cimd: the client id is a metadata document" { scenario basic-cimd; }

@test "MCP auth/scope-from-www-authenticate: the scope of the challenge" { scenario scope-from-www-authenticate; }

@test "MCP auth/scope-from-scopes-supported: the scopes that the resource lists" { scenario scope-from-scopes-supported; }

@test "MCP auth/scope-omitted-when-undefined: no scope where none is known" { scenario scope-omitted-when-undefined; }

@test "MCP auth/scope-step-up: more scope for one call (request --step-up)" { scenario scope-step-up; }

@test "MCP auth/scope-retry-limit: a scope that no login gives" { scenario scope-retry-limit; }

@test "MCP auth/token-endpoint-auth-basic: a registration with client_secret_basic" { scenario token-endpoint-auth-basic; }

@test "MCP auth/token-endpoint-auth-post: a registration with client_secret_post" { scenario token-endpoint-auth-post; }

@test "MCP auth/token-endpoint-auth-none: a registration without a secret" { scenario token-endpoint-auth-none; }

@test "MCP auth/pre-registration: a client that is known beforehand" { scenario pre-registration; }

@test "MCP auth/resource-mismatch: metadata of another resource are refused" { scenario resource-mismatch; }

@test "MCP auth/offline-access-scope: offline_access where the server lists it" { scenario offline-access-scope; }

@test "MCP auth/offline-access-not-supported: no offline_access where it does not" { scenario offline-access-not-supported; }

@test "MCP auth/client-credentials-basic: client credentials with a secret" { scenario client-credentials-basic; }

@test "MCP auth/client-credentials-jwt: client credentials with a signed assertion" { scenario client-credentials-jwt; }

@test "MCP auth/2025-03-26-oauth-metadata-backcompat: refused, the server's document names another issuer" {
  refuses 2025-03-26-oauth-metadata-backcompat 'does not say which server gives tokens for it'
}

@test "MCP auth/2025-03-26-oauth-endpoint-fallback: refused, the endpoints would be a guess" {
  refuses 2025-03-26-oauth-endpoint-fallback 'does not say which server gives tokens for it'
}
