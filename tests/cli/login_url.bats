# `login URL`: from a resource (RFC 9728) to a token, with no client file.
load support

setup_file() {
  start_dev_server --second-server
  # Takes a client as it comes, and describes no resource.
  start_server "$OAUTHCTL_BIN/oauthctl" dev-server --port 0 --auto-approve --registration none --no-resource-metadata \
    --client-file "$BATS_FILE_TMPDIR/closed.json"
  export CLOSED=$first_line CLOSED_PID=$server_pid
}
teardown_file() {
  stop_server "$CLOSED_PID"
  stop_dev_server
}
setup() { use_empty_home; }

profile_of() { sed -E 's#^https?://##; s#/.*##; s#:#-#' <<<"$1"; }
registered() { ls .config/oauthctl/clients/*.json; }
member() { jq -r ".$1" "$(registered | head -n 1)"; }

# serve_files FOLDER: a web server that knows no tokens. Leaves its origin in $FILES, its process in $server_pid.
serve_files() {
  start_server python3 -um http.server --bind 127.0.0.1 --directory "$1" 0
  [[ $first_line =~ http://[0-9.:]+ ]]
  FILES=${BASH_REMATCH[0]}
}

@test "a URL is enough, and the token is for it only" {
  ends 0 oauthctl login "$ISSUER/mcp"
  expect_stderr 'registered with' "profile $(profile_of "$ISSUER")" "for $ISSUER/mcp only" 'api.read'
  ends 0 oauthctl request "$ISSUER/mcp"
  jq -e --arg url "$ISSUER/mcp" '.resource == $url and .username == "alice"' <<<"$output"
  ends 0 oauthctl token --for "$ISSUER/mcp/deeper"
  for elsewhere in "$ISSUER/mcpx" "$ISSUER/" "$CLOSED/mcp"; do ends 2 oauthctl token --for "$elsewhere" -p "$(profile_of "$ISSUER")"; done
  [[ $(stat -c %a "$(registered)") == 600 && $(stat -c %a .config/oauthctl/clients) == 700 ]]
}

@test "the second login is with the same client and in the same profile" {
  ends 0 oauthctl login "$ISSUER/mcp"
  local id
  id=$(member client_id)
  ends 0 oauthctl login "$ISSUER/mcp"
  ends 0 oauthctl login "$ISSUER/team/notes/mcp" -p notes
  [[ $(registered | wc -l) == 1 && $(member client_id) == "$id" ]]
  [[ $(oauthctl status --json | jq -c '[.profiles[].profile]') == "[\"$(profile_of "$ISSUER")\",\"notes\"]" ]]
}

@test "a profile's name that is taken by another resource is exit 2" {
  ends 0 oauthctl login "$ISSUER/mcp"
  ends 2 oauthctl login "$ISSUER/team/notes/mcp"
  expect_failure 'is for another resource' '-p NAME'
}

@test "two logins at once register one client" {
  local before
  before=$(requests register)
  oauthctl login "$ISSUER/mcp" -p one 3>&- &
  oauthctl login "$ISSUER/mcp" -p two 3>&- &
  wait
  [[ $(requests register) == $((before + 1)) ]]
  ends 0 oauthctl request -p one "$ISSUER/mcp"
  ends 0 oauthctl request -p two "$ISSUER/mcp"
}

@test "a registration that was cut off is made again" {
  ends 0 oauthctl login "$ISSUER/mcp"
  : >"$(registered)"
  ends 0 oauthctl login "$ISSUER/mcp" -p again
  ends 0 oauthctl request -p again "$ISSUER/mcp"
}

@test "a secret that is about to expire is renewed before the login" {
  start_server "$OAUTHCTL_BIN/oauthctl" dev-server --port 0 --auto-approve --client-secret-ttl 10m
  local id secret url=$first_line/mcp pid=$server_pid
  ends 0 oauthctl login "$url"
  id=$(member client_id) secret=$(member client_secret)
  ends 0 oauthctl login "$url"
  [[ $(member client_id) == "$id" && $(member client_secret) != "$secret" ]]
  secret=$(member client_secret)
  ends 0 oauthctl login "$url" -p other
  [[ $(member client_id) == "$id" && $(member client_secret) != "$secret" ]]
  stop_server "$pid"
}

@test "--no-store keeps neither the token nor the client" {
  ends 0 oauthctl login "$ISSUER/mcp" --no-store
  curl --silent --fail --noproxy '*' --header "Authorization: Bearer $output" "$ISSUER/mcp" >answer
  [[ ! -e .config/oauthctl/clients ]]
}

@test "a client that was named is used; one of another server is not" {
  local id
  id=$(jq -r .client_id "$CLIENT_FILE")
  jq -r .client_secret "$CLIENT_FILE" >secret
  ends 0 oauthctl login "$ISSUER/mcp" --client-id "$id" --client-secret-file secret
  ends 0 oauthctl token --refresh --for "$ISSUER/mcp"
  ends 0 oauthctl login "$ISSUER/mcp" -p file --secrets "$CLIENT_FILE"
  ends 0 oauthctl token --refresh -p file
  [[ ! -e .config/oauthctl/clients ]]
  ends 2 oauthctl login "$ISSUER/mcp" -p other --secrets "$BATS_FILE_TMPDIR/closed.json"
  expect_failure "the client is for $CLOSED" "$ISSUER"
  # A stranger can list a token endpoint too, beside endpoints of its own.
  jq 'del(.issuer)' "$CLIENT_FILE" >endpoints.json
  jq --arg issuer "$ISSUER" '. + {authorization_endpoint: ($issuer + "/authorize"), token_endpoint: ($issuer + "/token")}' \
    endpoints.json >secrets.json
  chmod 600 secrets.json
  ends 2 oauthctl login "$ISSUER/mcp" -p other --secrets secrets.json
  expect_failure 'names no issuer'
  OAUTHCTL_ISSUER=$CLOSED OAUTHCTL_CLIENT_ID=x ends 2 oauthctl login "$ISSUER/mcp" -p other
  OAUTHCTL_CLIENT_ID=$id OAUTHCTL_CLIENT_SECRET=$(<secret) ends 2 oauthctl login "$ISSUER/mcp" -p environment
  expect_failure OAUTHCTL_ISSUER
  OAUTHCTL_ISSUER=$ISSUER OAUTHCTL_CLIENT_ID=$id OAUTHCTL_CLIENT_SECRET=$(<secret) ends 0 \
    oauthctl login "$ISSUER/mcp" -p environment
}

@test "a client id metadata document is used where the server reads them, else oauthctl registers" {
  local document=$BATS_TEST_TMPDIR/www
  mkdir "$document"
  serve_files "$document"
  local url=$FILES/client.json pid=$server_pid
  ends 2 oauthctl register --metadata-document "$url"
  ends 0 oauthctl register --metadata-document https://example.com/client.json --name Tool
  jq --arg url "$url" '.client_id = $url' <<<"$output" >"$document/client.json"
  ends 0 oauthctl login "$ISSUER/mcp" --client-id "$url"
  ends 0 oauthctl token --refresh --for "$ISSUER/mcp"
  [[ $(oauthctl profile show "$(profile_of "$ISSUER")" --json | jq -r .client_id) == "$url" ]]
  stop_server "$pid"
}

@test "a server that registers nobody needs a client that was named" {
  ends 2 oauthctl login "$CLOSED/mcp"
  expect_failure 'lets no program register itself' "oauthctl login $CLOSED/mcp --client-id ID"
  local id
  id=$(jq -r .client_id "$BATS_FILE_TMPDIR/closed.json")
  ends 0 oauthctl login "$CLOSED/mcp" --secrets "$BATS_FILE_TMPDIR/closed.json"
  expect_stderr "for $CLOSED/mcp only"
}

@test "a client file that has moved to another server sends its secret to neither" {
  cp "$BATS_FILE_TMPDIR/closed.json" moved.json
  ends 0 oauthctl login "$CLOSED/mcp" --secrets moved.json
  cat "$CLIENT_FILE" >moved.json
  local before
  before=$(curl --silent --noproxy '*' "$CLOSED/stats" | jq .requests.token)
  for options in '' --replace '--replace --flow device'; do
    # shellcheck disable=SC2086
    ends 2 oauthctl login "$CLOSED/mcp" $options
  done
  expect_failure "is for $ISSUER, and the sign-in is at $CLOSED"
  [[ $(curl --silent --noproxy '*' "$CLOSED/stats" | jq .requests.token) == "$before" ]]
}

@test "a prompt that was asked for stays" {
  ends 0 oauthctl login "$ISSUER/mcp" --prompt login
  ends 0 oauthctl login "$ISSUER/mcp"
  expect_stderr 'prompt=login'
  ends 0 oauthctl login "$ISSUER/mcp" -p other --param prompt=login
  expect_stderr 'prompt=login'
}

@test "a URL that nobody describes is exit 2, and says what to type" {
  serve_files .
  local url=$FILES/api pid=$server_pid
  ends 2 oauthctl login "$url"
  expect_failure 'does not say which server gives tokens for it' "oauthctl login --issuer ISSUER --client-id ID --for $url"
  stop_server "$pid"
  ends 5 oauthctl login "$url"
  ends 2 oauthctl login "$url#part"
  ends 2 oauthctl login http://user@127.0.0.1/api
  ends 2 oauthctl login http://example.com/api
}

@test "a server without S256 is exit 2" {
  start_server "$OAUTHCTL_BIN/oauthctl" dev-server --port 0 --pkce-methods plain
  local pid=$server_pid
  ends 2 oauthctl login "$first_line/mcp"
  expect_failure S256
  stop_server "$pid"
}

@test "a resource that moves to another server does not take the client along" {
  local trap=$ISSUER/traps/swapped-server
  ends 0 oauthctl login "$trap" -p moving
  local issuer
  issuer=$(oauthctl profile show moving --json | jq -r .issuer)
  oauthctl request -p moving "$trap" || true
  ends 0 oauthctl token --refresh -p moving
  ends 2 oauthctl login "$trap" -p moving
  expect_failure --replace
  [[ $(oauthctl profile show moving --json | jq -r .issuer) == "$issuer" ]]
  ends 0 oauthctl login "$trap" -p moving --replace
  [[ $(registered | wc -l) == 2 && $(oauthctl profile show moving --json | jq -r .issuer) != "$issuer" ]]
}

# Each trap of the development server, and how a login there must end.
@test "traps end as they must, and send nothing where it does not belong" {
  local name wanted before
  before=$(requests attacker)
  while read -r name wanted; do
    run --separate-stderr oauthctl login "$ISSUER/traps/$name" -p "$name"
    [[ $status == "$wanted" ]] || { show "trap $name, wanted: $wanted"; return 1; }
    [[ $status == 0 || ! -e .local/state/oauthctl/profiles/$name.json ]]
    [[ $output$stderr != *$'\e'* ]]
  done <<'TRAPS'
unquoted 0
no-pointer 0
no-challenge 0
empty-challenge 0
other-schemes-first 0
one-field 0
token68-first 0
escaped-quotes 0
relative-pointer 0
upper-case 0
repeated-pointer 0
pointer-of-basic 0
pointer-to-nothing 0
pointer-to-attacker 6
control-characters-in-challenge 0
other-resource 6
no-boundary 6
other-origin 6
other-scheme 6
trailing-slash 6
fragment 6
no-resource 6
no-servers 2
not-a-list 6
twenty-servers 0
two-servers 0
other-issuer 6
plain-http-server 6
control-characters 0
root-only 0
redirect-loop 6
redirect-elsewhere 6
endless 6
huge 6
not-json 0
server-error 0
TRAPS
  # The metadata at the other origin were read, without a secret, and not believed.
  [[ $(requests attacker) == $((before + 1)) ]]
}

@test "several servers: the profile's own, else a known one, else the first, said aloud" {
  ends 0 oauthctl login "$ISSUER/traps/two-servers" -p two
  expect_stderr 'takes tokens of 2 servers; signing in at the first' --issuer
  local second
  second=$(curl --silent --noproxy '*' "$ISSUER/.well-known/oauth-protected-resource/traps/two-servers" |
    jq -r '.authorization_servers[1]')
  ends 0 oauthctl login "$ISSUER/traps/two-servers" -p second --issuer "$second"
  [[ $(oauthctl profile show second --json | jq -r .issuer) == "$second" ]]
  ends 0 oauthctl login "$ISSUER/traps/two-servers" -p second
  [[ $(oauthctl profile show second --json | jq -r .issuer) == "$second" ]]
  ends 2 oauthctl login "$ISSUER/traps/two-servers" -p third --issuer "$CLOSED"
}

@test "each server has a redirect URI of its own: a code that another one gave does not arrive" {
  local second uris
  ends 0 oauthctl login "$ISSUER/traps/two-servers" -p first
  second=$(curl --silent --noproxy '*' "$ISSUER/.well-known/oauth-protected-resource/traps/two-servers" |
    jq -r '.authorization_servers[1]')
  ends 0 oauthctl login "$ISSUER/traps/two-servers" -p second --issuer "$second"
  mapfile -t uris < <(jq -r '.redirect_uris[]' .config/oauthctl/clients/*.json)
  [[ ${#uris[@]} == 2 && ${uris[0]} != "${uris[1]}" ]]
  for uri in "${uris[@]}"; do [[ $uri =~ ^http://127\.0\.0\.1/callback/[A-Za-z0-9_-]{16}$ ]]; done
}

@test "what a person presents goes to no server that only a resource has named" {
  local before flow
  ends 0 oauthctl login --secrets "$CLIENT_FILE" -p work
  before=$(requests token)
  echo assertion >assertion
  for flow in 'password --username alice --password-file assertion' 'token-exchange --subject-profile work' \
    'jwt-bearer --assertion-file assertion'; do
    # shellcheck disable=SC2086 # words of a command line
    ends 2 oauthctl login "$ISSUER/mcp" -p other --flow $flow
    expect_failure '--issuer' "$ISSUER/mcp"
  done
  # The environment names a server, and the resource does not say that it takes its tokens.
  serve_files .
  OAUTHCTL_ISSUER=$ISSUER OAUTHCTL_CLIENT_ID=x ends 2 oauthctl login "$FILES/api" -p other
  expect_failure
  stop_server "$server_pid"
  [[ $(requests token) == "$before" ]]
}

# A record is JSON, so it could not name the file again at the next renewal.
@test "a client file in a path that is not UTF-8 is refused before anybody signs in or is registered" {
  local before
  before=$(requests register)/$(requests authorize)
  HOME=$HOME/$'h\xe9'
  mkdir -m 700 "$HOME"
  cd "$HOME"
  ends 2 oauthctl login "$ISSUER/mcp"
  expect_failure '.json: the path is not valid UTF-8'
  install -D -m 600 "$CLIENT_FILE" .config/oauthctl/secrets.json
  cp .config/oauthctl/secrets.json secrets.json
  for folder in . /; do
    cd "$folder"
    ends 2 oauthctl login
    expect_failure '/secrets.json: the path is not valid UTF-8'
  done
  ends 2 oauthctl login --secrets "$HOME/secrets.json"
  expect_failure '/secrets.json: the path is not valid UTF-8'
  [[ $(requests register)/$(requests authorize) == "$before" ]]
}
