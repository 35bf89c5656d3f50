# Mail programs, and a real IMAP and submission server that asks the development server about each token.
load support
load dovecot

setup_file() {
  [[ -n $(type -P node) ]] || export LACKS=node
  has_dovecot || export LACKS='dovecot 2.3'
  [[ -z ${LACKS-} ]] || return 0
  start_dev_server --user ann@example.com:secret
  INTROSPECTION=http://$(jq -r '.client_id + ":" + .client_secret' "$CLIENT_FILE")@${ISSUER#http://}/introspect
  export INTROSPECTION
  start_dovecot "$INTROSPECTION" username
}

teardown_file() {
  [[ -z ${LACKS-} ]] || return 0
  stop_dovecot
  stop_servers
}

setup() {
  [[ -z ${LACKS-} ]] || skip "$LACKS is not installed"
  use_empty_home
  export PATH=$OAUTHCTL_BIN:$PATH CURL_CA_BUNDLE=$MAIL/certificate.pem
  : >"$MAIL/log"
  : >"$RELAYED"
  sign_in -p mail
}

# The recipe for that program, for our servers.
recipe() {
  code_below docs/cookbook.md "$1" |
    sed "s|//imap.example.com/|//localhost:$IMAPS/|; s|//ann%40example.com@imap.example.com/|//ann%40example.com@localhost:$IMAPS/|
      s|@smtp.example.com:587/|@localhost:$SUBMISSION/|; s|^port 587|port $SUBMISSION|; s|^host smtp.example.com|host localhost|
      s|^Host imap.example.com|Host localhost\nPort $IMAPS|"
}

# signed_in PROTOCOL METHOD: the server's own view.
signed_in() {
  grep -q "$1-login: Info: Login: user=<ann@example.com>, method=$2," "$MAIL/log" || { cat "$MAIL/log"; return 1; }
}

# Puts a letter into the mailbox.
deliver() {
  printf 'Subject: %s\r\n\r\nhello\r\n' "$1" >letter
  curl_recipe -T letter "imaps://localhost:$IMAPS/INBOX"
}

curl_recipe() {
  printf 'oauth2-bearer = "%s"\n' "$(oauthctl token -p mail)" |
    curl -sS -K - -u ann@example.com: "$@"
}

@test "curl: an expired token is renewed, and one that the server does not know is refused" {
  for _ in 1 2; do
    ends 0 bash -euc "$(recipe 'curl for mail')"
    [[ $output == *INBOX* ]]
    expire_token
  done
  signed_in imap OAUTHBEARER
  run curl -sS --oauth2-bearer unknown -u ann@example.com: "imaps://localhost:$IMAPS/"
  [[ $status == 67 ]] # login denied
}

@test "curl: a server that knows only XOAUTH2" {
  start_dovecot "$INTROSPECTION" username xoauth2
  CURL_CA_BUNDLE=$MAIL/certificate.pem run bash -euc "$(recipe 'curl for mail')"
  signed_in imap XOAUTH2
  stop_dovecot
  [[ $status == 0 && $output == *INBOX* ]]
}

@test "somebody else's mailbox is closed to the token" {
  run bash -euc "$(recipe 'curl for mail' | sed 's/-u ann/-u bob/')"
  [[ $status == 67 ]]
}

@test "msmtp sends by OAUTHBEARER and XOAUTH2" {
  needs msmtp
  for method in oauthbearer xoauth2; do
    { recipe msmtp | sed "s/^auth .*/auth $method/" && echo "tls_trust_file $MAIL/certificate.pem"; } >.msmtprc
    chmod 600 .msmtprc
    printf 'Subject: by %s\n\nhello\n' $method >letter
    ends 0 msmtp bob@example.com <letter
    signed_in submission "${method^^}"
    grep -q "Subject: by $method" "$RELAYED"
    expire_token
  done
}

@test "mbsync fetches by XOAUTH2" {
  needs mbsync
  deliver fetched
  { recipe mbsync && mbsync_channel; } >.mbsyncrc
  ends 0 mbsync --all
  signed_in imap XOAUTH2
  grep -rq 'Subject: fetched' here/INBOX
}

@test "neomutt sends and reads, by OAUTHBEARER and XOAUTH2" {
  needs neomutt
  deliver 'for neomutt'
  for method in oauthbearer xoauth2; do
    : >"$MAIL/log"
    { recipe neomutt | sed "s/oauthbearer:xoauth2/$method/" && cat; } >.muttrc <<END
set certificate_file = "$MAIL/certificate.pem"
set ssl_ca_certificates_file = "$MAIL/certificate.pem"
END
    echo hello >letter
    ends 0 neomutt -F .muttrc -s "by $method" bob@example.com <letter
    signed_in submission "${method^^}"
    grep -q "Subject: by $method" "$RELAYED"
    expire_token
    TERM=xterm ends 0 expect -c 'set timeout 10' -c 'spawn neomutt -F .muttrc -e "push <exit>"' -c 'expect eof'
    [[ $output == *'for neomutt'* ]] || { show; return 1; }
    signed_in imap "${method^^}"
  done
}

@test "the formats xoauth2 and oauthbearer are the first message of a sign-in" {
  for method in xoauth2 oauthbearer; do
    printf 'a AUTHENTICATE %s %s\r\nb LOGOUT\r\n' "${method^^}" \
      "$(oauthctl token -p mail --format $method --user ann@example.com)" |
      openssl s_client -quiet -ign_eof -connect "localhost:$IMAPS" -CAfile "$MAIL/certificate.pem" >answer 2>/dev/null
    grep -q '^a OK' answer
  done
}
