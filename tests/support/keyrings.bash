# shellcheck shell=bash
# The real programs behind Debian's credential helpers, for scripts: they keep their files in the
# current folder.

# pass with a key of its own. gpg-agent's socket wants a short path.
start_pass() {
  GNUPGHOME=$(mktemp -d /tmp/gpg-XXXXXX)
  export GNUPGHOME PASSWORD_STORE_DIR=$PWD/password-store
  gpg --batch --quiet --passphrase '' --quick-generate-key oauthctl@example.com default default never
  pass init oauthctl@example.com >/dev/null
}

# gnome-keyring on a bus of its own, unlocked.
start_secret_service() {
  export XDG_RUNTIME_DIR=$PWD/run XDG_DATA_HOME=$PWD/data
  mkdir -m 700 run data
  dbus-daemon --session --nofork --print-address >bus 2>bus.log 3>&- &
  BUS_PID=$!
  for _ in {1..400}; do [[ ! -s bus ]] || break; sleep 0.025; done
  DBUS_SESSION_BUS_ADDRESS=$(<bus)
  export DBUS_SESSION_BUS_ADDRESS
  printf secret | gnome-keyring-daemon --foreground --unlock --components=secrets >keyring.log 2>&1 3>&- &
  KEYRING_PID=$!
  # It answers questions before it has the collection that new secrets go to.
  for _ in {1..400}; do
    docker-credential-secretservice store >/dev/null 2>&1 <<<'{"ServerURL": "ready", "Username": "-", "Secret": "-"}' &&
      docker-credential-secretservice erase <<<ready && return
    sleep 0.025
  done
  cat keyring.log
  return 1
}

stop_keyrings() {
  [[ -z ${GNUPGHOME-} ]] || { gpgconf --kill all; rm -rf "$GNUPGHOME"; }
  [[ -z ${BUS_PID-} ]] || kill "$BUS_PID"
  [[ -z ${KEYRING_PID-} ]] || kill "$KEYRING_PID" 2>/dev/null || true
}
