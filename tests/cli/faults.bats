# Servers that fail: the exit code says whether trying again may help, and no failure loses the profile.
load support

setup_file() {
  start_dev_server
  start_faulty_server
}

teardown_file() {
  stop_dev_server
  stop_server "$FAULTY_PID"
}

setup() {
  use_empty_home
  client_file_with '{}'
  ends 0 oauthctl login --secrets secrets.json
  cp "$(record)" kept
}

# The client file and the record name the endpoint $1 at $2, as if the profile had always been at this server.
login_was_at() {
  local text
  client_file_with "{$1: \"$2\"}"
  text=$(sed -E "s#\"$1\":\"[^\"]*\"#\"$1\":\"$2\"#" "$(record)")
  sealed "$text" >"$(record)"
  cp "$(record)" kept
}

# The renewal uses the token endpoint $1 and ends in the exit code $2; the record is unchanged.
renewal_at() {
  login_was_at token_endpoint "$1"
  ends "$2" oauthctl token --refresh
  expect_failure "${@:3}"
  cmp kept "$(record)"
  ends 0 oauthctl token
}

@test "renewal: a server that is gone" { renewal_at http://127.0.0.1:1/token 5; }
@test "renewal: 500" { renewal_at "$FAULTY/500" 5 500; }
@test "renewal: 429 with a Retry-After that is too long to wait for" { renewal_at "$FAULTY/429" 5 429; }
@test "renewal: 400 that says nothing more" { renewal_at "$FAULTY/400" 3 'oauthctl login'; }
@test "renewal: HTML instead of JSON" { renewal_at "$FAULTY/html" 6; }
@test "renewal: an empty answer" { renewal_at "$FAULTY/empty" 6; }
@test "renewal: a redirect is not followed with secrets in hand" { renewal_at "$FAULTY/redirect" 6 redirect; }
@test "renewal: an answer without an end" { renewal_at "$FAULTY/endless" 6; }
@test "renewal: an answer that is cut off" { renewal_at "$FAULTY/truncated" 5; }

@test "an expired token and a server that is gone: 5, the record kept" {
  expire_token
  login_was_at token_endpoint http://127.0.0.1:1/token
  ends 5 oauthctl token
  cmp kept "$(record)"
}

# The sign-in fails before the browser is opened, and nothing is stored for the profile.
login_at() {
  client_file_with "$1"
  ends "$2" oauthctl -p new login --secrets secrets.json --timeout 5s
  expect_failure "${@:3}"
  ends 3 oauthctl -p new token
}

@test "discovery: gone, 500, HTML, empty, redirected elsewhere, endless" {
  login_at '{issuer: "http://127.0.0.1:1"}' 5
  login_at "{issuer: \"$FAULTY/500\"}" 5
  login_at "{issuer: \"$FAULTY/html\"}" 6
  login_at "{issuer: \"$FAULTY/empty\"}" 6
  login_at "{issuer: \"$FAULTY/endless\"}" 6
}

@test "discovery: a document that speaks for another issuer" {
  login_at "{issuer: \"${ISSUER/127.0.0.1/localhost}\"}" 6 issuer
}

@test "exchange: gone, 500, HTML, redirect, endless; the code is presented once" {
  login_at '{token_endpoint: "http://127.0.0.1:1/token"}' 5
  login_at "{token_endpoint: \"$FAULTY/500\"}" 5
  login_at "{token_endpoint: \"$FAULTY/429\"}" 5
  login_at "{token_endpoint: \"$FAULTY/html\"}" 6
  login_at "{token_endpoint: \"$FAULTY/redirect\"}" 6
  login_at "{token_endpoint: \"$FAULTY/endless\"}" 6
}

@test "logout: a server that is gone does not keep the token on the disk" {
  login_was_at revocation_endpoint http://127.0.0.1:1/revoke
  run --separate-stderr oauthctl logout
  expect_stderr 'revoke'
  ends 3 oauthctl token
}

@test "text of a server that holds terminal escapes is cleaned" {
  renewal_at "$FAULTY/html" 6
  [[ $stderr != *$'\e'* ]]
}

@test "login: what the server does not say of a lifetime leaves a whole sentence" {
  client_file_with "{token_endpoint: \"$FAULTY/no-lifetime\"}"
  ends 0 oauthctl login -p github --secrets secrets.json
  expect_stderr '(profile github); scopes: gist; does not expire; stored in '
  ends 0 oauthctl token -p github
}

@test "login: a token that expired on arrival says what to write" {
  client_file_with "{token_endpoint: \"$FAULTY/no-time-left\"}"
  ends 0 oauthctl login -p zero --secrets secrets.json
  expect_stderr 'warning: the token has expired on arrival' '"ignore_expires_in": true'
  ends 3 oauthctl token -p zero
  client_file_with "{token_endpoint: \"$FAULTY/no-time-left\", ignore_expires_in: true}"
  ends 0 oauthctl login -p zero --secrets secrets.json
  ends 0 oauthctl token -p zero
  expect_stdout at
}

@test "request: a redirect is named without its query, its fragment and its user" {
  ends 0 oauthctl request "$FAULTY/elsewhere"
  expect_stderr 'a redirect that was not followed, to com.app:/cb'
  [[ $stderr != *its-* ]]
  ends 0 oauthctl request "$FAULTY/elsewhere-as-somebody"
  expect_stderr 'a redirect that was not followed, to https://other.example/cb'
  [[ $stderr != *its-* ]]
}
