# A client file that names another server or client than at sign-in: nothing is sent there, whatever the store.
load support
load ../support/etcd

setup_file() { start_two_dev_servers; }
teardown_file() { stop_two_dev_servers; }

setup() {
  use_empty_home
  mkdir helpers box etcd
  PATH=$PWD/helpers:$PATH
  write_helper
}
teardown() { stop_etcd; }

# `docker-credential-box`, which keeps each entry in a file of its own.
write_helper() {
  cat >helpers/docker-credential-box <<END
#!/usr/bin/env bash
cd "$PWD/box" || exit 1
name() { printf %s "\$1" | sha256sum | cut -c 1-64; }
case \$1 in
  store) entry=\$(cat); printf %s "\$entry" >"\$(name "\$(jq -r .ServerURL <<<"\$entry")")" ;;
  get) cat "\$(name "\$(cat)")" 2>/dev/null || { echo 'credentials not found in native keychain'; exit 1; } ;;
  erase) rm -f "\$(name "\$(cat)")" ;;
  list) jq -s 'map({(.ServerURL): .Username}) | add // {}' ./* 2>/dev/null || echo '{}' ;;
esac
END
  chmod 700 helpers/docker-credential-box
}

readonly changes=(
  '{token_endpoint: ($o + "/token")}'
  '{revocation_endpoint: ($o + "/revoke")}'
  '{introspection_endpoint: ($o + "/introspect")}'
  '{userinfo_endpoint: ($o + "/userinfo")}'
  '{jwks_uri: ($o + "/jwks")}'
  '{issuer: $o}'
  '{client_id: "another"}'
  '{client_id: "another", issuer: $o, token_endpoint: ($o + "/token"), revocation_endpoint: ($o + "/revoke")}'
)

change_client_file() {
  jq --arg o "$ELSEWHERE" ". + $1" "$CLIENT_FILE" >secrets.json
  chmod 600 secrets.json
}

requests_elsewhere() { curl --silent --noproxy '*' "$ELSEWHERE/stats" | jq '.requests | add // 0'; }

# Each change and each command that would send a credential.
nothing_goes_elsewhere_from() {
  local store=$1 before change command
  change_client_file '{}'
  ends 0 oauthctl login --secrets secrets.json --store "$store"
  before=$(requests_elsewhere)
  for change in "${changes[@]}"; do
    change_client_file "$change"
    for command in 'token --refresh' 'token --scope openid' validate logout; do
      # shellcheck disable=SC2086  # words of a command line
      ends 2 oauthctl $command --store "$store" || { echo "$command after $change"; return 1; }
      expect_failure secrets.json "oauthctl login --store $store -p default"
    done
  done
  [[ $(requests_elsewhere) == "$before" ]]
  change_client_file '{client_name: "the same in other words"}'
  ends 0 oauthctl token --refresh --store "$store"
  server_accepts "$output"
}

@test "from a file" { nothing_goes_elsewhere_from file; }

@test "from a credential helper" { nothing_goes_elsewhere_from helper:box; }

@test "from etcd" {
  command -v etcd >/dev/null || skip 'etcd is not installed'
  OAUTHCTL_STORE_KEY=$(openssl rand -base64 32)
  export OAUTHCTL_STORE_KEY
  start_etcd etcd
  nothing_goes_elsewhere_from "etcd://$ETCD/oauthctl"
}

@test "request does not renew an expired token there" {
  change_client_file '{}'
  ends 0 oauthctl login --secrets secrets.json
  expire_token
  change_client_file '{token_endpoint: ($o + "/token")}'
  local before
  before=$(requests_elsewhere)
  ends 2 oauthctl request "$ISSUER/resource"
  expect_failure token_endpoint "$ELSEWHERE"
  ends 2 oauthctl token
  [[ $(requests_elsewhere) == "$before" ]]
}

@test "a new login there leaves the earlier grant alone and says so" {
  change_client_file '{}'
  ends 0 oauthctl login --secrets secrets.json
  local earlier
  earlier=$(oauthctl token)
  cp "$BATS_FILE_TMPDIR/elsewhere.json" secrets.json
  local there here
  there=$(curl --silent --noproxy '*' "$ELSEWHERE/stats" | jq '.requests.revoke // 0')
  here=$(requests revoke)
  ends 2 oauthctl login
  expect_failure "$ELSEWHERE" 'oauthctl login -p default --replace'
  [[ $(oauthctl token) == "$earlier" ]]
  ends 0 oauthctl login --replace
  expect_stderr 'warning: ' 'could not be revoked' secrets.json
  [[ $(curl --silent --noproxy '*' "$ELSEWHERE/stats" | jq '.requests.revoke // 0') == "$there" ]]
  [[ $(requests revoke) == "$here" ]]
  server_accepts "$earlier"
}

@test "a provider's addresses are not for the tokens of a server that the client file names" {
  local before
  mkdir -p .config/oauthctl/providers
  jq -n --arg o "$ELSEWHERE" '{name: "theirs", title: "Theirs", console: "https://example.com/", revocation: {url: ($o + "/revoke")},
    refresh: {endpoint: ($o + "/token")}, server: ({authorization: "authorize", token: "token", userinfo: "userinfo",
      introspection: "introspect"} | with_entries({key: (.key + "_endpoint"), value: ($o + "/" + .value)}))}' \
    >.config/oauthctl/providers/theirs.json
  jq --arg i "$ISSUER" '{provider: "theirs", client_id, client_secret, redirect_uris, authorization_endpoint: ($i + "/authorize"),
    token_endpoint: ($i + "/token")}' "$CLIENT_FILE" >secrets.json
  chmod 600 secrets.json
  before=$(requests_elsewhere)
  ends 0 oauthctl login --secrets secrets.json --scope 'openid offline_access'
  ends 0 oauthctl token --refresh
  server_accepts "$output"
  run oauthctl validate
  ends 0 oauthctl logout
  [[ $(requests_elsewhere) == "$before" ]]
  # Where the file names no server, the provider's is asked.
  jq 'del(.authorization_endpoint, .token_endpoint)' secrets.json >theirs.json
  chmod 600 theirs.json
  run oauthctl login --secrets theirs.json --replace
  [[ $(requests_elsewhere) != "$before" ]]
}

@test "what was said to one server is not said to the next one" {
  ends 0 oauthctl login --secrets "$CLIENT_FILE" --param id_token_hint=of-the-first --resource https://a.example/
  expect_stderr 'id_token_hint=of-the-first' 'resource=https'
  cp "$BATS_FILE_TMPDIR/elsewhere.json" secrets.json
  ends 0 oauthctl login --secrets secrets.json --replace
  [[ $stderr != *id_token_hint* && $stderr != *a.example* ]] || show
}
