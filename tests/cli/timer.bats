# The systemd units of docs/renewal-timer.md, and `oauthctl timer`, which writes others.
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

# A stand-in for systemctl that notes its words, because a test has no user manager. It answers `show` from a file.
with_systemctl() {
  mkdir -p bin
  cat >bin/systemctl <<'SH'
#!/bin/bash
echo "$*" >>"$HOME/systemctl.log"
[[ $2 != disable || -e $HOME/stays ]] || sed -i s/=active/=inactive/ "$HOME/properties"
env >"$HOME/environment"
[[ $2 != show ]] || grep "^${3#--property=}=" "$HOME/properties"
SH
  chmod +x bin/systemctl
  printf '%s\n' Version=255 ActiveState=active NextElapseUSecRealtime='Mon 2026-11-30 10:00:12 UTC' \
    LastTriggerUSec='Mon 2026-11-30 09:45:12 UTC' ExecMainStatus=3 >properties
  PATH=$HOME/bin:$PATH
}

units_of() { echo "$HOME/.config/systemd/user/oauthctl-renew@$1."{service,timer}; }

@test "timer enable writes units with real paths and starts the timer; disable takes them back" {
  with_systemctl
  sign_in -p work
  ends 0 oauthctl timer enable -p work
  local -a units
  read -ra units <<<"$(units_of work)"
  grep -qx "ExecStart=$OAUTHCTL_BIN/oauthctl -p work token --min-ttl 20m" "${units[0]}"
  grep -qx StandardOutput=null "${units[0]}"
  if command -v systemd-analyze; then systemd-analyze verify "${units[@]}"; fi
  [[ $(tail -n 2 systemctl.log) == "--user daemon-reload"$'\n'"--user enable --now oauthctl-renew@work.timer" ]]
  [[ $output == "$(cat "${units[@]}")" ]]
  ends 0 oauthctl timer enable -p work
  ends 0 oauthctl setup timer -p work --undo
  [[ ! -e ${units[0]} && ! -e ${units[1]} ]]
  grep -qx -e "--user disable --now oauthctl-renew@work.timer" systemctl.log
}

@test "a timer that goes on after disable is said to, and systemctl gets no secret of ours" {
  with_systemctl
  sign_in -p work
  OAUTHCTL_CLIENT_SECRET=x OAUTHCTL_PASSWORD=y ends 0 oauthctl timer enable -p work
  grep -q '^HOME=' environment
  [[ $(grep -cE '^OAUTHCTL_(CLIENT_SECRET|PASSWORD)=' environment) == 0 ]]
  touch stays
  ends 5 oauthctl timer disable -p work
  expect_failure 'oauthctl-renew@work.timer' 'systemctl --user stop'
}

@test "the timer's command finds a home that only the environment names, whatever its name is" {
  with_systemctl
  export OAUTHCTL_HOME="$HOME/100% my\$home"
  mkdir "$OAUTHCTL_HOME"
  sign_in -p work
  ends 0 oauthctl setup timer -p work
  grep -qxF "ExecStart=$OAUTHCTL_BIN/oauthctl --home \"$HOME/100%% my\$\$home\" -p work token --min-ttl 20m" \
    "$HOME/.config/systemd/user/oauthctl-renew@work.service"
  ends 0 env PATH=/nowhere "$OAUTHCTL_BIN/oauthctl" setup timer -p work
  local before line=${output#'*/15 * * * * '}
  before=$(oauthctl token -p work)
  unset OAUTHCTL_HOME
  # cron unescapes the percent sign and gives the line to a shell.
  line=${line//\\%/%}
  ends 0 sh -c "${line%>/dev/null}"
  expect_stdout "$before"
}

@test "timer status says whether the timer is active, and how the last run ended" {
  with_systemctl
  ends 0 oauthctl timer status -p work
  expect_stdout 'work: the timer is active; next run Mon 2026-11-30 10:00:12 UTC; last run Mon 2026-11-30 09:45:12 UTC, exit code 3'
  ends 0 oauthctl timer status -p work --json
  [[ $(jq -c '[.profile, .active, .exit_code]' <<<"$output") == '["work",true,3]' ]]
  sed -i s/active/inactive/ properties
  ends 0 oauthctl timer status -p work
  expect_stdout 'work: no timer is active'
}

@test "a timer is for a profile that is signed in, and setup timer has no target" {
  with_systemctl
  ends 3 oauthctl timer enable -p nobody
  expect_failure 'oauthctl login -p nobody'
  [[ ! -e .config ]]
  ends 2 oauthctl setup timer work
  expect_failure 'setup timer takes no TARGET'
}
