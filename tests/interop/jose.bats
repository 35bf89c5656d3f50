# Signatures against npm's jose, both ways.

load ../support/programs

@test "ours and npm's jose accept each other's signatures, and neither a tampered one" {
  cd "$BATS_TEST_DIRNAME"
  ends 0 node_modules/.bin/node jose_peer.mjs "$OAUTHCTL_BUILD/tests/interop/jose_peer"
  [[ ${#lines[@]} == 13 ]]
}
