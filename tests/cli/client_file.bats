# Client files that cannot be used: the message names the file and the member, nothing is stored, no request is sent.
load support

setup_file() { start_faulty_server; }
teardown_file() { stop_server "$FAULTY_PID"; }
setup() { use_empty_home; }

refused() {
  ends 2 timeout 20 "$OAUTHCTL_BIN/oauthctl" login --no-browser --timeout 1s --secrets secrets.json
  expect_failure secrets.json "$@"
  [[ -z $(find "$HOME" -name '*.json' ! -name secrets.json) ]]
}

refused_text() {
  printf %s "$1" >secrets.json
  refused "${@:2}"
}

@test "a file that is not there" { refused; }

@test "a folder" {
  mkdir secrets.json
  refused
}

@test "a FIFO that nobody writes to" {
  mkfifo secrets.json
  refused
}

@test "an empty file" { refused_text ''; }

@test "a truncated file" { refused_text '{"client_id": "a", '; }

@test "bytes that are not UTF-8" {
  printf '{"client_id": "\xff\xfe"}' >secrets.json
  refused
}

@test "a terminal escape in the file does not reach the terminal" {
  refused_text $'{"client_id": "\e[31m'
  [[ $stderr != *$'\e'* ]]
}

@test "100 MB" {
  truncate --size 100M secrets.json
  refused
}

@test "a hundred thousand arrays in one another" {
  { printf '{"client_id":'; printf '[%.0s' {1..100000}; } >secrets.json
  refused
}

@test "something else than an object" {
  refused_text '[]' object
  refused_text '"client_id"' object
  refused_text 'null' object
}

@test "members of the wrong type, or not there" {
  local endpoints='"authorization_endpoint": "https://as.example/a", "token_endpoint": "https://as.example/t"'
  while IFS='|' read -r text member; do refused_text "$text" "$member"; done <<TABLE
{$endpoints}|client_id
{"client_id": 7, $endpoints}|client_id
{"client_id": "", $endpoints}|client_id
{"client_id": "a", "client_secret": ["s"], $endpoints}|client_secret
{"client_id": "a", "redirect_uris": "http://127.0.0.1/", $endpoints}|redirect_uris
{"client_id": "a", "redirect_uris": [7], $endpoints}|redirect_uris
{"client_id": "a", "scope": ["openid"], $endpoints}|scope
{"client_id": "a", "params": "x", $endpoints}|params
{"client_id": "a", "client_id": "b", $endpoints}|client_id
{"client_id": "a", "token_endpoint_auth_method": "magic", $endpoints}|token_endpoint_auth_method
{"client_id": "a"}|issuer
{"client_id": "a", "issuer": 7}|issuer
{"client_id": "a", "issuer": "http://as.example"}|issuer
{"client_id": "a", "issuer": "ftp://as.example"}|issuer
{"client_id": "a", "authorization_endpoint": "http://as.example/a", "token_endpoint": "https://as.example/t"}|authorization_endpoint
{"client_id": "a", "authorization_endpoint": "javascript:alert(1)", "token_endpoint": "https://as.example/t"}|authorization_endpoint
{"client_id": "a", "authorization_endpoint": "https://as.example/a"}|token_endpoint
{"client_id": "a", "authorization_endpoint": "https://as.example/a", "token_endpoint": "file:///etc/passwd"}|token_endpoint
{"installed": []}|installed
{"installed": {}}|client_id
{"installed": {"client_id": "a", "client_secret": 7}}|client_secret
{"web": {"client_id": "a"}}|auth_uri
{"type": "service_account", "client_id": "1", "client_email": "a@b", "private_key": "k", "token_uri": "https://as.example/t"}|private_key
{"type": "service_account", "private_key": "k", "token_uri": "https://as.example/t"}|client_email
{"type": "service_account", "client_email": "a@b", "private_key": "k", "token_uri": "http://as.example/t"}|token_uri
TABLE
}

@test "members nobody knows and a file that others can read are warnings" {
  printf '{"client_id": "a", "colour": "red", "authorization_endpoint": "%s/authorize", "token_endpoint": "%s/token"}' \
    "$FAULTY" "$FAULTY" >secrets.json
  chmod 644 secrets.json
  ends 0 oauthctl login
  expect_stderr 'warning: ' colour 'chmod 600'
}

@test "secrets.example.json is read as it is, and only its placeholders stand in the way" {
  cp "$OAUTHCTL_SOURCE_DIR/secrets.example.json" secrets.json
  chmod 600 secrets.json
  ends 2 oauthctl login --no-browser --timeout 1s --scope openid
  expect_failure '"client_id" still has the value of an example'
  sed -i s/replacewithyours/mine/ secrets.json
  ends 2 oauthctl login --no-browser --timeout 1s
  expect_failure 'a scope' 'oauthctl login --scope'
  ends 7 oauthctl login --secrets secrets.json --no-browser --timeout 1s --scope openid
  expect_failure 'https://accounts.google.com/' 'oauthctl login --secrets secrets.json --scope openid --no-browser --timeout 15m'
}
