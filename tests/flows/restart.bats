# A development server that ends and starts again with the same database is the same server.
load ../cli/support

setup() {
  use_empty_home
  start_dev_server --db "$BATS_TEST_TMPDIR/db"
}
teardown() { stop_dev_server; }

# On the port that it had: the issuer's name is in the tokens.
restart() {
  stop_dev_server
  start_dev_server --port "${ISSUER##*:}" "$@"
}

@test "a server without the old keys is not believed to have signed the old ID token" {
  sign_in --scope openid
  restart
  ends 6 oauthctl inspect "$(oauthctl token --type id)"
  expect_stderr 'is not what its issuer signed'
}

@test "an ID token from before verifies with the keys that are published now" {
  sign_in --scope openid
  restart --db "$BATS_TEST_TMPDIR/db"
  ends 0 oauthctl inspect "$(oauthctl token --type id)"
  [[ $output == *': verified'* && $(requests jwks) == 1 ]]
}

@test "a login goes on: validated, renewed with an ID token that the keys from before verify, and ended" {
  sign_in --scope "openid offline_access"
  restart --db "$BATS_TEST_TMPDIR/db"
  ends 0 oauthctl validate
  ends 0 oauthctl -v token --refresh
  expect_stderr 'checked the ID token: RS256 signature'
  [[ $(requests jwks) == 0 ]]
  ends 0 oauthctl logout
  expect_stderr revoked
}
