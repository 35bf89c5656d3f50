# Showing and moving stored records.
load support

setup_file() { start_dev_server; }
teardown_file() { stop_dev_server; }

setup() {
  use_empty_home
  sign_in
}

# The file has none of the record's secrets.
expect_no_secret_in() {
  for secret in $(jq -r '.tokens | .access_token, .refresh_token' "$(record)"); do
    if grep -qF -- "$secret" "$1"; then return 1; fi
  done
}

@test "store list and show: what is there, without the tokens" {
  sign_in -p work
  ends 0 oauthctl store list
  [[ $output == default*work*work.json* ]]
  ends 0 oauthctl store list --json
  jq -e '.records | length == 2 and all(.serial >= 1)' <<<"$output"
  oauthctl store show >shown
  expect_no_secret_in shown
  jq -e '.profile == "default" and .tokens.refresh_token == "(hidden)"' shown
  ends 0 oauthctl store show --reveal
  [[ $(jq -r .tokens.access_token <<<"$output") == "$(oauthctl token)" ]]
  ends 3 oauthctl store show -p nobody
}

@test "store list names a broken record and shows the others" {
  sign_in -p work
  echo broken >"$(dirname "$(record)")/work.json"
  ends 1 oauthctl store list
  [[ $output == default* ]]
  expect_stderr work.json
}

@test "store export: to a new file of our own, or to stdout on demand; import takes it back" {
  ends 2 oauthctl store export
  expect_failure --reveal
  umask 0
  ends 0 oauthctl store export -o kept
  expect_stdout ''
  [[ $(stat -c %a kept) == 600 ]]
  cmp kept "$(record)"
  ends 2 oauthctl store export -o kept
  expect_failure kept
  ends 0 oauthctl store export --reveal
  expect_stdout "$(<kept)"

  ends 2 oauthctl store import kept
  expect_failure 'already exists in' --replace
  ends 0 oauthctl logout --local
  ends 0 oauthctl store import kept
  server_accepts "$(oauthctl token --refresh)"
}

@test "store import: under another name, from stdin, and never what was changed" {
  oauthctl store export --reveal >kept
  ends 0 bash -c '"$OAUTHCTL_BIN/oauthctl" store import - -p other <kept'
  [[ $(oauthctl token -p other) == "$(oauthctl token)" ]]
  sed -i 's/"version":1/"version":2/' kept
  ends 2 oauthctl store import kept -p third
  expect_failure kept
  for file in /dev/null "$CLIENT_FILE" missing; do
    ends 2 oauthctl store import "$file" -p third
    expect_failure "$file"
  done
  ends 3 oauthctl token -p third
}

@test "store export --all: every profile in one file, and import takes it all" {
  sign_in -p work --scope openid
  sign_in -p gone
  oauthctl logout -p gone
  cp "$CLIENT_FILE" own.json
  ends 2 oauthctl store export --all -p work -o all.json
  ends 0 oauthctl store export --all --with-client -o all.json
  expect_stderr 'left out profile gone' 'exported profile default' 'exported profile work' 'warning: the export holds'
  [[ $(wc -l <all.json) == 2 && $(stat -c %a all.json) == 600 ]]
  export OAUTHCTL_HOME=$HOME/other
  ends 2 oauthctl store import all.json -p third
  expect_failure 'has 2 profiles'
  ends 0 oauthctl store import all.json
  ends 0 oauthctl token --refresh -p work
  server_accepts "$output"
  ends 0 oauthctl store list
  [[ $output == default*work* && $output != *gone* ]]

  oauthctl logout --local
  ends 2 oauthctl store import all.json
  expect_stderr 'imported profile default' 'already exists in'
  ends 0 oauthctl store import all.json --replace
}

@test "store import: one bad line of many, and nothing is stored" {
  sign_in -p work
  oauthctl store export --all --reveal >all.json
  sed -i '2s/"version":1/"version":2/' all.json
  export OAUTHCTL_HOME=$HOME/other
  ends 2 oauthctl store import all.json
  expect_failure 'all.json, line 2: '
  ends 0 oauthctl store list
  expect_stdout ''
  ends 3 env OAUTHCTL_HOME="$HOME/none" "$OAUTHCTL_BIN/oauthctl" store export --all -o none.json
}

@test "store import: Google's authorized_user file" {
  jq -n --arg token "$(jq -r .tokens.refresh_token "$(record)")" --slurpfile client "$CLIENT_FILE" \
    --arg endpoint "$ISSUER/token" '{type: "authorized_user", refresh_token: $token, token_uri: $endpoint,
      client_id: $client[0].client_id, client_secret: $client[0].client_secret}' >adc.json
  ends 0 oauthctl store import adc.json -p google
  ends 0 oauthctl token -p google
  server_accepts "$output"
}

@test "store copy: under another name, with a warning; a move leaves nothing behind" {
  ends 0 oauthctl store copy --as work
  expect_stderr 'both copies hold the same refresh token'
  ends 2 oauthctl store copy --as work
  ends 2 oauthctl store copy
  expect_failure 'onto itself'
  ends 0 oauthctl store copy --as work --replace --move
  [[ $stderr != *warning* ]]
  ends 3 oauthctl token
  server_accepts "$(oauthctl token --refresh -p work)"
}

@test "store copy: to another store and back, each with one command" {
  mkdir bin
  cat >bin/docker-credential-box <<'HELPER'
#!/bin/sh
mkdir -p "$HOME/box"
name() { printf %s "$1" | tr -c 'a-z0-9\n' _; }
case $1 in
  store) input=$(cat); printf %s "$input" >"$HOME/box/$(name "$(printf %s "$input" | jq -r .ServerURL)")" ;;
  get) file=$HOME/box/$(name "$(cat)"); [ -e "$file" ] || { echo 'credentials not found in native keychain'; exit 1; }; cat "$file" ;;
  erase) rm -f "$HOME/box/$(name "$(cat)")" ;;
  list) cat "$HOME"/box/* 2>/dev/null | jq -s 'map({(.ServerURL): .Username}) | add // {}' ;;
esac
HELPER
  chmod +x bin/docker-credential-box
  export PATH=$HOME/bin:$PATH
  ends 0 oauthctl store copy --to helper:box --move
  [[ ! -e .local/state/oauthctl/profiles/default.json ]]
  server_accepts "$(oauthctl token --refresh)"
  ends 0 oauthctl store copy --to file --move
  [[ -e .local/state/oauthctl/profiles/default.json ]]
  server_accepts "$(oauthctl token --refresh)"
}

@test "status --check: 0, 5 when a renewal is due, 3 when a person is needed, 1 for a broken record" {
  ends 0 oauthctl status --check --within 30m
  ends 3 oauthctl status --check -p nobody
  expire_token
  ends 5 oauthctl status --check
  oauthctl token >out
  ends 0 oauthctl status --check
  oauthctl logout --local
  ends 3 oauthctl status --check
  sign_in
  echo broken >"$(record)"
  ends 1 oauthctl status --check
}
