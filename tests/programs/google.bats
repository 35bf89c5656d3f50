# Google's library with an ID token of ours, and a token service of ours in place of Google's.
load support

setup_file() {
  has_npm_programs || return 0
  start_dev_server
  export SEEN=$BATS_FILE_TMPDIR/seen
  # Google's library speaks http to it, so no program reads the certificate.
  make_certificate "$BATS_FILE_TMPDIR/key.pem" "$BATS_FILE_TMPDIR/certificate.pem" DNS:unused
  start_node_server sts_server.mjs "$ISSUER" "$(jq -r .client_id "$CLIENT_FILE")" "$BATS_FILE_TMPDIR/key.pem" \
    "$BATS_FILE_TMPDIR/certificate.pem" "$SEEN"
}

teardown_file() { ! has_npm_programs || stop_servers; }

setup() {
  has_npm_programs || skip 'what scripts/test installs in tests/programs is missing'
  use_empty_home
  export PATH=$OAUTHCTL_BIN:$PATH GOOGLE_APPLICATION_CREDENTIALS=$HOME/account.json
  # Otherwise the library asks Google for the name of project 1.
  export GOOGLE_CLOUD_PROJECT=reports
  : >"$SEEN"
  sign_in --scope openid
}

recipe() {
  code_below docs/cookbook.md 'Google Cloud' "$1" |
    sed "s|/home/ann/|$HOME/|; s|https://sts.googleapis.com/v1/token|$NODE_ORIGIN/google/token|"
}

list_projects() { ends 0 "$INTEROP/node_modules/.bin/node" "$OAUTHCTL_SOURCE_DIR/tests/programs/google_client.mjs" "$NODE_ORIGIN/projects"; }

# Twice, with the token renewed between, so that the library must read the new one.
works_with_each_token() {
  list_projects
  expect_stdout '{"projects":["reports"]}'
  oauthctl token --refresh >/dev/null
  [[ $# == 0 ]] || until_true "$@"
  list_projects
  expect_stdout '{"projects":["reports"]}'
  run ! grep refused "$SEEN"
  [[ $(sort -u "$SEEN" | wc -l) == 2 ]] || { show "$(<"$SEEN")"; return 1; }
}

@test "a file that stays fresh" {
  # keep writes it as soon as somebody renews.
  bash -c "$(recipe 1 | sed 's/^oauthctl/exec oauthctl/')" 2>said 3>&- &
  KEEP_PID=$!
  until_true test -s .config/gcloud/id-token
  recipe 2 >account.json
  works_with_each_token has_new_token .config/gcloud/id-token "$(<.config/gcloud/id-token)"
}

@test "a program that prints the token" {
  mkdir bin
  recipe 4 >bin/google-token
  chmod 700 bin/google-token
  recipe 2 | jq --argjson source "{$(recipe 3)}" '. + $source' >account.json
  export GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES=1
  works_with_each_token
}

teardown() { [[ -z ${KEEP_PID-} ]] || stop_server "$KEEP_PID"; }
