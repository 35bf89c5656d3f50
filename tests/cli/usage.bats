# Help for those who ask for it, and messages for those who mistype.
load support

setup() { use_empty_home; }

# The commands in the overview, which come before the options of every command.
commands() { oauthctl --help | sed -n '/^Options of every/q; s/^  \([a-z][a-z-]*\) .*/\1/p'; }

@test "--version, -V and version print one line" {
  for word in --version -V version; do
    ends 0 oauthctl $word
    [[ $output =~ ^oauthctl\ [0-9]+\.[0-9]+\.[0-9]+$ ]]
    [[ -z $stderr ]]
  done
}

@test "no arguments: short help on stderr, and 2" {
  ends 2 oauthctl
  expect_stdout ''
  expect_stderr 'Usage: oauthctl COMMAND' 'login' 'oauthctl help'
}

@test "help COMMAND is COMMAND --help" {
  for command in $(commands); do
    ends 0 oauthctl help "$command"
    help=$output
    ends 0 oauthctl "$command" --help
    [[ $output == "$help" ]] || { show "$command"; return 1; }
  done
  ends 0 oauthctl help
  help=$output
  ends 0 oauthctl -h
  [[ $output == "$help" ]]
}

@test "help fits 80 columns" {
  for command in '' $(commands); do
    ends 0 oauthctl help $command
    [[ -z $(grep -E '.{81}' <<<"$output") ]] || { show "$command"; return 1; }
  done
}

@test "a mistyped word gets the nearest one" {
  while IFS='|' read -r arguments wanted; do
    eval "ends 2 oauthctl $arguments"
    expect_failure "did you mean '$wanted'?"
  done <<'TABLE'
logn|login
stauts|status
help tokn|token
token --formta json|--format
--prfile work token|--profile
token --format jsno|json
login --flow devise|device
login --prompt consnt|consent
store exprot|export
--color alway token|always
TABLE
}

@test "a hint repeats the options that were typed" {
  ends 3 oauthctl --home "$HOME/h" --store file -p work token
  expect_stderr "hint: oauthctl login --home $HOME/h --store file -p work"
}

@test "--help names every command, on stdout" {
  ends 0 oauthctl --help
  for command in login token status validate request logout store dev-server demo; do [[ $output == *"$command"* ]]; done
  [[ -z $stderr ]]
}

@test "every command has a --help with examples" {
  [[ $(commands | wc -l) -ge 8 ]]
  for command in $(commands); do
    ends 0 oauthctl "$command" --help
    [[ $output == *"oauthctl $command"* && $output == *Examples:* ]] || { show "$command"; return 1; }
    [[ -z $stderr ]]
  done
}

@test "a wrong command line ends in 2 and says what is wrong" {
  while IFS='|' read -r arguments wanted; do
    eval "ends 2 oauthctl $arguments"
    expect_failure "$wanted"
  done <<'TABLE'
-v|command
nonsense|nonsense
--nonsense token|--nonsense
token --nonsense|--nonsense
token extra|extra
token --format xml|xml
token --type refresh|refresh
token --refresh --offline|--offline
token --min-ttl -5s|--min-ttl
token --min-ttl ''|--min-ttl
token --min-ttl 5y|--min-ttl
token --min-ttl 99999999999999999999s|--min-ttl
login --timeout soon|--timeout
login --flow magic|magic
login --param novalue|novalue
request|URL
store|ACTION
store burn|burn
store import|needs a FILE
store export|-o FILE
store list --move|--move
store show --to file|--to
store copy --to memory|memory
store copy --to nowhere:x|nowhere
store copy extra|FILE
status --within 7d|--within
status --check --within soon|--within
--color red token|red
-p ../x token|../x
-p '' token|profile
-p $'a\nb' token|profile
TABLE
}

@test "a message about a strange argument holds no control characters" {
  ends 2 oauthctl $'\e]0;title\a'
  [[ $stderr != *$'\e'* && $stderr != *$'\a'* ]]
}

@test "a closed stdout is an error and no silence" {
  ends 1 bash -c '"$OAUTHCTL_BIN/oauthctl" --version >/dev/full'
  ends 1 bash -c '"$OAUTHCTL_BIN/oauthctl" dev-server --help >/dev/full'
  ends 1 bash -c 'timeout 10 "$OAUTHCTL_BIN/oauthctl" dev-server --port 0 --quiet >/dev/full'
  expect_stderr 'stdout'
}

@test "--color never and NO_COLOR keep escapes out, --color always puts them in" {
  ends 3 oauthctl --color always token
  [[ $stderr == *$'\e['* ]]
  ends 3 oauthctl token
  [[ $stderr != *$'\e['* ]]
}

@test "--color holds for a command line that is refused too" {
  ends 2 oauthctl token --nosuch --color=always
  [[ $stderr == *$'\e['* ]]
  ends 2 oauthctl --color always token --nosuch
  [[ $stderr == *$'\e['* ]]
  ends 0 script -qec '"$OAUTHCTL_BIN/oauthctl" --color never token --nosuch; true' /dev/null
  [[ $output == *'unknown option'* && $output != *$'\e['* ]]
}

@test "a front without its twin says so" {
  cp "$OAUTHCTL_BIN/oauthctl" lonely
  ends 1 ./lonely token --refresh
  expect_failure oauthctl-net
}
