# A token for a program that must not do everything that the profile can.
load ../support/programs

setup_file() {
  export CLIENT_FILE=$BATS_FILE_TMPDIR/client.json
  start_server "$OAUTHCTL_BIN/oauthctl" dev-server --port 0 --client-file "$CLIENT_FILE"
  export SERVER=$server_pid ISSUER=$first_line
}
teardown_file() { stop_server "$SERVER"; }

setup() {
  use_empty_home
  OAUTHCTL_PASSWORD=wonderland oauthctl login -q --secrets "$CLIENT_FILE" --flow password --username alice \
    --scope 'api.read api.write'
}

may_write() { curl -sf "$ISSUER/resource" -d x -H "Authorization: Bearer $1"; }

@test "more than was granted is refused before the server is asked" {
  run --separate-stderr -2 oauthctl token --scope 'api.read email'
  expect_failure 'was not granted the scope email'
}

@test "it is kept beside the profile's token, and its rotated refresh token renews" {
  first=$(oauthctl token)
  run --separate-stderr -0 oauthctl token --scope api.read
  narrow=$output
  [[ $narrow != "$first" ]]
  run ! may_write "$narrow"
  [[ $(oauthctl token) == "$first" ]]
  may_write "$first"
  [[ $(oauthctl token --scope api.read) == "$narrow" ]]
  [[ $(oauthctl token --scope api.read --refresh) != "$narrow" ]]
  run --separate-stderr -0 oauthctl token --refresh
  may_write "$output"
}
