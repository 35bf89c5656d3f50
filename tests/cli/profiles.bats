# Profiles: what stays of one that has signed out, and the commands that manage them.
load support

setup_file() { start_two_dev_servers; }
teardown_file() { stop_two_dev_servers; }

setup() { use_empty_home; }

profile_file() { printf %s "$HOME/.local/state/oauthctl/profiles/$1"; }

# None of these is in any file of the home.
expect_nowhere() {
  local secret
  for secret in "$@"; do
    [[ -n $secret ]]
    run ! grep -rF -- "$secret" "$HOME"
  done
}

@test "logout keeps the settings, and the next login goes to the same server" {
  sign_in -p hub --scope 'openid offline_access' --param a=b
  local tokens
  mapfile -t tokens < <(jq -r '.tokens | .access_token, .refresh_token, .id_token' "$(record)")
  ends 0 oauthctl logout -p hub
  expect_stderr revoked 'tokens deleted'
  expect_nowhere "${tokens[@]}" alice
  ends 0 oauthctl status
  [[ $output == *hub*'signed out'*'oauthctl login -p hub'* ]]
  for command in token 'token --offline' 'token --refresh' "request $ISSUER/resource" 'exec true' validate inspect logout \
    'store export --reveal'; do
    # shellcheck disable=SC2086 # a command and its arguments
    ends 3 oauthctl -p hub $command
    expect_failure 'profile hub is not signed in'
  done
  # Another server's file in the folder is not asked.
  cp "$BATS_FILE_TMPDIR/elsewhere.json" secrets.json
  ends 0 oauthctl login -p hub
  server_accepts "$(oauthctl token -p hub)"
  [[ $(jq -c '[.scope, .params]' "$(record)") == '["openid offline_access",[["a","b"]]]' ]]
}

@test "logout keeps a client that came from stdin, and --forget does not" {
  ends 0 oauthctl login --secrets - <"$CLIENT_FILE"
  ends 0 oauthctl logout
  ends 0 oauthctl login
  server_accepts "$(oauthctl token)"
  ends 0 oauthctl logout --local
  ends 0 oauthctl logout --forget
  [[ ! -e $(profile_file default.json) ]]
  expect_nowhere "$(jq -r .client_secret "$CLIENT_FILE")"
}

@test "logout --forget deletes the profile, also one that has signed out" {
  sign_in -p api --for "$ISSUER/resource"
  local token
  token=$(oauthctl token -p api)
  ends 0 oauthctl logout -p api --forget
  expect_stderr revoked 'profile deleted'
  ends 22 server_accepts "$token"
  [[ $(oauthctl status --json | jq -c .profiles) == '[]' ]]
  # Nobody serves the URL any more.
  sign_in
  ends 0 oauthctl token --for "$ISSUER/resource"
  ends 3 oauthctl logout -p api --forget
  ends 0 oauthctl logout --local
  ends 0 oauthctl logout --local --forget
  [[ $(oauthctl status --json | jq -c .profiles) == '[]' ]]
}

@test "a profile that grants itself tokens stays signed out" {
  sign_in --flow client-credentials
  ends 0 oauthctl logout
  ends 3 oauthctl token
  ends 3 oauthctl token --refresh
  ends 3 oauthctl status --check
  ends 0 oauthctl login
  ends 0 oauthctl token
}

@test "status --check speaks of who is signed in" {
  sign_in -p old
  sign_in -p default
  ends 0 oauthctl logout -p old
  ends 0 oauthctl status --check
  ends 3 oauthctl status --check -p old
  ends 0 oauthctl logout -p default
  ends 3 oauthctl status --check
}

@test "the store commands show and copy a profile that has signed out" {
  sign_in -p old
  oauthctl store export -p old -o kept
  ends 0 oauthctl logout -p old
  ends 0 oauthctl store list
  [[ $output == old*old.settings ]]
  ends 0 oauthctl store show -p old
  [[ $(jq -r .secrets_file <<<"$output") == "$CLIENT_FILE" ]]
  ends 0 oauthctl store copy -p old --as new
  ends 3 oauthctl token -p new
  ends 0 oauthctl login -p new
  # A backup of the same client's replaces the settings, and another client's does not.
  ends 0 oauthctl store import kept
  ends 0 oauthctl token -p old
  ends 0 oauthctl login -p other --secrets "$BATS_FILE_TMPDIR/elsewhere.json"
  ends 0 oauthctl logout -p other
  ends 2 oauthctl store import kept -p other
  expect_failure 'already exists in' --replace
}

# Which profile `oauthctl token` is for, by its token.
is_default() { [[ $(oauthctl token) == "$(oauthctl token -p "$1")" ]]; }

@test "the first login in an empty home is chosen, and profile use chooses another" {
  sign_in -p work
  is_default work
  sign_in -p home
  is_default work
  ends 0 oauthctl profile use home
  is_default home
  ends 0 env OAUTHCTL_PROFILE=work "$OAUTHCTL_BIN/oauthctl" token
  expect_stdout "$(oauthctl token -p work)"
  ends 0 oauthctl profile list
  [[ $output == *'* home'*'  work'* ]]
  ends 0 oauthctl status --json
  [[ $(jq -c '[.profiles[] | select(.default) | .profile]' <<<"$output") == '["home"]' ]]
  ends 3 oauthctl profile use nosuch
  is_default home
  # A profile that serves the URL goes first.
  sign_in -p api --for "$ISSUER/resource"
  ends 0 oauthctl token --for "$ISSUER/resource"
  expect_stdout "$(oauthctl token -p api)"
  # One that is gone is not chosen any more.
  ends 0 oauthctl logout -p home --forget
  ends 3 oauthctl token
  expect_failure 'profile default is not signed in'
}

@test "credential helpers never answer for the chosen profile" {
  sign_in -p work
  ends 0 oauthctl credential git get < <(printf 'protocol=https\nhost=git.example.com\n\n')
  expect_stdout ''
}

@test "without a choice a cached token opens nothing more, and with one it is one readlink" {
  local calls
  sign_in
  strace -qq -f -e trace=all -o before "$OAUTHCTL_BIN/oauthctl" token -p default
  strace -qq -f -e trace=all -o none "$OAUTHCTL_BIN/oauthctl" token
  calls=$(wc -l <before)
  [[ $(wc -l <none) == $((calls + 1)) ]]
  grep -q 'readlink.*/\.chosen.*ENOENT' none
  sign_in -p work
  oauthctl profile use work
  strace -qq -f -e trace=all -o chosen "$OAUTHCTL_BIN/oauthctl" token
  [[ $(wc -l <chosen) == $((calls + 1)) ]]
}

@test "profile show and list tell the settings, and no secret" {
  ends 0 oauthctl login -p work --secrets - --scope 'openid email' --for "$ISSUER/resource" <"$CLIENT_FILE"
  oauthctl profile show work >shown
  oauthctl profile show work --json >shown.json
  oauthctl profile list --json >list.json
  grep -q 'kept in the profile' shown
  jq -e --arg issuer "$ISSUER" '.default and .signed_in and .issuer == $issuer and .flow == "code" and
    .scopes == ["openid", "email"] and .serves == [$issuer + "/resource"] and .client_file == null' shown.json
  jq -e '.profiles | length == 1 and .[0].account == "alice@example.com"' list.json || cat list.json
  for secret in $(jq -r '.tokens | .access_token, .refresh_token' "$(record)") "$(jq -r .client_secret "$CLIENT_FILE")"; do
    run ! grep -F -- "$secret" shown shown.json list.json
  done
  ends 3 oauthctl profile show nosuch
  ends 2 oauthctl profile show work -p other
  ends 2 oauthctl profile list work
  ends 2 oauthctl profile show --yes
  ends 2 oauthctl profile set work
  ends 2 oauthctl profile use
}

@test "a client file that moved: the hint works when it is typed" {
  cp "$CLIENT_FILE" client.json
  ends 0 oauthctl login -p work --secrets client.json
  mv client.json moved.json
  ends 2 oauthctl token -p work --refresh
  expect_failure client.json 'oauthctl profile set work --secrets FILE'
  local hint
  hint=$(sed -n 's/^oauthctl: hint: oauthctl //p' <<<"$stderr")
  # shellcheck disable=SC2086 # words of a command line
  ends 0 oauthctl ${hint/FILE/moved.json}
  ends 0 oauthctl token -p work --refresh
  server_accepts "$output"
}

@test "profile set: another client's or server's file is refused, and moves nothing" {
  cp "$CLIENT_FILE" client.json
  ends 0 oauthctl login -p work --secrets client.json
  jq '.client_id = "another"' client.json >other-client.json
  chmod 600 other-client.json
  for file in other-client.json "$BATS_FILE_TMPDIR/elsewhere.json"; do
    ends 2 oauthctl profile set work --secrets "$file"
    expect_failure "$file" "oauthctl login -p work --secrets"
  done
  ends 2 oauthctl profile set work --secrets missing.json
  ends 0 oauthctl token -p work --refresh
  ends 3 oauthctl profile set nosuch --secrets client.json
}

@test "profile set: places and scope, also of a profile that has signed out" {
  sign_in -p api
  ends 0 oauthctl profile set api --for "$ISSUER/resource" --scope email
  ends 0 oauthctl token --for "$ISSUER/resource"
  ends 2 oauthctl token -p api --for "$ISSUER/userinfo"
  ends 0 oauthctl logout -p api
  ends 0 oauthctl profile set api --for "$ISSUER/userinfo" --scope openid
  ends 0 oauthctl login -p api
  ends 0 oauthctl token --for "$ISSUER/userinfo"
  [[ $(jq -r .scope "$(record)") == openid ]]
  ends 0 oauthctl profile set api --for ''
  ends 0 oauthctl token -p api --for https://elsewhere.example/
}

@test "a typing error in a profile's name: the profile that was probably meant" {
  sign_in -p work
  local command
  for command in 'token' 'token --refresh' 'status' 'request https://api.example.com/' 'logout' 'profile show' 'exec true'; do
    # shellcheck disable=SC2086 # words
    ends 3 oauthctl -p wrok $command
    expect_failure 'profile wrok does not exist; did you mean work?'
  done
  ends 3 oauthctl token -p wrok
  expect_failure 'oauthctl profile list'
  ends 3 oauthctl token -p other
  expect_failure 'profile other is not signed in' 'oauthctl login -p other'
  oauthctl logout -p work
  ends 3 oauthctl token -p work
  expect_failure 'profile work is not signed in' 'oauthctl login -p work'
}

@test "profile rename takes everything along" {
  sign_in -p work --for "$ISSUER/resource"
  sign_in -p taken
  local token
  token=$(oauthctl token -p work)
  ends 2 oauthctl profile rename work taken
  expect_failure 'already exists'
  ends 2 oauthctl profile rename work
  ends 3 oauthctl profile rename nosuch new
  ends 0 oauthctl profile rename work office
  ends 0 oauthctl token -p office
  expect_stdout "$token"
  ends 0 oauthctl token --for "$ISSUER/resource"
  expect_stdout "$token"
  ends 0 oauthctl token
  expect_stdout "$token"
  ends 3 oauthctl token -p work
  run ! ls "$(dirname "$(record)")"/work.*
  ends 0 oauthctl logout -p office
  ends 0 oauthctl profile rename office quiet
  ends 0 oauthctl login -p quiet
}

@test "profile delete: signed in it needs an answer, signed out it does not" {
  sign_in -p work
  local token
  token=$(oauthctl token -p work)
  ends 2 oauthctl profile delete work
  expect_failure 'signed in' 'oauthctl profile delete work --yes'
  ends 0 oauthctl profile delete work --yes
  ends 22 server_accepts "$token"
  [[ -z $(ls "$(profile_file '')") ]]
  sign_in -p work
  ends 0 oauthctl logout -p work
  ends 0 oauthctl profile delete work
  sign_in -p work
  token=$(oauthctl token -p work)
  ends 0 oauthctl profile delete work --local
  server_accepts "$token"
  ends 3 oauthctl profile delete work --yes
}

@test "status NAME and -p show one profile; --check speaks of it alone" {
  sign_in
  sign_in -p work
  for words in work '-p work'; do
    # shellcheck disable=SC2086 # words of a command line
    ends 0 oauthctl status $words
    [[ $output == *work* && $output != *default* ]]
  done
  ends 0 oauthctl status
  [[ $output == *'* default'*'  work'* ]]
  ends 3 oauthctl status --check -p nosuch
  expect_stderr 'profile nosuch is not signed in'
  [[ $stderr != *nobody* ]]
  ends 3 oauthctl status nosuch
  ends 2 oauthctl status work -p default
}

# `oauthctl …` on a terminal with that many columns, in a time zone of its own.
on_terminal() {
  local columns=$1
  shift
  TZ=XYZ-5 script -qec "stty columns $columns; $(printf '%q ' "$OAUTHCTL_BIN/oauthctl" "$@")" /dev/null </dev/null
}

@test "status on a terminal: local times, and one line per profile if it is narrow" {
  sign_in
  sign_in -p work
  ends 0 on_terminal 100 status
  [[ $output == *'valid until '*' XYZ '* ]]
  ends 0 on_terminal 60 status
  [[ $(wc -l <<<"$output") == 2 && $output == *'* default'*alice*'  work'*alice* ]]
  ends 0 on_terminal 60 -v status
  [[ $output == *'valid until '* ]]
  ends 0 oauthctl status
  [[ $output == *'valid until '*Z* ]]
}

@test "a login does not move a profile to another server without --replace, signed in or out" {
  sign_in -p hub
  local token
  token=$(oauthctl token -p hub)
  ends 2 oauthctl login -p hub --secrets "$BATS_FILE_TMPDIR/elsewhere.json"
  expect_failure "$ELSEWHERE" "oauthctl login -p hub --secrets $BATS_FILE_TMPDIR/elsewhere.json --replace"
  server_accepts "$token"
  ends 0 oauthctl logout -p hub
  ends 2 oauthctl login -p hub --secrets "$BATS_FILE_TMPDIR/elsewhere.json"
  ends 0 oauthctl login -p hub --secrets "$BATS_FILE_TMPDIR/elsewhere.json" --replace
  [[ $(oauthctl profile show hub --json | jq -r .issuer) == "$ELSEWHERE" ]]
  ends 0 oauthctl logout -p hub --forget
  sign_in -p hub
}

@test "on a terminal, login and delete ask" {
  sign_in -p hub
  ends 2 script -qec "$OAUTHCTL_BIN/oauthctl login -p hub --secrets $BATS_FILE_TMPDIR/elsewhere.json" /dev/null <<<n
  [[ $output == *'sign in there instead?'* ]]
  ends 0 script -qec "$OAUTHCTL_BIN/oauthctl login -p hub --secrets $BATS_FILE_TMPDIR/elsewhere.json" /dev/null <<<y
  ends 2 script -qec "$OAUTHCTL_BIN/oauthctl profile delete hub" /dev/null <<<n
  [[ $output == *'sign out and delete it?'* ]]
  ends 0 oauthctl token -p hub
  ends 0 script -qec "$OAUTHCTL_BIN/oauthctl profile delete hub" /dev/null <<<y
  ends 3 oauthctl token -p hub
}

@test "store export warns of rotation and of the client file; --with-client takes it along" {
  cp "$CLIENT_FILE" client.json
  ends 0 oauthctl login -p work --secrets client.json
  ends 0 oauthctl store export -p work -o bare
  expect_stderr 'first machine to renew' client.json --with-client
  ends 0 oauthctl store export -p work --with-client -o whole
  expect_stderr 'first machine to renew'
  [[ $(stat -c %a whole) == 600 ]]
  rm client.json

  ends 0 oauthctl --home other store import bare
  expect_stderr 'warning: ' client.json 'is missing'
  ends 2 oauthctl --home other token -p work --refresh
  cp "$CLIENT_FILE" client.json
  ends 0 oauthctl --home other token -p work --refresh
  rm client.json

  ends 0 oauthctl login -p work --secrets "$CLIENT_FILE"
  ends 0 oauthctl store export -p work --with-client -o fresh
  ends 0 oauthctl --home third store import fresh
  expect_stderr "wrote the client file $HOME/third/clients/work.json"
  [[ $(stat -c %a third/clients/work.json) == 600 ]]
  ends 0 oauthctl --home third token -p work --refresh
  server_accepts "$output"
  ends 2 oauthctl --home third store import fresh
  [[ $(ls third/clients) == work.json ]]
  ends 0 oauthctl --home third store import fresh -p again
  [[ $(ls third/clients | wc -l) == 2 ]]
}

@test "a client file with a key of its own is in no export" {
  jq '. + {private_key_file: "key.pem", token_endpoint_auth_method: "client_secret_basic"}' "$CLIENT_FILE" >client.json
  openssl genpkey -algorithm RSA -out key.pem 2>/dev/null
  chmod 600 client.json key.pem
  ends 0 oauthctl login -p work --secrets client.json
  ends 2 oauthctl store export -p work --with-client -o whole
  expect_failure private_key_file
  [[ ! -e whole ]]
}

@test "a profile that never was leaves no lock file" {
  sign_in
  local before
  before=$(ls -A "$(profile_file '')")
  for command in token 'token --refresh' logout 'logout --local' 'logout --forget' validate "request $ISSUER/resource" \
    'store copy --as other' 'profile set --scope x' 'login --secrets missing.json' 'status --check'; do
    # shellcheck disable=SC2086 # a command and its arguments
    run oauthctl -p nosuch $command
    [[ $status != 0 ]] || { show "$command"; return 1; }
    [[ $(ls -A "$(profile_file '')") == "$before" ]] || { show "$command" "$(ls -A "$(profile_file '')")"; return 1; }
  done
}
