# Running a command with the token in its environment.
load ../cli/support

setup_file() { start_dev_server; }
teardown_file() { stop_dev_server; }

setup() {
  use_empty_home
  sign_in
  token=$(oauthctl token)
}

@test "the command gets the token in OAUTHCTL_ACCESS_TOKEN, or in the variables that are named" {
  ends 0 oauthctl exec -- printenv OAUTHCTL_ACCESS_TOKEN
  expect_stdout "$token"
  ends 0 oauthctl exec --env A --env B=value --env C=headers sh -c 'echo "$A|$B|$C|$OAUTHCTL_ACCESS_TOKEN"'
  expect_stdout "$token|Bearer $token|{\"Authorization\":\"Bearer $token\"}|"
}

@test "--file: the path of a file that only we can read, that children can read too, and that ends with the command" {
  ends 0 oauthctl exec --file T --file H=header -- sh -c 'cat "$T"; echo; (cat "$H"); stat -Lc " %a %F" "$T"; echo "$T" >path'
  expect_stdout "$token
Authorization: Bearer $token 600 regular file"
  [[ ! -e $(<path) ]]
  ends 0 oauthctl exec --file T -- sh -c '(echo x >>"$T") 2>/dev/null; cat "$T"'
  expect_stdout "$token"
}

@test "curl takes its header from the file" {
  oauthctl exec --file H=header -- sh -c "curl --silent --fail --noproxy '*' -H @\"\$H\" $ISSUER/resource" | grep hello
}

@test "the token is in no command line, neither ours nor the command's" {
  ends 0 oauthctl exec --env T=plain --file F -- sh -c 'cat /proc/self/cmdline /proc/$$/cmdline'
  [[ $output != *"$token"* ]]
}

@test "the command replaces the process: its exit code, its signals, its process id" {
  ends 7 oauthctl exec -- sh -c 'exit 7'
  run bash -c '"$OAUTHCTL_BIN/oauthctl" exec -- sh -c "kill -TERM \$\$"'
  [[ $status == 143 ]]
  ends 0 bash -c 'echo $$; exec "$OAUTHCTL_BIN/oauthctl" exec -- sh -c "echo \$\$"'
  [[ ${lines[0]} == "${lines[1]}" ]]
}

@test "the command has the signals, limits and files that our caller had, also after a renewal" {
  local state='grep -E "^Sig(Ign|Blk|Cgt)" /proc/self/status; ulimit -c; ulimit -Hc; ls /proc/self/fd | wc -l; env | sort'
  unset OAUTHCTL_PROFILE
  bash -c "$state" | grep -vE '^(_|SHLVL)=' >wanted
  for renewed in no yes; do
    [[ $renewed == no ]] || expire_token
    oauthctl exec -- bash -c "$state" | grep -vE '^(_|SHLVL|OAUTHCTL_ACCESS_TOKEN)=' >got
    diff wanted got
  done
}

@test "secrets for us are not for the command" {
  OAUTHCTL_PASSWORD=x OAUTHCTL_CLIENT_SECRET=y ends 1 oauthctl exec -- printenv OAUTHCTL_PASSWORD OAUTHCTL_CLIENT_SECRET
  expect_stdout ''
}

@test "127 for a command that is not there, 126 for one that cannot run" {
  ends 127 oauthctl exec -- no-such-command
  expect_failure no-such-command
  : >plain
  ends 126 oauthctl exec -- ./plain
  expect_failure ./plain
}

@test "the words behind the command are its own" {
  ends 0 oauthctl exec printf '%s.' --help -p x '' --env=y -- z
  expect_stdout '--help.-p.x..--env=y.--.z.'
  ends 0 oauthctl exec -- printf '%s.' -v
  expect_stdout '-v.'
}

@test "an expired token is renewed first; --min-ttl asks for more" {
  expire_token
  ends 0 oauthctl exec -- printenv OAUTHCTL_ACCESS_TOKEN
  [[ $output != "$token" ]]
  server_accepts "$output"
  local before=$output
  ends 0 oauthctl exec --min-ttl 2d -- printenv OAUTHCTL_ACCESS_TOKEN
  [[ $output != "$before" ]]
}

@test "nothing runs without a token, and a wrong option is not the command's" {
  ends 3 oauthctl -p nobody exec -- touch ran
  expect_failure nobody
  ends 2 oauthctl exec
  expect_failure COMMAND
  ends 2 oauthctl exec --env 9 -- touch ran
  expect_failure --env
  ends 2 oauthctl exec --env T=yaml -- touch ran
  expect_failure yaml
  ends 2 oauthctl exec --evn T -- touch ran
  expect_failure "did you mean '--env'?"
  sign_in -p plain --scope api.read
  ends 3 oauthctl -p plain exec --type id -- touch ran
  expect_failure 'no ID token' '--scope openid'
  [[ ! -e ran ]]
}

@test "--type id puts the ID token there" {
  ends 0 oauthctl exec --type id --env T -- printenv T
  expect_stdout "$(oauthctl token --type id)"
}

@test "a token that is bound to a key is refused: the command could not make the proof" {
  client_file_with '{dpop_bound_access_tokens: true}'
  ends 0 oauthctl login --secrets secrets.json
  ends 2 oauthctl exec -- touch ran
  expect_failure 'bound to a key'
  [[ ! -e ran ]]
}
