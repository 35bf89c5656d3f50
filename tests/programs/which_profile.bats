# Which profile's token a URL gets, and that no other URL gets it.
load ../cli/support

setup_file() { start_dev_server; }
teardown_file() { stop_dev_server; }
setup() { use_empty_home; }

@test "login --for: the profile that serves a URL gives its token to that URL and to no other" {
  sign_in -p api --for "$ISSUER/resource"
  expect_stderr "for $ISSUER/resource only"
  ends 0 oauthctl request "$ISSUER/resource"
  [[ $(jq -r .message <<<"$output") == hello* ]]
  ends 0 oauthctl token --for "$ISSUER/resource?x=1"
  local token=$output
  ends 0 oauthctl token -p api
  expect_stdout "$token"
  ends 2 oauthctl -p api token --for "$ISSUER/userinfo"
  expect_failure 'profile api does not serve'
  ends 2 oauthctl -p api request "$ISSUER/userinfo"
  expect_failure 'profile api does not serve'
}

@test "a URL just outside of what a profile serves: nothing leaves" {
  local before port=${ISSUER##*:}
  sign_in -p api --for "$ISSUER/resource"
  before=$(requests resource)
  while read -r url; do
    ends 2 oauthctl -p api request "$url"
    expect_stdout ''
    ends 2 oauthctl -p api token --for "$url"
    expect_stdout ''
    # Without a name no profile is found, and no other could give a token.
    run --separate-stderr oauthctl request "$url"
    [[ $status == [23] && -z $output ]] || { show "$url"; return 1; }
  done <<URLS
http://127.0.0.1:1/resource
$ISSUER/
$ISSUER/resourceful
$ISSUER/Resource
$ISSUER/r%65source
$ISSUER/resource/../userinfo
$ISSUER/resource/%2e%2e/userinfo
$ISSUER/resource/%252e%252e/userinfo
$ISSUER/resource/..;/userinfo
$ISSUER/resource%2fx
$ISSUER/resource%5cx
$ISSUER\\resource
http://user@127.0.0.1:$port/resource
http://127.0.0.1:$port@evil.example/resource
https://127.0.0.1:$port/resource
http://localhost:$port/resource
http://localhost.:$port/resource
http://127.0.0.1.:$port/resource
URLS
  [[ $(requests resource) == "$before" ]]
}

@test "the longest place wins, two equal ones are refused, and -p decides" {
  sign_in -p whole --for "$ISSUER"
  sign_in -p part --for "$ISSUER/resource"
  ends 0 oauthctl token --for "$ISSUER/resource/x"
  expect_stdout "$(oauthctl token -p part)"
  ends 0 oauthctl token --for "$ISSUER/userinfo"
  expect_stdout "$(oauthctl token -p whole)"
  sign_in -p other --for "$ISSUER/resource"
  ends 2 oauthctl token --for "$ISSUER/resource/x"
  expect_failure 'other and part both serve' 'with -p'
  ends 0 oauthctl token -p other --for "$ISSUER/resource/x"
  OAUTHCTL_PROFILE=whole ends 0 oauthctl token --for "$ISSUER/resource/x"
  expect_stdout "$(oauthctl token -p whole)"
}

@test "a profile that serves nothing goes where it went, and a served origin is never its own by accident" {
  sign_in
  ends 0 oauthctl request "$ISSUER/resource"
  ends 0 oauthctl token --for "https://api.example.com/a%2fb"
  sign_in -p api --for "$ISSUER/other"
  ends 2 oauthctl request "$ISSUER/other/%2e%2e/resource"
  expect_failure 'two ways'
}

@test "an expired token is renewed for its URL, and the places stay" {
  sign_in -p api --for "$ISSUER/resource"
  local before
  before=$(oauthctl token -p api)
  expire_token
  ends 0 oauthctl token --for "$ISSUER/resource"
  [[ -n $output && $output != "$before" ]]
  expire_token
  ends 0 oauthctl request "$ISSUER/resource"
  ends 2 oauthctl -p api request "$ISSUER/userinfo"
}

@test "the next sign-in keeps the places, also after a logout; --for replaces them" {
  sign_in -p api --for "$ISSUER/resource"
  ends 0 oauthctl login -p api
  ends 2 oauthctl -p api token --for "$ISSUER/userinfo"
  ends 0 oauthctl logout -p api
  ends 3 oauthctl token --for "$ISSUER/resource"
  expect_failure 'profile api is not signed in' 'oauthctl login -p api'
  sign_in -p api
  ends 2 oauthctl -p api token --for "$ISSUER/userinfo"
  sign_in -p api --for "$ISSUER/userinfo"
  ends 2 oauthctl -p api token --for "$ISSUER/resource"
  ends 0 oauthctl token --for "$ISSUER/userinfo"
}

@test "a copy and an import serve what the original serves" {
  sign_in -p api --for "$ISSUER/resource"
  ends 0 oauthctl store copy -p api --as moved --move
  ends 0 oauthctl token --for "$ISSUER/resource"
  expect_stdout "$(oauthctl token -p moved)"
  ends 0 oauthctl store export -p moved -o moved.json
  ends 0 oauthctl --home other store import moved.json
  ends 0 oauthctl --home other token --for "$ISSUER/resource"
  expect_stdout "$(oauthctl token -p moved)"
}

@test "store show tells what a profile serves" {
  sign_in -p api --for "$ISSUER/resource"
  ends 0 oauthctl store show -p api
  [[ $(jq -c .serves <<<"$output") == "[\"$ISSUER/resource\"]" ]]
}

@test "--for takes URLs that a token may go to" {
  for url in http://api.example.com 'https://api.example.com/?q' https://u@api.example.com api.example.com \
    https://api.example.com/a/../b; do
    ends 2 oauthctl login --secrets "$CLIENT_FILE" --for "$url"
    expect_failure --for
  done
  ends 2 oauthctl token --for api.example.com
  expect_failure --for
}
