# A real IMAP and submission server that asks an authorization server about tokens. It runs as an ordinary user, also if
# the tests run as root. Needs support.bash.

# 2.4 has settings of another form.
has_dovecot() { [[ -n $(type -P dovecot) && $(dovecot --version) == 2.3.* ]]; }

# `start_dovecot INTROSPECTION_URL ATTRIBUTE [MECHANISMS]`: the URL contains the credentials of a client, and ATTRIBUTE is
# the member of the answer that names the mailbox. Leaves $MAIL (a folder), $IMAPS, $SUBMISSION and $RELAYED (a file of letters).
start_dovecot() {
  local owner as_owner=()
  # A short path, for sockets.
  MAIL=$(mktemp -d /tmp/mail-XXXXXX)
  RELAYED=$MAIL/relayed
  start_server node "$OAUTHCTL_SOURCE_DIR/tests/programs/mail_sink.mjs" "$RELAYED"
  SINK_PID=$server_pid
  make_certificate "$MAIL/key.pem" "$MAIL/certificate.pem" DNS:localhost
  owner=$(id -u):$(id -g)
  if ((EUID == 0)); then
    owner=65534:65534
    as_owner=(setpriv --reuid=65534 --regid=65534 --clear-groups)
  fi
  for _ in 1 2 3 4 5; do
    IMAPS=$(free_port) SUBMISSION=$(free_port)
    dovecot_settings "$first_line" "${owner%:*}" "${owner#*:}" "${3-xoauth2 oauthbearer}" >"$MAIL/dovecot.conf"
    oauth2_settings "$1" "$2" >"$MAIL/oauth2.conf"
    chown -R "$owner" "$MAIL"
    "${as_owner[@]}" dovecot -F -c "$MAIL/dovecot.conf" >"$MAIL/said" 2>&1 3>&- &
    DOVECOT_PID=$!
    export MAIL RELAYED IMAPS SUBMISSION SINK_PID DOVECOT_PID
    for _ in {1..200}; do
      if (exec 4<>"/dev/tcp/127.0.0.1/$IMAPS" 5<>"/dev/tcp/127.0.0.1/$SUBMISSION") 2>/dev/null; then return 0; fi
      kill -0 "$DOVECOT_PID" 2>/dev/null || break # a port was taken meanwhile
      sleep 0.025
    done
    stop_server "$DOVECOT_PID"
  done
  cat "$MAIL/said" "$MAIL/log" >&2
  return 1
}

stop_dovecot() {
  for pid in "${DOVECOT_PID-}" "${SINK_PID-}"; do [[ -z $pid ]] || stop_server "$pid"; done
  [[ -z ${MAIL-} ]] || rm -rf "$MAIL"
}

# For mbsync, below the recipe's store `work`: fetches all letters into the new folder here.
mbsync_channel() {
  mkdir here
  cat <<END
CertificateFile $MAIL/certificate.pem

MaildirStore here
Path here/
Inbox here/INBOX

Channel all
Far :work:
Near :here:
Create Near
END
}

# dovecot_settings RELAY_PORT UID GID MECHANISMS
dovecot_settings() {
  local user
  user=$(id -nu "$2")
  cat <<END
base_dir = $MAIL/run
state_dir = $MAIL/state
log_path = $MAIL/log
listen = 127.0.0.1
hostname = localhost
protocols = imap submission
auth_verbose = yes
auth_failure_delay = 0
auth_mechanisms = $4
default_internal_user = $user
default_internal_group = $(getent group "$3" | cut -d: -f1)
default_login_user = $user
first_valid_uid = 0
ssl = required
ssl_cert = <$MAIL/certificate.pem
ssl_key = <$MAIL/key.pem
mail_location = maildir:$MAIL/of/%u
submission_relay_host = 127.0.0.1
submission_relay_port = $1
service anvil {
  chroot =
  # No longer and longer waits after each refusal.
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service imap-login {
  chroot =
  inet_listener imap {
    port = 0
  }
  inet_listener imaps {
    port = $IMAPS
  }
}
service submission-login {
  chroot =
  inet_listener submission {
    port = $SUBMISSION
  }
}
passdb {
  driver = oauth2
  args = $MAIL/oauth2.conf
}
userdb {
  driver = static
  args = uid=$2 gid=$3 home=$MAIL/home/%u
}
END
}

oauth2_settings() {
  cat <<END
introspection_mode = post
introspection_url = $1
username_attribute = $2
active_attribute = active
active_value = true
END
}
