# Each check of doctor fails once, and the command that it names mends it when it is typed.
load support
load ../support/free_port

setup_file() { start_dev_server; }
teardown_file() { stop_dev_server; }

setup() {
  use_empty_home
  profiles=$HOME/.local/state/oauthctl/profiles
  cp "$CLIENT_FILE" secrets.json
  chmod 600 secrets.json
  unset SHELL
}

teardown() { [[ -z ${holder-} ]] || kill "$holder"; }

# The client file, for another server.
client_at() {
  jq --arg issuer "$1" '{client_id, client_secret, issuer: $issuer} | del(..|nulls)' "$CLIENT_FILE" >secrets.json
}

signed_in() { ends 0 oauthctl login -p work "$@"; }

# The first check of that name that is not good, as JSON.
finding() { jq -c --arg name "$1" '[.checks[] | select(.name == $name and .outcome != "good")][0] // empty' <<<"$report"; }

# finds CODE CHECK TEXT [ARGUMENT...]: leaves the command that mends it in $mend.
finds() {
  local code=$1 check=$2 text=$3
  shift 3
  ends "$code" oauthctl doctor --json "$@"
  report=$output
  [[ $(finding "$check" | jq -r .what) == *"$text"* ]] || { show "wanted in $check: $text"; return 1; }
  mend=$(finding "$check" | jq -r .mend)
}

# Types the mend. Afterwards the check has nothing to say.
mended() {
  local check=$1
  shift
  eval "$mend" 2>mend.err || { show "mend: $mend" "$(<mend.err)"; return 1; }
  run --separate-stderr oauthctl doctor --json "$@"
  report=$output
  [[ -z $(finding "$check") ]] || { show "typed: $mend" "still: $(finding "$check")"; return 1; }
}

# Plays a person with an editor, who runs that jq program.
edits() {
  cat >editor <<SH
#!/bin/sh
jq '$1' "\$1" >edited && mv edited "\$1" && chmod 600 "\$1"
SH
  chmod +x editor
  export EDITOR=./editor
}

@test "all is well: every check is good, and 0" {
  signed_in
  export PATH=$OAUTHCTL_BIN:$PATH
  ends 0 oauthctl doctor
  [[ $output != *✗* && $output != *!* ]] || { show; return 1; }
  for check in programs home 'client file' 'redirect URI' server metadata browser 'profile work' completion; do
    [[ $output == *"✓ $check"* ]] || { show "$check"; return 1; }
  done
}

@test "nobody is signed in: login" {
  finds 3 profiles 'nobody is signed in'
  mended profiles
}

@test "the named profile is not signed in: login -p" {
  finds 3 'profile other' 'not signed in' -p other
  mended 'profile other' -p other
}

@test "no client file: 2, before what follows from it" {
  rm secrets.json
  finds 2 'client file' 'no client file found'
  [[ $mend == *'--secrets FILE'* ]]
}

@test "the client file has moved: login --secrets FILE" {
  signed_in
  mv secrets.json moved.json
  finds 2 'client file' 'cannot be read'
  mend=${mend/FILE/moved.json}
  mended 'client file'
}

@test "others can read the client file: chmod, or --fix" {
  chmod 644 secrets.json
  finds 3 'client file' 'others can read'
  mended 'client file'
  chmod 644 secrets.json
  run --separate-stderr oauthctl doctor --fix
  expect_stderr 'closed'
  [[ $(stat -c %a secrets.json) == 600 ]]
}

@test "others can write the client file: chmod" {
  chmod 666 secrets.json
  finds 2 'client file' 'other users can write'
  mended 'client file'
}

@test "the client file is not JSON: line and column, and an editor" {
  jq . "$CLIENT_FILE" >good.json
  cp good.json secrets.json
  sed -i '2s/,$/;/' secrets.json
  finds 2 'client file' 'line 2'
  export EDITOR='cp good.json'
  mended 'client file'
}

@test "the client file has the value of an example: an editor" {
  signed_in
  for value in YOUR_CLIENT_ID replace-me '<client-id>'; do
    jq --arg value "$value" '.client_id = $value' "$CLIENT_FILE" >secrets.json
    finds 2 'client file' '"client_id" still has the value of an example'
    edits '.client_id = "oauthctl-dev"'
    mended 'client file'
  done
}

@test "a placeholder of a secret is not shown, nor is a secret" {
  jq '.client_secret = "replace-Zq81"' "$CLIENT_FILE" >secrets.json
  finds 2 'client file' '"client_secret" still has'
  [[ $output$stderr != *Zq81* ]]
}

@test "an unknown member: did you mean" {
  jq '.redirect_url = []' "$CLIENT_FILE" >secrets.json
  finds 3 'client file' 'did you mean "redirect_uris"?'
  edits 'del(.redirect_url)'
  mended 'client file'
}

@test "others can open the folder of the profiles: chmod, or --fix" {
  signed_in
  chmod 755 "$profiles"
  finds 0 home 'others can open'
  mended home
  chmod 755 "$profiles"
  ends 0 oauthctl doctor --fix
  [[ $(stat -c %a "$profiles") == 700 ]]
}

@test "others can write to the folder of the profiles: 1, and chmod" {
  signed_in
  chmod 777 "$profiles"
  finds 1 home 'writable by others'
  mended home
}

@test "everybody can write to the folder above: chmod" {
  signed_in
  chmod 777 "${profiles%/*}"
  finds 1 home 'writable by everybody'
  mended home
}

@test "the folder of the profiles cannot be written: chmod" {
  signed_in
  chmod 500 "$profiles"
  finds 5 home 'cannot be written'
  mended home
}

@test "a link in place of the folder of the profiles is named" {
  signed_in
  mv "$profiles" elsewhere
  ln -s "$HOME/elsewhere" "$profiles"
  finds 1 home 'symbolic link'
}

@test "locks of profiles that do not exist: --fix" {
  signed_in
  touch "$profiles"/{wrok.lock,wrok.login-lock}
  finds 0 locks '2 lock files'
  mended locks
  [[ ! -e $profiles/wrok.lock && -e $profiles/work.lock ]]
}

@test "a profile that signs in is not one that does not exist" {
  signed_in
  touch "$profiles/busy.login-lock"
  flock "$profiles/busy.login-lock" "$OAUTHCTL_BIN/oauthctl" doctor --fix >/dev/null 2>&1 || true
  [[ -e $profiles/busy.login-lock ]]
}

listens_on() { [[ -n $(ss -Hltn "sport = :$1") ]]; }

@test "another program has the port of the redirect URI: which" {
  local port
  port=$(free_port)
  socat TCP-LISTEN:"$port",bind=127.0.0.1,fork /dev/null 3>&- &
  holder=$!
  jq --arg uri "http://127.0.0.1:$port/callback" '.redirect_uris = [$uri]' "$CLIENT_FILE" >secrets.json
  until_true listens_on "$port"
  finds 5 'redirect URI' "port $port"
  eval "$mend" | grep -q "pid=$holder"
}

@test "a redirect URI off this machine is named" {
  jq '.redirect_uris = ["https://app.example.com/callback"]' "$CLIENT_FILE" >secrets.json
  finds 3 'redirect URI' 'https://app.example.com/callback'
}

@test "the CA file cannot be read: unset" {
  export SSL_CERT_FILE=/nonexistent/ca.pem
  finds 5 'CA file' '/nonexistent/ca.pem'
  mended 'CA file'
}

@test "the server does not answer: 5, and dev-server if it is on this machine" {
  local port
  port=$(free_port)
  client_at "http://127.0.0.1:$port"
  finds 5 server 'connection refused'
  [[ $mend == "oauthctl dev-server --port $port" ]]
  start_server "$OAUTHCTL_BIN/oauthctl" dev-server --port "$port"
  holder=$server_pid
  mend=true
  mended server
}

@test "the name of the server cannot be resolved: an editor" {
  client_at https://oauthctl.invalid
  finds 5 server 'cannot resolve oauthctl.invalid'
  edits ".issuer = \"$ISSUER\""
  mended server
}

@test "the proxy does not answer: unset" {
  client_at https://oauthctl.invalid
  export https_proxy=http://user:Zq81@127.0.0.1:9
  finds 5 server 'the proxy 127.0.0.1:9'
  [[ $output$stderr != *Zq81* ]]
  eval "$mend"
  finds 5 server 'cannot resolve'
}

@test "nobody trusted has signed the certificate: SSL_CERT_FILE" {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out ca.pem -days 2 \
    -subj /CN=localhost -addext subjectAltName=DNS:localhost 2>/dev/null
  local port
  port=$(free_port)
  openssl s_server -accept "$port" -cert ca.pem -key key.pem -www >/dev/null 2>&1 3>&- &
  holder=$!
  until_true listens_on "$port"
  client_at "https://localhost:$port"
  finds 5 server 'the certificate of localhost'
  [[ $mend == *SSL_CERT_FILE=ca.pem ]]
  mend="export ${mend##* }"
  mended server
}

@test "another issuer answers: 6, and an editor" {
  client_at "${ISSUER/127.0.0.1/localhost}"
  finds 6 metadata 'issuer'
  edits ".issuer = \"$ISSUER\""
  mended metadata
}

@test "BROWSER names a program that is missing: unset" {
  export BROWSER=no-such-browser
  finds 3 browser no-such-browser
  eval "$mend"
  finds 3 browser 'none found'
  [[ $mend == 'oauthctl login --no-browser' ]]
}

@test "a record is damaged: logout --local" {
  signed_in
  oauthctl login -p other
  echo '{' >"$profiles/work.json"
  finds 1 'profile work' 'is damaged'
  mended 'profile work'
  [[ -e $profiles/other.json ]]
}

@test "the token has expired: token" {
  signed_in
  expire_token
  finds 0 'profile work' 'has expired'
  mended 'profile work'
}

@test "the client file names another client since: login --replace" {
  signed_in
  oauthctl register "$ISSUER" --out other.json
  cp other.json secrets.json
  finds 2 'profile work' 'names another server or client'
  mended 'profile work'
}

@test "the timer's last renewal failed: systemctl start" {
  signed_in
  mkdir bin
  cat >bin/systemctl <<'SH'
#!/bin/sh
case $2 in
  is-active) printf 'active\n%s\n' "$(cat "$HOME/state" 2>/dev/null || echo failed)"; exit 3 ;;
  start) [ "$3" = oauthctl-renew@work.service ] && echo inactive >"$HOME/state" ;;
esac
SH
  chmod +x bin/systemctl
  export PATH=$HOME/bin:$PATH
  finds 0 'timer work' 'oauthctl-renew@work.service has failed'
  mended 'timer work'
}

@test "completion is not installed: the command that installs it" {
  signed_in
  for shell in bash zsh fish; do
    export SHELL=/bin/$shell
    finds 0 completion "not installed for $shell"
    mended completion
  done
}

@test "another oauthctl is first on the PATH, or none is: export PATH" {
  signed_in
  finds 0 PATH 'not on the PATH'
  mkdir bin
  cp /bin/true bin/oauthctl
  export PATH=$HOME/bin:$PATH
  finds 0 PATH "another oauthctl is first on the PATH: $HOME/bin/oauthctl"
  mended PATH
}

@test "a URL: who is for it, and what it says without a token" {
  signed_in --for "$ISSUER/resource"
  ends 0 oauthctl doctor "$ISSUER/resource?token=Zq81"
  [[ $output == *"work is for $ISSUER/resource"* && $output == *'answers 401 without a token and asks for Bearer'* ]]
  [[ $output$stderr != *Zq81* ]]
}

@test "a URL that asks for no token" {
  signed_in
  finds 0 URL 'asks for none' -p work "$ISSUER/"
}

@test "a URL that the profile does not serve: login --for" {
  signed_in --for https://api.example.com/
  finds 2 'which profile' 'to https://api.example.com/ only' -p work "$ISSUER/resource"
  eval "$mend"
  ends 0 oauthctl doctor "$ISSUER/resource"
  [[ $output == *"is for $ISSUER/resource"* ]]
}

@test "two profiles are for the URL: name one" {
  signed_in --for "$ISSUER/resource"
  oauthctl login -p other --for "$ISSUER/resource"
  finds 2 'which profile' 'both serve' "$ISSUER/resource"
  [[ $mend == *-p* ]]
  ends 0 oauthctl doctor -p other "$ISSUER/resource"
}

@test "a URL that no token may go to is refused" {
  signed_in
  finds 2 URL 'not a URL that a token can be sent to' http://api.example.com/
}

@test "a mend repeats the options that were typed" {
  cd /
  ends 2 oauthctl --home "$HOME/h" -p work doctor
  [[ $output == *"oauthctl login --home $HOME/h -p work"* ]]
}
