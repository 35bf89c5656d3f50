# The same profile in other stores than files: credential helpers, memory.
load support
load ../support/keyrings

setup_file() { start_dev_server; }
teardown_file() { stop_dev_server; }

setup() {
  use_empty_home
  mkdir helpers
  PATH=$PWD/helpers:$PATH
}

teardown() { stop_keyrings; }

# `docker-credential-broken`, which does that.
write_helper() {
  printf '#!/bin/sh\n%s\n' "$1" >helpers/docker-credential-broken
  chmod 700 helpers/docker-credential-broken
}

# From the sign-in to the sign-out, with the tokens only in that helper.
story_with() {
  local helper=$1 first
  sign_in -p work --store "helper:$helper"
  expect_stderr "stored in helper:$helper under oauthctl://work"
  # From here on the profile remembers its store.
  ends 0 oauthctl token -p work
  first=$output
  server_accepts "$first"
  ends 0 oauthctl token -p work --refresh
  [[ $output != "$first" ]]
  server_accepts "$output"
  ends 0 grep -rlF -- "$output" "$HOME/.local" || [[ $status == 1 ]]
  expect_stdout ''
  ends 0 oauthctl status --json
  [[ $(jq -r '.profiles[].stored' <<<"$output") == "helper:$helper under oauthctl://work" ]]
  [[ $("docker-credential-$helper" list | jq -r 'keys | join(" ")') == oauthctl://work ]]
  ends 0 oauthctl token -p work
  first=$output
  ends 0 oauthctl logout -p work
  ends 0 "docker-credential-$helper" get <<<oauthctl://work
  [[ $output != *"$first"* ]]
  [[ $(jq -c '.Secret | fromjson | .tokens | keys' <<<"$output") == '["obtained_at","token_type"]' ]]
  ends 3 oauthctl token -p work
  ends 0 oauthctl login -p work
  ends 0 oauthctl logout -p work --forget
  [[ $("docker-credential-$helper" list | jq length) == 0 ]]
  ends 3 oauthctl token -p work
}

@test "a store that is not known, and a helper that is not installed" {
  ends 2 oauthctl token --store redis://localhost
  expect_failure 'unknown store' 'helper:NAME'
  ends 2 oauthctl token --store helper:no-such-program
  expect_failure 'docker-credential-no-such-program'
  ends 2 env OAUTHCTL_STORE=helper:../x "$OAUTHCTL_BIN/oauthctl" token
  ends 2 oauthctl login --no-store --store file
  expect_failure 'contradict'
}

@test "a helper that fails is quoted, and its secrets are not" {
  write_helper 'echo "the keyring is locked: at-0123456789abcdef" >&2; exit 1'
  ends 5 oauthctl token --store helper:broken
  expect_failure 'the keyring is locked' '[secret]' 'docker-credential-broken list'
  [[ $stderr != *0123456789abcdef* ]]
}

@test "a helper that prints garbage, or 100 MB" {
  write_helper 'echo at-0123456789abcdef'
  ends 5 oauthctl token --store helper:broken
  expect_failure 'docker-credential-broken get'
  [[ $stderr != *0123456789abcdef* ]]
  write_helper 'head -c 100000000 /dev/zero'
  ends 5 oauthctl token --store helper:broken
  expect_failure 'more than any record'
}

@test "a helper that cannot keep a login is noticed before a person is sent to the browser" {
  write_helper '[ "$1" = store ] && { echo read-only; exit 1; }; echo "credentials not found in native keychain"; exit 1'
  requests_before=$(requests authorize)
  ends 5 oauthctl login --secrets "$CLIENT_FILE" --store helper:broken
  expect_failure 'read-only'
  [[ $(requests authorize) == "$requests_before" ]]
}

@test "a helper gets neither our secrets by its environment nor a shell" {
  write_helper 'env >"$HOME/seen"; echo "credentials not found in native keychain"; exit 1'
  ends 3 env OAUTHCTL_PASSWORD=hunter2 AWS_SECRET_ACCESS_KEY=hunter3 "$OAUTHCTL_BIN/oauthctl" token --store helper:broken
  grep -q "^HOME=$HOME" seen
  run ! grep hunter seen
}

@test "a helper whose keys are busy for a moment is asked again" {
  write_helper 'echo >>"$HOME/tries"; [ "$(wc -l <"$HOME/tries")" -gt 2 ] || { echo "gpg: decryption failed: No secret key" >&2; exit 2; }
    echo "credentials not found in native keychain"; exit 1'
  ends 3 oauthctl token --store helper:broken
  (($(wc -l <tries) > 2))
}

@test "a helper that refuses for a moment is asked again to keep the only token that works" {
  write_helper 'mkdir -p "$HOME/box"
    case $1 in
      store) input=$(cat); url=$(printf %s "$input" | jq -r .ServerURL | tr / _)
        [ ! -e "$HOME/refuse" ] || [ "$url" != oauthctl:__work ] || { rm "$HOME/refuse"; echo "the keyring is locked" >&2; exit 1; }
        printf %s "$input" >"$HOME/box/$url" ;;
      get) file=$HOME/box/$(tr / _); [ -e "$file" ] || { echo "credentials not found in native keychain"; exit 1; }; cat "$file" ;;
      erase) rm -f "$HOME/box/$(tr / _)" ;;
      list) echo "{}" ;;
    esac'
  sign_in -p work --store helper:broken
  touch refuse
  ends 0 oauthctl token -p work --refresh
  [[ ! -e refuse ]]
  server_accepts "$output"
  server_accepts "$(oauthctl token -p work --refresh)"
}

@test "the login in pass" {
  start_pass
  story_with pass
}

@test "twenty calls at once renew a login in pass once" {
  start_pass
  sign_in -p work --store helper:pass
  before=$(requests token)
  for i in {1..20}; do oauthctl token -p work --min-ttl 3599 >"out$i" 2>"err$i" & done 3>&-
  for job in $(jobs -p); do wait "$job" || { cat err*; false; }; done
  for i in {1..20}; do server_accepts "$(<"out$i")"; done
  # The last of them may find the renewed token a second old.
  (($(requests token) - before < 20))
}

@test "the login in the Secret Service" {
  start_secret_service
  story_with secretservice
}

@test "a login to another store leaves the first where it was" {
  start_pass
  sign_in -p work
  ends 0 oauthctl token -p work
  first=$output
  sign_in -p work --store helper:pass
  ends 0 oauthctl token -p work --store file
  expect_stdout "$first"
  ends 0 oauthctl token -p work
  [[ $output != "$first" ]]
  sign_in -p work --store file
  ends 0 oauthctl status --json
  [[ $(jq -r '.profiles[].stored' <<<"$output") == */work.json ]]
}

@test "--no-store prints the token and leaves nothing" {
  for flag in --no-store --store=memory; do
    ends 0 oauthctl login --secrets "$CLIENT_FILE" "$flag"
    expect_stderr 'not stored'
    server_accepts "$output"
    [[ ! -e $HOME/.local ]]
  done
  ends 3 oauthctl token --store memory
}
