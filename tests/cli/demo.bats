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

# At 80 columns with colour; without escapes in lines.txt. OAUTHCTL_PROFILE is the user's own.
demo_on_a_terminal() {
  # shellcheck disable=SC2016 # expect's own variables
  ends 0 env TERM=xterm OAUTHCTL_PROFILE=work "$@" expect -c '
    set timeout 60
    set stty_init "columns 80"
    spawn -noecho $env(OAUTHCTL_BIN)/oauthctl demo --no-browser
    expect eof
    exit [lindex [wait] 3]'
  sed -E $'s/\r//g; s/\x1b\\[[0-9;]*[A-Za-z]//g' <<<"$output" >lines.txt
}

@test "demo fits 80 columns, in colour" {
  demo_on_a_terminal
  [[ $output == *$'\x1b[1;36m1. Start an authorization server'* && $output == *$'\x1b[1m   $ oauthctl token'* ]]
  ! grep -E '.{81}' lines.txt
  demo_on_a_terminal NO_COLOR=1
  [[ $output != *$'\x1b'* ]]
}

@test "demo's own sign-in invites nobody to do it again" {
  demo_on_a_terminal
  ! grep -E '/authorize\?|press Enter|another machine' lines.txt
}

@test "demo ends with three commands to type" {
  demo_on_a_terminal
  sed -n '/What next/,$p' lines.txt | grep '^   \$ ' >next.txt
  diff next.txt - <<END
   \$ export PATH=$OAUTHCTL_BIN:\$PATH
   \$ oauthctl login
   \$ oauthctl help
END
  demo_on_a_terminal PATH="$OAUTHCTL_BIN:$PATH"
  grep -F '   $ oauthctl providers' lines.txt
}

@test "demo names RFCs only with -v" {
  ends 0 oauthctl demo
  [[ $output != *RFC* && $output == *'hint: oauthctl login -p default'* ]]
  ends 0 oauthctl demo -v
  [[ $output == *'RFC 7636'* ]]
}
