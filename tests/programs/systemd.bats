# The units of docs/systemd in a real user manager, which runs in namespaces of its own.
load support

# Seconds.
readonly lifetime=6

setup_file() { start_dev_server --access-token-ttl "${lifetime}s"; }
teardown_file() { stop_dev_server; }

setup() {
  use_empty_home
  with_user_manager : || skip 'needs root, and a systemd that runs in namespaces'
  sign_in
  mkdir -p .config/systemd/user
  cp "$OAUTHCTL_SOURCE_DIR"/docs/systemd/* .config/systemd/user/
}

# Runs a function of this file while a user manager of this home runs.
with_user_manager() {
  # shellcheck disable=SC2163 # the function that it names
  [[ $1 == : ]] || export -f "$1"
  export -f start_manager oauthctl server_accepts until_true has_new_token status_of is_started_again
  unshare --mount --cgroup --pid --fork --mount-proc --propagation private bash -euc "start_manager; $1" 2>manager.err
}

# It must believe that systemd started the machine.
start_manager() {
  mount -t cgroup2 cgroup2 /sys/fs/cgroup
  mount -t tmpfs tmpfs /run
  export XDG_RUNTIME_DIR=/run/user/0
  mkdir -p /run/systemd/system $XDG_RUNTIME_DIR
  chmod 700 $XDG_RUNTIME_DIR
  /usr/lib/systemd/systemd --user --unit=basic.target >manager.log 2>&1 3>&- &
  until_true systemctl --user --quiet is-active basic.target
  systemctl --user set-environment PATH="$OAUTHCTL_BIN:$PATH"
}

status_of() { systemctl --user show --value -p "$2" "$1"; }

is_started_again() { [[ $(status_of "$1" NRestarts) == 1 && $(status_of "$1" ActiveState) == active ]]; }

shows() { with_user_manager "$1" || { cat manager.err manager.log; return 1; }; }

keep_works() {
  local unit=oauthctl-keep@default file=$XDG_RUNTIME_DIR/oauthctl/default.token token
  systemctl --user start "$unit"
  # It is started when there is a token.
  token=$(<"$file")
  server_accepts "$token"
  [[ $(stat -c %a "$file" "$(dirname "$file")") == $'600\n700' ]]
  [[ $(status_of "$unit" StatusText) == 'tokens are fresh: 1' ]]
  until_true has_new_token "$file" "$token"
  server_accepts "$(<"$file")"
  systemctl --user stop "$unit"
  [[ $(status_of "$unit" Result) == success && -s $file ]]
}

@test "keep: started means that there is a token; it is renewed, and stopped without a failure" {
  shows keep_works
}

keep_needs_a_person() {
  local unit=oauthctl-keep@default
  systemctl --user start "$unit"
  oauthctl logout
  until_true systemctl --user --quiet is-failed "$unit"
  [[ $(status_of "$unit" ExecMainStatus) == 3 && $(status_of "$unit" NRestarts) == 0 ]]
  [[ $(status_of "$unit" StatusText) == 'profile default is not signed in; sign in: oauthctl login -p default' ]]
  [[ -f $XDG_RUNTIME_DIR/oauthctl/default.token && ! -s $XDG_RUNTIME_DIR/oauthctl/default.token ]]
}

@test "keep: after a logout it has failed with 3, says what helps, and is not started again" {
  shows keep_needs_a_person
}

keep_is_killed() {
  local unit=oauthctl-keep@default
  mkdir -p .config/systemd/user/oauthctl-keep@.service.d
  printf '[Service]\nRestartSec=100ms\n' >.config/systemd/user/oauthctl-keep@.service.d/fast.conf
  systemctl --user daemon-reload
  systemctl --user start "$unit"
  kill -KILL "$(status_of "$unit" MainPID)"
  until_true is_started_again "$unit"
  server_accepts "$(<"$XDG_RUNTIME_DIR/oauthctl/default.token")"
}

@test "keep: killed, it is started again" {
  shows keep_is_killed
}

timer_renews() {
  local before
  before=$(oauthctl token)
  systemctl --user start oauthctl-renew@default.timer
  systemctl --user start oauthctl-renew@default.service
  [[ $(status_of oauthctl-renew@default.service Result) == success && $(oauthctl token --offline) != "$before" ]]
  systemctl --user --quiet is-active oauthctl-renew@default.timer
}

@test "the timer's service renews the token" {
  shows timer_renews
}
