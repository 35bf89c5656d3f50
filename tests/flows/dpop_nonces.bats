# DPoP at a server that wants a nonce of its own in each proof (RFC 9449 §8, §9).
load ../cli/support

setup_file() { start_dev_server --dpop-nonces; }
teardown_file() { stop_dev_server; }
setup() {
  use_empty_home
  client_file_with '{dpop_bound_access_tokens: true, scope: "openid api.read api.write"}'
}

@test "it signs in, asks and renews, and retries if the server's nonce was missing" {
  ends 0 oauthctl login -v
  expect_stderr 'wants its own nonce' 'signed in as'
  ends 0 oauthctl request -d hello "$ISSUER/resource"
  jq -e '.received == "hello"' <<<"$output"
  ends 0 oauthctl token --refresh
  ends 0 oauthctl request --fail "$ISSUER/resource"
  ends 0 oauthctl validate
}

@test "the next process knows the nonces, and is not refused first" {
  ends 0 oauthctl login
  ends 0 oauthctl request --fail "$ISSUER/resource"
  curl --silent --fail --noproxy '*' -X DELETE "$ISSUER/stats"
  ends 0 oauthctl request --fail "$ISSUER/resource"
  ends 0 oauthctl token --refresh
  [[ $(requests resource) == 1 && $(requests token) == 1 ]]
}

@test "if no nonce can be kept, each process is only refused first" {
  ends 0 oauthctl login
  rm -r "$HOME/.cache/oauthctl"
  touch "$HOME/.cache/oauthctl"
  for _ in 1 2; do
    curl --silent --fail --noproxy '*' -X DELETE "$ISSUER/stats"
    ends 0 oauthctl request --fail "$ISSUER/resource"
    [[ $stderr == '' && $(requests resource) == 2 ]]
  done
}
