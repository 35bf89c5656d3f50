# The systemd units of docs/renewal-timer.md.
load support

setup_file() { start_dev_server; }
teardown_file() { stop_dev_server; }
setup() { use_empty_home; }

units=$OAUTHCTL_SOURCE_DIR/docs/systemd

# The command of the service for a profile.
command_of_service() { sed -n 's/^ExecStart=//p' "$units/oauthctl-renew@.service" | sed "s/%i/$1/"; }

@test "the timer's command renews before expiry, and its output goes nowhere" {
  sign_in -p work
  local before
  before=$(oauthctl -p work token)
  local -a command
  read -ra command <<<"$(command_of_service work)"
  [[ ${command[0]} == /usr/bin/env && ${command[1]} == oauthctl ]]
  PATH=$OAUTHCTL_BIN:$PATH
  ends 0 "${command[@]}"
  expect_stdout "$before"
  expire_token
  ends 0 "${command[@]}"
  [[ $output != "$before" ]]
  server_accepts "$output"
  grep -qx StandardOutput=null "$units/oauthctl-renew@.service"
}

@test "the timer fails with 3 when a person is needed" {
  local -a command
  read -ra command <<<"$(command_of_service nobody)"
  PATH=$OAUTHCTL_BIN:$PATH
  ends 3 "${command[@]}"
}

@test "the units are what systemd understands" {
  for unit in "$units"/*; do
    # A unit has only sections, settings and comments. If systemd-analyze is installed, it checks the settings too.
    [[ -z $(grep -vE '^(\[[A-Z][a-z]+\]|[A-Z][A-Za-z]+=.+|#.*|)$' "$unit") ]]
  done
  mkdir instance bin
  cp "$units/oauthctl-renew@.service" instance/oauthctl-renew@work.service
  cp "$units/oauthctl-renew@.timer" instance/oauthctl-renew@work.timer
  if command -v systemd-analyze; then systemd-analyze verify instance/oauthctl-renew@work.timer; fi
}
