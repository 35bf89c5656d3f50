# One sign-in and a token for each resource (RFC 8707), audience and scope, against the development server.
load ../cli/support

A=https://a.example B=https://b.example

setup_file() { start_dev_server; }
teardown_file() { stop_dev_server; }
setup() {
  use_empty_home
  client_file_with '{scope: "openid profile api.read api.write"}'
  ends 0 oauthctl login
}

introspected() {
  curl --silent --noproxy '*' -u "$(jq -r '.client_id + ":" + .client_secret' secrets.json)" \
    -d "token=$1" "$ISSUER/introspect"
}

# Runs the command, which must send that many requests to the token endpoint and print a token; leaves it in $output.
asks() {
  local wanted=$1 before
  shift
  before=$(requests token)
  ends 0 oauthctl token "$@"
  [[ $(requests token) == $((before + wanted)) ]] || { show "wanted requests: $wanted"; return 1; }
}

forget_refresh_token() {
  local file text
  file=$(record)
  text=$(sealed "$(sed -E 's/"refresh_token":"[^"]*",//' "$file")")
  printf '%s\n' "$text" >"$file"
}

@test "a token for another resource is requested once, kept, found in any order and renewed" {
  own=$(oauthctl token)
  asks 1 --resource $B --resource $A
  first=$output
  introspected "$first" | jq -e '.aud == ["https://a.example", "https://b.example"]'
  asks 0 --resource $A --resource $B --resource $A
  expect_stdout "$first"
  asks 1 --resource $A
  [[ $output != "$first" ]]
  asks 0
  expect_stdout "$own"
  asks 1 --resource $A --resource $B --refresh
  [[ $output != "$first" ]]
  asks 1 --resource $A --min-ttl 2h
  asks 1 --refresh
}

@test "an audience and a scope make a token of their own" {
  asks 1 --audience api
  introspected "$output" | jq -e '.aud == "api" or .aud == ["api"]'
  server_accepts "$output"
  asks 0 --audience api
  asks 1 --audience api --scope api.read
  introspected "$output" | jq -e '.scope == "api.read"'
  asks 0 --scope api.read --audience api
  asks 1 --scope api.read
  asks 1 --scope 'api.write api.read'
  asks 0 --scope api.read --scope api.write
}

@test "expired, each is renewed by itself, and no sign-in is lost" {
  ends 0 oauthctl token --resource $A
  first=$output
  ends 0 oauthctl token --resource $B
  expire_token
  asks 1 --resource $A
  [[ $output != "$first" ]]
  asks 1
  asks 1 --resource $B
  asks 0 --resource $A
  asks 0
}

@test "--offline: one that was never asked for is exit 5, or 3 if it cannot be renewed" {
  ends 5 oauthctl token --offline --resource $A
  expect_failure 'has no such token yet, and --offline forbids asking for one' \
    "oauthctl token -p default --resource $A"
  ends 0 oauthctl token --resource $A
  asks 0 --offline --resource $A
  expire_token
  ends 5 oauthctl token --offline --resource $A
  expect_failure 'has expired, and --offline forbids renewing it'
  forget_refresh_token
  ends 3 oauthctl token --offline --resource $B
  ends 3 oauthctl token --offline --resource $A
}

@test "a resource that the sign-in was not for is exchanged, because this server offers that" {
  ends 0 oauthctl login --resource $A
  asks 0 --resource $A
  asks 1 --resource $B
  introspected "$output" | jq -e '.aud == "https://b.example" or .aud == ["https://b.example"]'
  asks 0 --resource $B
  asks 1 --refresh
}

@test "an ID token is not for a target, and a resource is a URI" {
  ends 2 oauthctl token --type id --resource $A
  expect_failure '--type id cannot be combined with --resource'
  ends 2 oauthctl exec --type id --scope api.read true
  ends 2 oauthctl token --resource api
  expect_failure "--resource: 'api' is not an absolute URI"
}

@test "status and store show name the tokens and do not print them" {
  ends 0 oauthctl token --resource $A --scope api.read
  kept=$output
  ends 0 oauthctl status -v
  [[ $output == *"--resource $A --scope api.read: valid until"* && $output != *"$kept"* ]]
  ends 0 oauthctl status --json
  jq -e '.profiles[0].targeted_tokens[0] | .resource == ["https://a.example"] and .scopes == ["api.read"] and .valid' \
    <<<"$output"
  ends 0 oauthctl store show
  [[ $output == *$A* && $output != *"$kept"* ]]
}

@test "logout revokes them, and the next sign-in has none" {
  ends 0 oauthctl token --scope api.read
  kept=$output
  server_accepts "$kept"
  ends 0 oauthctl logout
  ends 22 server_accepts "$kept"
  ends 3 oauthctl token --scope api.read
  ends 0 oauthctl login
  asks 1 --scope api.read
}

@test "export, import and copy carry them" {
  ends 0 oauthctl token --scope api.read
  kept=$output
  ends 0 oauthctl store export -o kept.json
  ends 0 oauthctl store copy --as other
  ends 0 oauthctl token -p other --offline --scope api.read
  expect_stdout "$kept"
  ends 0 oauthctl logout --local
  ends 0 oauthctl store import kept.json
  ends 0 oauthctl token --offline --scope api.read
  expect_stdout "$kept"
}

@test "request and --for take the token of the resource that covers the URL" {
  ends 0 oauthctl login --resource $A --resource "$ISSUER/resource"
  own=$(oauthctl token)
  asks 1 --for "$ISSUER/resource/x"
  aimed=$output
  [[ $aimed != "$own" ]]
  introspected "$aimed" | jq -e --arg ours "$ISSUER/resource" '.aud == $ours or .aud == [$ours]'
  asks 0 --offline --for "$ISSUER/resource"
  expect_stdout "$aimed"
  before=$(requests token)
  ends 0 oauthctl request --fail "$ISSUER/resource"
  [[ $(requests token) == "$before" ]]
  ends 4 oauthctl request --fail --resource $A "$ISSUER/resource"
}

@test "exec has the token of its target" {
  ends 0 oauthctl token --scope api.read
  kept=$output
  # shellcheck disable=SC2016
  ends 0 oauthctl exec --scope api.read -- sh -c 'echo "$OAUTHCTL_ACCESS_TOKEN"'
  expect_stdout "$kept"
}

@test "a client on its own gets them by its own grant" {
  ends 0 oauthctl login --flow client-credentials --scope api.read
  asks 1 --resource $A
  introspected "$output" | jq -e '.aud == "https://a.example" or .aud == ["https://a.example"]'
  asks 0 --resource $A
}
