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
  [[ -z $(find "$HOME" -type f) ]]
  run pgrep -f "$OAUTHCTL_LIBEXEC/oauthctl-devserver.*$HOME"
  [[ $status == 1 ]]
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
