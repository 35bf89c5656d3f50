# Completion in the real shells: what they make of a line with tabs is what `oauthctl` is then run with.
load support

setup_file() { start_dev_server; }
teardown_file() { stop_dev_server; }

setup() {
  use_empty_home
  sign_in -p work --scope 'openid email'
  mkdir bin folder
  # Writes down its arguments, one a line; the shell's own questions are answered.
  cat >bin/oauthctl <<SH
#!/bin/sh
[ "\$1" != completion ] || exec "$OAUTHCTL_BIN/oauthctl" "\$@"
printf '%s\n' "\$@" >"$HOME/ran"
SH
  cp /bin/true bin/oauthctl-tests-program
  chmod +x bin/oauthctl
  export PATH=$HOME/bin:$PATH
  touch client.json
}

# A line with <TAB>s, and the line that it must become.
completes() {
  local shell=$1 typed=$2 wanted=$3
  rm -f ran
  expect "$BATS_TEST_DIRNAME/completion.exp" "$shell" "script.$shell" "${typed//<TAB>/$'\t'}"
  # zsh takes the slash of a folder back when a blank follows.
  local made
  made="oauthctl $(sed 's,/$,,' ran | paste -sd' ')"
  [[ $made == "$wanted" ]] || {
    show "$shell made of: $typed" "this: $made" "wanted: $wanted"
    return 1
  }
}

complete_all() {
  oauthctl completion "$1" >"script.$1"
  completes "$1" 'oauthctl logi<TAB>' 'oauthctl login'
  completes "$1" 'oauthctl help tok<TAB>' 'oauthctl help token'
  completes "$1" 'oauthctl token --form<TAB>js<TAB>' 'oauthctl token --format json'
  completes "$1" 'oauthctl token --format=js<TAB>' 'oauthctl token --format=json'
  completes "$1" 'oauthctl login --flow dev<TAB>' 'oauthctl login --flow device'
  completes "$1" 'oauthctl token -p wo<TAB>' 'oauthctl token -p work'
  completes "$1" 'oauthctl -p wo<TAB>tok<TAB>--off<TAB>' 'oauthctl -p work token --offline'
  completes "$1" 'oauthctl login --scope em<TAB> -p work' 'oauthctl login --scope em -p work'
  completes "$1" 'oauthctl login -p work --scope em<TAB>' 'oauthctl login -p work --scope email'
  completes "$1" 'oauthctl login --secrets cli<TAB>' 'oauthctl login --secrets client.json'
  completes "$1" 'oauthctl login --secrets=cli<TAB>' 'oauthctl login --secrets=client.json'
  completes "$1" 'oauthctl --home fol<TAB> status' 'oauthctl --home folder status'
  completes "$1" 'oauthctl exec --env T=js<TAB>-- oauthctl-tests<TAB>' 'oauthctl exec --env T=json -- oauthctl-tests-program'
  completes "$1" 'oauthctl login --param re:b=c --flow dev<TAB>' 'oauthctl login --param re:b=c --flow device'
}

@test "bash" { complete_all bash; }
@test "zsh" { complete_all zsh; }
@test "fish" { complete_all fish; }

@test "a value is never in the arguments of the question" {
  for shell in bash zsh fish; do
    oauthctl completion "$shell" >script
    grep -q -- 'completion '"$shell"' --words' script
    ! grep -q -- '--words [^2|]' script
  done
}

@test "the words on stdin decide, also their --home" {
  ask() { printf '%s\0' "$@" | oauthctl completion bash --words | cut -f 1; }
  [[ $(ask token -p '') == work ]]
  [[ $(ask --home /nonexistent token -p '') == '' ]]
  [[ $(ask nonsense '') == '' ]]
  [[ $(ask token --type '') == $'access\nid' ]]
  [[ $(ask login --secrets '') == :files ]]
  ask '' | grep -qx login
  ask | grep -qx login
}
