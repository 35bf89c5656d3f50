# Redirect URIs as they are registered: on another host, with a scheme of the client's own, https on this machine.
load ../flows/own_client
load ../support/free_port

setup_file() { start_dev_server --user alice:wonderland; }
teardown_file() { stop_dev_server; }
setup() { use_empty_home; }

# A client of the server with these redirect URIs, in secrets.json.
register_with() {
  register_client "$(jq -nc --args '{redirect_uris: $ARGS.positional, token_endpoint_auth_method: "none"}' -- "$@")"
}

# Where the server sends a browser; curl itself knows no schemes of other programs.
landed() {
  curl --silent --noproxy '*' --output /dev/null --dump-header - -- "$1" |
    sed -n 's/\r$//; s/^location: //Ip'
}

# Plays a person for a sign-in that reads standard input: opens the URL that is shown, and writes where that ended.
person() {
  until_true grep -q authorize shown
  landed "$(grep -oE "$ISSUER/authorize\?[^ ]*" shown | head -n 1)"
}

pasted_sign_in() {
  : >shown
  status=0
  person 3>&- | "$OAUTHCTL_BIN/oauthctl" login 2>shown >/dev/null || status=$?
  stderr=$(<shown) output=
}

@test "https on another host, and a private scheme: the URL is shown, the callback URL comes on stdin" {
  for uri in https://app.example.com/oauth/callback com.example.app:/callback; do
    register_with "$uri"
    export BROWSER="touch started #"
    pasted_sign_in
    [[ $status == 0 ]] || show
    expect_stderr 'signed in as alice'
    [[ ! -e started ]]
    ends 0 oauthctl token --refresh
    ends 0 oauthctl logout --forget
  done
}

@test "at a terminal it is pasted" {
  register_with https://app.example.com/oauth/callback
  ends 0 "$BATS_TEST_DIRNAME/paste.exp" '' "$OAUTHCTL_BIN/oauthctl" login
  ends 6 "$BATS_TEST_DIRNAME/paste.exp" 's/state=/state=x/' "$OAUTHCTL_BIN/oauthctl" login
}

@test "in two steps, too" {
  register_with com.example.app:/callback
  ends 0 oauthctl login --no-wait --json --flow code
  local url
  url=$(landed "$(jq -r .authorization_url <<<"$output")")
  [[ $url == com.example.app:/callback\?* ]]
  ends 2 oauthctl login --complete <<<"https://app.example.com/callback?${url#*\?}"
  ends 0 oauthctl login --complete <<<"$url"
}

@test "nothing, or other text on stdin, is exit 2, and names the way in two steps" {
  register_with https://app.example.com/oauth/callback
  ends 2 oauthctl login </dev/null
  expect_failure 'no callback URL came on standard input' 'oauthctl login --no-wait'
  ends 2 oauthctl login <<<hello
  expect_failure 'begins with https://app.example.com/oauth/callback'
  ends 6 oauthctl login <<<'https://app.example.com/oauth/callback?code=a&state=b'
}

@test "a loopback URI is preferred, whatever else is registered" {
  register_with https://app.example.com/cb http://127.0.0.1/callback
  ends 0 oauthctl login
}

@test "an answer that is posted cannot be pasted" {
  register_with https://app.example.com/cb
  jq '. + {response_mode: "form_post"}' secrets.json >posted.json
  chmod 600 posted.json
  ends 2 oauthctl login --secrets posted.json </dev/null
  expect_failure form_post
}

@test "out of band is refused, with what to register" {
  for uri in urn:ietf:wg:oauth:2.0:oob urn:ietf:wg:oauth:2.0:oob:auto oob; do
    client_file_with "{redirect_uris: [\"$uri\"]}"
    ends 2 oauthctl login --secrets secrets.json
    expect_failure "$uri" 'out of band' 'hint: register http://127.0.0.1/callback'
    ends 2 oauthctl login --secrets secrets.json --no-wait --flow code
  done
  client_file_with '{redirect_uris: ["urn:ietf:wg:oauth:2.0:oob", "http://127.0.0.1/callback"]}'
  ends 0 oauthctl login --secrets secrets.json
}

@test "http on another host, a fragment and javascript are refused" {
  for uri in http://app.example.com/cb 'https://app.example.com/cb#x' javascript:alert file:///x; do
    client_file_with "{redirect_uris: [\"$uri\"]}"
    ends 2 oauthctl login --secrets secrets.json
    expect_failure 'register http://127.0.0.1/callback'
  done
}

certificate() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -days 2 -subj /CN=localhost \
    -addext 'subjectAltName=DNS:localhost,IP:127.0.0.1' -keyout key.pem -out certificate.pem 2>/dev/null
  chmod 600 key.pem
  export CURL_CA_BUNDLE=$HOME/certificate.pem
}

@test "https on localhost is listened on with a certificate" {
  certificate
  register_with "https://localhost:$(free_port)/callback"
  ends 0 oauthctl login --tls-certificate certificate.pem --tls-key key.pem
  expect_stderr 'signed in as alice'
  [[ $stderr != *warning* ]]
}

@test "without a certificate it is pasted" {
  register_with "https://localhost:8443/callback"
  pasted_sign_in
  [[ $status == 0 ]] || show
}

@test "strangers at the TLS port neither end nor delay the login" {
  certificate
  local port
  port=$(free_port)
  register_with "https://localhost:$port/callback"
  cat >curious <<SCRIPT
#!/usr/bin/env bash
curl --silent --max-time 2 http://localhost:$port/callback
curl --silent --insecure --tls-max 1.1 https://localhost:$port/
printf 'GET / HTTP/1.1\r\n' | timeout 1 openssl s_client -quiet -connect localhost:$port
exec 5<>/dev/tcp/127.0.0.1/$port
printf '\x16\x03\x01' >&5
curl --silent --insecure "https://localhost:$port/callback?code=x&state=y"
exec $BATS_TEST_DIRNAME/browser "\$1"
SCRIPT
  chmod +x curious
  BROWSER=$HOME/curious ends 0 oauthctl login --tls-certificate certificate.pem --tls-key key.pem
}

@test "a key that others can read is a warning; files that do not fit are exit 2" {
  certificate
  register_with "https://localhost:$(free_port)/callback"
  ends 2 oauthctl login --tls-certificate certificate.pem
  ends 2 oauthctl login --tls-certificate missing.pem --tls-key key.pem
  expect_failure missing.pem
  ends 2 oauthctl login --tls-certificate key.pem --tls-key key.pem
  expect_failure 'not a certificate'
  openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out other.pem 2>/dev/null
  chmod 600 other.pem
  ends 2 oauthctl login --tls-certificate certificate.pem --tls-key other.pem
  expect_failure other.pem
  chmod 644 key.pem
  ends 0 oauthctl login --tls-certificate certificate.pem --tls-key key.pem
  expect_stderr 'key.pem: others can read this key'
  register_with http://127.0.0.1/callback
  ends 2 oauthctl login --tls-certificate certificate.pem --tls-key key.pem -p other
  expect_failure 'a certificate needs an https redirect URI'
}
