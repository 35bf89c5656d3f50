# Shows what is in a token and who made it.
load ../cli/support

setup_file() { start_dev_server; }
teardown_file() { stop_dev_server; }
setup() { use_empty_home; }

# RFC 7519 §3.1
JWT=eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk

id_token() { oauthctl token --type id; }

@test "without a token and without a login there is nothing to inspect" {
  ends 3 oauthctl inspect
  expect_failure 'not signed in'
}

@test "a forged token of the profile's server is shown, and is a failure" {
  sign_in --scope openid
  local head body signature
  IFS=. read -r head body signature < <(id_token)
  body=$(jq -Rj 'gsub("-"; "+") | gsub("_"; "/") | @base64d | fromjson | .sub = "mallory" | tojson | @base64' <<<"$body" | tr '+/' '-_' | tr -d =)
  ends 6 oauthctl inspect "$head.$body.$signature"
  [[ $output == *mallory* ]]
  expect_stderr 'is not what its issuer signed'
}

@test "a token of somebody else is decoded and said to be unverified" {
  sign_in --scope openid
  ends 0 oauthctl inspect "$JWT"
  [[ $output == *'NOT VERIFIED: it does not come from the server of profile default'* ]]
  [[ $output == *'exp: 1300819380  (expires 2011-03-22T18:43:00Z, '*' ago)'* ]]
  [[ $output != *dBjftJeZ4CVP* ]]
}

@test "a token comes from stdin too, and needs no login" {
  ends 0 oauthctl inspect - --json <<<"$JWT"
  jq -e '.tokens[0] | .format == "signed" and (.verified | not) and .header.alg == "HS256" and .claims.iss == "joe"
    and (.in_words.exp | startswith("expires 2011-03-22T18:43:00Z"))' <<<"$output"
  ends 2 oauthctl inspect - </dev/null
  expect_failure 'the token is empty'
}

@test "opaque and encrypted tokens are reported as such" {
  ends 0 oauthctl inspect no-jwt
  expect_stdout 'the token: opaque, so only the server can read it'
  ends 0 oauthctl inspect eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.a.b.c.d
  expect_stdout 'the token: encrypted with RSA-OAEP'
}

@test "the profile's own ID token is verified with the server's keys" {
  sign_in --scope 'openid email'
  ends 0 oauthctl inspect --json
  jq -e --arg issuer "$ISSUER" '.tokens | length == 2 and .[1].what == "the ID token" and .[1].verified
    and .[1].claims.iss == $issuer and (.[1].in_words.exp | contains("in 5") or contains("in 1 hour") or contains("in 60"))' <<<"$output"
  ends 0 oauthctl inspect "$(id_token)"
  [[ $output == *': verified'* ]]
}
