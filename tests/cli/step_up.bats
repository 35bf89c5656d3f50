# Resources that want another sign-in: the command that request names, and --step-up, which does it.
load ../programs/support

setup_file() {
  start_dev_server
  start_resource_server
}
teardown_file() { stop_servers; }

setup() { use_empty_home; }

granted() { oauthctl token --json "$@" | jq -r '.scope | split(" ") | sort | join(" ")'; }

# challenge STATUS FIELD [COUNT]: the answers of the next requests to /resource.
challenge() {
  fault "$(jq -cn --argjson status "$1" --arg field "$2" --argjson count "${3-1}" \
    '{endpoint: "resource", $status, $count, body: "challenged", headers: {"WWW-Authenticate": $field}}')" >/dev/null
}

claims_file() { echo "$HOME/.local/state/oauthctl/profiles/$1.claims"; }

@test "more scope: the hint is a sign-in with all scopes, and works as it stands" {
  sign_in -p work --scope 'api.read email'
  ends 3 oauthctl -p work request "$ISSUER/demands/scope?scope=api.write%20email"
  jq -e '.error == "insufficient_scope"' <<<"$output"
  expect_stderr 'wants a token with more scope: api.write' \
    "hint: oauthctl login -p work --scope 'api.read email api.write'"
  type_hint 0
  [[ $(granted -p work) == 'api.read api.write email' ]]
  ends 0 oauthctl -p work request "$ISSUER/demands/scope?scope=api.write%20email"
}

@test "the resource of the development server names the scope that it wants" {
  sign_in -p work --scope api.read
  ends 3 oauthctl -p work request -d a=1 "$ISSUER/resource"
  type_hint 0
  ends 0 oauthctl -p work request -d a=1 "$ISSUER/resource"
  [[ $output == *'hello, alice'* ]]
}

@test "a hint has the home and the store that were typed" {
  local home=$HOME/elsewhere
  ends 0 oauthctl --home "$home" login --secrets "$CLIENT_FILE" --scope api.read
  ends 3 oauthctl --home "$home" --store file request "$ISSUER/demands/scope"
  expect_stderr "hint: oauthctl login --home $home --store file -p default --scope 'api.read api.write'"
  type_hint 0
  ends 0 oauthctl --home "$home" request "$ISSUER/demands/scope"
}

@test "another sign-in of the person: acr_values and max_age, without a renewal in vain" {
  sign_in --scope api.read
  local renewals
  renewals=$(requests token)
  ends 3 oauthctl request "$ISSUER/demands/sign-in?acr_values=2&max_age=300"
  jq -e '.error == "insufficient_user_authentication"' <<<"$output"
  expect_stderr 'wants you to sign in again: acr 2, not older than 5 minutes' \
    "hint: oauthctl login -p default --scope 'api.read openid' --acr-values 2 --max-age 300"
  [[ $(requests token) == "$renewals" ]]
  type_hint 0
  ends 0 oauthctl request "$ISSUER/demands/sign-in?acr_values=2&max_age=300"
  jq -e '.acr == "2" and (.scope | contains("api.read"))' <<<"$output"
}

@test "a sign-in that is too old: --step-up signs in anew" {
  sign_in --scope 'openid api.read'
  sleep 10.1
  ends 3 oauthctl request "$ISSUER/demands/sign-in?max_age=9"
  ends 0 oauthctl request --step-up "$ISSUER/demands/sign-in?max_age=60"
  expect_stderr ''
  ends 0 oauthctl request --step-up "$ISSUER/demands/sign-in?max_age=9"
  expect_stderr 'not older than 9 seconds; signing in again'
}

@test "claims: merged with the profile's, in a file for me alone that the sign-in removes" {
  echo '{"userinfo": {"email": null}}' >own.json
  sign_in -p work --scope 'openid api.read' --claims own.json
  ends 3 oauthctl -p work request "$ISSUER/demands/claims"
  jq -e '.error == "insufficient_claims"' <<<"$output"
  local file
  file=$(claims_file work)
  expect_stderr "hint: oauthctl login -p work --claims $file"
  [[ $(stat -c %a "$file") == 600 ]]
  jq -e '.userinfo == {email: null} and .access_token.acrs.value == "c1"' "$file"
  type_hint 0
  [[ ! -e $file ]]
  ends 0 oauthctl -p work request "$ISSUER/demands/claims"
}

@test "claims: the file is replaced by the next challenge, and removed at sign-out" {
  local file other
  file=$(claims_file default)
  sign_in --scope 'openid api.read'
  ends 3 oauthctl request "$ISSUER/demands/claims"
  ends 3 oauthctl request -G -d 'claims={"id_token":{"a":null}}' "$ISSUER/demands/claims"
  jq -e '. == {id_token: {a: null}}' "$file"
  for other in '' --local --forget; do
    ends 3 oauthctl request "$ISSUER/demands/claims"
    [[ -e $file ]]
    ends 0 oauthctl logout $other
    [[ ! -e $file ]]
    sign_in
  done
  ends 3 oauthctl request "$ISSUER/demands/claims"
  ends 0 oauthctl request --step-up "$ISSUER/demands/claims"
  [[ ! -e $file ]]
}

@test "claims that cannot be kept: a sentence" {
  sign_in
  mkdir "$(claims_file default)"
  ends 3 oauthctl request "$ISSUER/demands/claims"
  expect_stderr 'could not be kept'
  [[ $stderr != *'hint: oauthctl'* ]]
}

@test "--step-up signs in and sends the request again; the challenge is not shown" {
  sign_in --scope api.read
  ends 0 oauthctl request --step-up "$ISSUER/demands/scope"
  jq -e '.message == "hello, alice"' <<<"$output"
  [[ $output != *insufficient_scope* ]]
  expect_stderr 'wants a token with more scope: api.write; signing in again' 'signed in at'
  [[ $(granted) == 'api.read api.write' ]]
  ends 0 oauthctl request --step-up "$ISSUER/demands/scope"
  expect_stderr ''
}

@test "--step-up keeps the profile's settings" {
  ends 0 oauthctl login --secrets "$CLIENT_FILE" --scope api.read --for "$ISSUER" --param x=y --resource "$ISSUER"
  ends 0 oauthctl request --step-up "$ISSUER/demands/scope"
  ends 0 oauthctl profile show --json
  jq -e --arg issuer "$ISSUER" '.serves == [$issuer + "/"] and .resources == [$issuer] and .params == [["x", "y"]]' <<<"$output"
}

@test "--step-up: two demands, one after the other" {
  sign_in --scope api.read
  challenge 403 'Bearer error="insufficient_scope", scope="api.write"'
  challenge 401 'Bearer error="insufficient_user_authentication", acr_values="2"'
  ends 0 oauthctl request --step-up "$ISSUER/resource"
  [[ $(granted) == 'api.read api.write openid' ]]
}

@test "--step-up ends after two sign-ins, and after one that changes nothing" {
  sign_in --scope 'openid api.read'
  local logins
  logins=$(requests authorize)
  ends 3 oauthctl request --step-up "$ISSUER/demands/more"
  jq -e '.error == "insufficient_user_authentication"' <<<"$output"
  expect_stderr 'something else after each sign-in'
  [[ $(($(requests authorize) - logins)) == 2 ]]
  [[ $stderr != *'hint: oauthctl'* ]]
  logins=$(requests authorize)
  ends 3 oauthctl request --step-up "$ISSUER/demands/more?same=1"
  expect_stderr 'the new sign-in did not change that'
  [[ $(($(requests authorize) - logins)) == 1 ]]
}

@test "--step-up does not sign in if the token has the scope" {
  sign_in --scope api.read
  local logins
  logins=$(requests authorize)
  challenge 403 'Bearer error="insufficient_scope", scope="api.read"'
  ends 3 oauthctl request --step-up "$ISSUER/resource"
  expect_stdout challenged
  expect_stderr 'the scope api.read, which the token has'
  [[ $(requests authorize) == "$logins" ]]
}

@test "--step-up: -o FILE keeps its content until the last answer" {
  sign_in --scope api.read
  echo old >file
  ends 0 oauthctl request --step-up -o file "$ISSUER/demands/scope"
  jq -e '.message == "hello, alice"' file
  [[ $(wc -l <file) -le 1 ]]
  ends 3 oauthctl request -o file "$ISSUER/demands/more"
  jq -e '.error == "insufficient_user_authentication"' file
}

@test "--step-up sends a file again whole, but not a pipe" {
  sign_in --scope api.read
  printf 'a=%s' {1..2000} >file
  ends 0 oauthctl request --step-up -H 'Content-Type: text/plain' -d @file "$ISSUER/demands/scope"
  [[ $(jq -r .received <<<"$output") == "$(<file)" ]]
  sign_in --scope api.read
  ends 3 bash -c "head -c 9M /dev/zero | $OAUTHCTL_BIN/oauthctl request --step-up -d @- $API/scope/api.write"
  expect_stdout more
  expect_stderr 'a body from a pipe cannot be sent again' "hint: oauthctl login -p default --scope 'api.read api.write'"
}

@test "--step-up without a person: the profile's own grant asks for more scope" {
  sign_in --flow client-credentials --scope api.read
  local logins
  logins=$(requests authorize)
  ends 0 oauthctl request --step-up "$ISSUER/demands/scope"
  jq -e '.message == "hello, oauthctl-dev" and .scope == "api.read api.write"' <<<"$output"
  [[ $(requests authorize) == "$logins" ]]
  ends 3 oauthctl request --step-up "$ISSUER/demands/sign-in"
  expect_stderr 'nobody signs in with this profile'
}

@test "--step-up: a sign-in that fails gives the exit code, and the challenge is shown" {
  sign_in --scope api.read
  fault '{"endpoint": "token", "status": 400, "body": "{\"error\": \"invalid_grant\"}",
          "headers": {"Content-Type": "application/json"}}'
  ends 4 oauthctl request --step-up "$ISSUER/demands/scope"
  jq -e '.error == "insufficient_scope"' <<<"$output"
  expect_stderr invalid_grant
  ends 4 oauthctl request --step-up "$ISSUER/demands/scope?scope=unknown"
  expect_stderr invalid_scope
  ends 0 oauthctl request "$ISSUER/resource"
}

@test "an expired token is renewed as before" {
  sign_in --scope api.read
  challenge 401 'Bearer error="invalid_token"'
  ends 0 oauthctl request --step-up "$ISSUER/resource"
  jq -e '.message == "hello, alice"' <<<"$output"
}

@test "a challenge that cannot be typed gives a sentence, and --step-up signs nobody in" {
  sign_in --scope api.read
  local logins field
  logins=$(requests authorize)
  for field in \
    'Bearer error="insufficient_scope"' \
    'Bearer error="insufficient_scope", scope="a\"; reboot \""' \
    'Bearer error="insufficient_scope", scope="api.write --home /tmp"' \
    'Bearer error="insufficient_scope", scope="api.write", scope="email"' \
    'Bearer error="insufficient_scope", scope="api.write", DPoP error="insufficient_scope", scope="email"' \
    "Bearer error=\"insufficient_scope\", scope=\"$(printf 'x%.0s' {1..1001})\"" \
    'Bearer error="insufficient_user_authentication"' \
    'Bearer error="insufficient_user_authentication", max_age="-1"' \
    'Bearer error="insufficient_user_authentication", max_age="1h"' \
    'Bearer error="insufficient_user_authentication", acr_values="a\\b"' \
    'Bearer error="insufficient_claims"' \
    'Bearer error="insufficient_claims", claims="%%%"' \
    "Bearer error=\"insufficient_claims\", claims=\"$(base64 <<<'[1]')\"" \
    "Bearer error=\"insufficient_claims\", claims=\"$(base64 <<<'{"access_token":')\""; do
    challenge 403 "$field" 2
    ends 3 oauthctl request "$ISSUER/resource"
    expect_stdout challenged
    expect_stderr 'hint: '
    [[ $stderr != *'hint: oauthctl'* && $stderr != *reboot* ]] || { show "$field: $stderr"; return 1; }
    ends 3 oauthctl request --step-up "$ISSUER/resource"
    expect_stdout challenged
  done
  [[ $(requests authorize) == "$logins" && ! -e $(claims_file default) ]]
}
