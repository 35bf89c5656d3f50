# The story that a newcomer sees first.
load ../support/programs

setup() { use_empty_home; }

@test "demo tells the whole story by itself and leaves nothing behind" {
  mkdir tmp
  export TMPDIR=$HOME/tmp
  ends 0 oauthctl demo
  for step in login token request refresh validate logout; do
    [[ ${output,,}${stderr,,} == *"$step"* ]] || { show "no $step"; return 1; }
  done
  [[ $output == *'request_uri = urn:ietf:params:oauth:request_uri:'* ]]
  [[ $output == *'checked the ID token: RS256 signature, iss, aud, exp, iat, nonce'* ]]
  [[ -z $(find "$HOME" -type f) ]]
  run pgrep -f "$OAUTHCTL_LIBEXEC/oauthctl-devserver.*$HOME"
  [[ $status == 1 ]]
}

@test "a signal ends the demo while it waits for a person" {
  mkdir tmp
  # shellcheck disable=SC2016 # expect's own variables
  ends 130 env TMPDIR="$HOME/tmp" BROWSER=true expect -c '
    set timeout 20
    spawn -noecho $env(OAUTHCTL_BIN)/oauthctl demo
    expect "press Enter"
    exec kill -TERM [exp_pid]
    expect eof
    exit [lindex [wait] 3]'
  [[ -z $(find tmp -type f) ]]
}

@test "demo does not touch the profiles of its user" {
  mkdir mine
  OAUTHCTL_HOME=$HOME/mine ends 0 oauthctl demo
  [[ -z $(find mine -type f) ]]
}

@test "demo fails when it cannot start its server" {
  mkdir -p tree/bin tree/libexec/oauthctl
  cp "$OAUTHCTL_BIN/oauthctl" tree/bin
  cp "$OAUTHCTL_LIBEXEC/oauthctl-net" tree/libexec/oauthctl
  ends 1 tree/bin/oauthctl demo
}
