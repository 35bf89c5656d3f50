# Signatures and encryption against npm's jose, both ways.

load ../support/programs

@test "JWS: ours and npm's jose accept each other's signatures, and neither a tampered one" {
  cd "$BATS_TEST_DIRNAME"
  ends 0 node_modules/.bin/node jose_peer.mjs "$OAUTHCTL_BUILD/tests/interop/jose_peer"
  [[ ${#lines[@]} == 13 ]]
}

@test "JWE: ours and npm's jose read each other's encrypted tokens, and neither a changed one" {
  cd "$BATS_TEST_DIRNAME"
  ends 0 node_modules/.bin/node jwe_peer.mjs "$OAUTHCTL_BUILD/tests/interop/jose_peer"
  [[ ${#lines[@]} == 42 ]]
}
