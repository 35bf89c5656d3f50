# The same mail server with a provider that is not ours: npm's oidc-provider, as in tests/interop.
load support
load dovecot

setup_file() {
  has_dovecot || export LACKS='dovecot 2.3'
  has_oidc_provider || export LACKS='what scripts/test installs in tests/interop'
  [[ -z ${LACKS-} ]] || return 0
  start_oidc_provider
  # The server wants the client's name and secret form-encoded below Basic (RFC 6749 §2.3.1).
  local credentials
  credentials=$(jq -r '.[] | select(.client_id == "confidential:basic/1") | "\(.client_id | @uri | @uri):\(.client_secret | @uri | @uri)"' \
    "$INTEROP/clients.json")
  start_dovecot "http://$credentials@${ISSUER#http://}/token/introspection" sub
}

teardown_file() {
  [[ -z ${LACKS-} ]] || return 0
  stop_dovecot
  stop_servers
}

@test "curl reads and msmtp sends, also after a renewal" {
  [[ -z ${LACKS-} ]] || skip "$LACKS is missing"
  use_empty_home
  export BROWSER=$INTEROP/browser
  export PATH=$OAUTHCTL_BIN:$PATH CURL_CA_BUNDLE=$MAIL/certificate.pem
  sign_in -p mail --timeout 20s
  for method in oauthbearer xoauth2; do
    ends 0 bash -euc "$(code_below docs/cookbook.md 'curl for mail' |
      sed "s|ann@example.com|alice|; s|imap.example.com|localhost:$IMAPS|")"
    [[ $output == *INBOX* ]]
    [[ -z $(type -P msmtp) ]] || {
      cat >.msmtprc <<END
$(code_below docs/cookbook.md msmtp | sed "s/^user .*/user alice/; s/smtp.example.com/localhost/; s/587/$SUBMISSION/; s/oauthbearer/$method/")
tls_trust_file $MAIL/certificate.pem
END
      chmod 600 .msmtprc
      ends 0 msmtp bob@example.com <<<'hello'
      grep -q "submission-login: Info: Login: user=<alice>, method=${method^^}," "$MAIL/log"
    }
    expire_token
  done
}
