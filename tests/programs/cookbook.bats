# The examples of the pages for users, run as they stand. Only the server, the address of the API and the names
# of files are replaced.
load support

setup_file() { start_dev_server; }
teardown_file() { stop_dev_server; }

setup() {
  use_empty_home
  export PATH=$OAUTHCTL_BIN:$PATH
}

# example PAGE HEADING [N], as for code_below.
example() {
  code_below "$@" |
    sed -e "s|https://api.example.com/me|$ISSUER/resource|; s|https://api.github.com/user|$ISSUER/resource|; s|http://127.0.0.1:8910/resource|$ISSUER/resource|" \
      -e "s|--provider github --client-id ID --client-secret-file FILE --scope read:user|--secrets client.json|" \
      -e "s|client.json|$CLIENT_FILE|; s|dev.json|$CLIENT_FILE|" | grep .
}

says_hello() { [[ $output == *'"message":"hello, alice"'* ]] || { show; return 1; }; }

@test "README: the four commands, and those without an account" {
  ends 0 sh -euc "$(example README.md oauthctl)"
  says_hello
  expect_stderr 'signed in as alice' 'signed out'
  ends 0 sh -euc "$(example README.md 'Try it without an account' | grep -v dev-server)"
  says_hello
}

@test "cookbook: curl, in every shell" {
  sign_in
  for shell in sh bash; do
    ends 0 $shell -euc "$(example docs/cookbook.md curl)"
    says_hello
  done
  ends 0 bash -euc "oauthctl token --format curl | curl -sS -K - $ISSUER/resource"
  says_hello
}

@test "cookbook: wget" {
  sign_in
  ends 0 bash -euc "$(example docs/cookbook.md wget)"
  says_hello
}

@test "cookbook: httpie" {
  sign_in
  ends 0 bash -euc "$(example docs/cookbook.md httpie)"
  [[ $output == *'hello, alice'* ]]
}

@test "cookbook: Python, with requests and without" {
  sign_in
  example docs/cookbook.md 'Python requests' 3 >again.py
  ends 0 python3 again.py
  says_hello
  example docs/cookbook.md 'Python requests' 2 >fetch.py
  ends 0 sh -euc "$(example docs/cookbook.md 'Python requests')"
  says_hello
}

@test "cookbook: Node" {
  sign_in
  example docs/cookbook.md 'Node fetch' >fetch.mjs
  ends 0 node fetch.mjs
  says_hello
  example docs/cookbook.md 'Node fetch' 3 >job.mjs
  ends 0 sh -euc "$(example docs/cookbook.md 'Node fetch' 2)"
  says_hello
}

@test "cookbook: request, and scripts" {
  sign_in
  ends 0 sh -euc "$(example docs/cookbook.md 'oauthctl itself' | head -n 1)"
  says_hello
  ends 0 bash -euc "$(example docs/cookbook.md 'Shell scripts')"$'\n''echo "$TOKEN" "$OAUTHCTL_ACCESS_TOKEN"'
  server_accepts "${output% *}"
  server_accepts "${output#* }"
}

@test "CI: a client's own credentials, and the identity of the job" {
  export ISSUER CLIENT_ID CLIENT_SECRET
  CLIENT_ID=$(jq -r .client_id "$CLIENT_FILE") CLIENT_SECRET=$(jq -r .client_secret "$CLIENT_FILE")
  ends 0 bash -euc "$(example docs/ci.md "With a client's own credentials")"
  server_accepts "$(<token)"
  # The development server trusts no other issuer: it exchanges tokens of its own.
  sign_in
  oauthctl token >job.jwt
  ends 0 bash -euc "$(example docs/ci.md "In exchange for the job's identity" | sed 's/-type jwt/-type access_token/')"
  server_accepts "$(<token)"
  [[ $(oauthctl status --json | jq '.profiles | length') == 1 ]]
}

@test "moving: a profile to a new machine, and away from the old one" {
  local token old new steps
  old=$PWD/old new=$PWD/new
  mkdir -m 700 "$old" "$new"
  HOME=$old sign_in -p work
  token=$(HOME=$old oauthctl token -p work)
  mapfile -t steps < <(example docs/moving.md 'A new machine' 2)
  HOME=$old ends 0 sh -c "${steps[0]}"
  HOME=$new ends 0 sh -c "${steps[1]}"
  HOME=$old ends 0 sh -c "${steps[2]}"
  HOME=$old ends 3 oauthctl token -p work
  HOME=$new ends 0 oauthctl token -p work
  expect_stdout "$token"
  server_accepts "$token"
}

@test "direnv: a profile for a folder and those below it" {
  sign_in -p acme
  sign_in -p other
  ends 0 oauthctl profile use other
  mkdir -p src/acme/below
  ends 0 sh -euc "$(example docs/commands/profile.md 'A default for a folder')"
  ends 0 direnv exec src/acme/below "$OAUTHCTL_BIN/oauthctl" token
  expect_stdout "$(oauthctl token -p acme)"
  ends 0 oauthctl token
  expect_stdout "$(oauthctl token -p other)"
}
