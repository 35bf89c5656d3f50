# terraform's credentials helper: the protocol by script.
load ../cli/support

setup_file() { start_dev_server; }
teardown_file() { stop_dev_server; }
setup() { use_empty_home; }

@test "get: the token for a host that a profile serves, and {} for strangers" {
  sign_in -p work --for https://app.terraform.io
  local token
  token=$(oauthctl token -p work)
  ends 0 oauthctl credential terraform get app.terraform.io
  expect_stdout "{\"token\":\"$token\"}"
  for host in other.example.com app.terraform.io:8443 app.terraform.io.; do
    ends 0 oauthctl credential terraform get "$host"
    expect_stdout '{}'
  done
  ln -s "$OAUTHCTL_BIN/oauthctl" terraform-credentials-oauthctl
  ends 0 ./terraform-credentials-oauthctl get app.terraform.io
  expect_stdout "{\"token\":\"$token\"}"
}

@test "forget makes the next get renew; store is refused with a sentence" {
  sign_in -p work --for https://app.terraform.io
  local token
  token=$(oauthctl token -p work)
  ends 1 oauthctl credential terraform store app.terraform.io <<<'{"token":"x"}'
  expect_stdout 'oauthctl keeps no passwords: sign in with oauthctl login --for URL'
  ends 0 oauthctl credential terraform forget app.terraform.io
  ends 0 oauthctl credential terraform get app.terraform.io
  [[ $output == '{"token":"'* && $output != *"$token"* ]]
}

@test "without a login, and with something that is not a host" {
  sign_in -p work --for https://app.terraform.io
  oauthctl logout -p work
  ends 3 oauthctl credential terraform get app.terraform.io
  expect_failure 'not signed in'
  for host in a/b user@app.terraform.io 'a b' 'a?b' $'a\nb' "$(printf 'a%.0s' {1..300})/"; do
    ends 2 oauthctl credential terraform get "$host"
    expect_failure
  done
  ends 2 oauthctl credential terraform get
  expect_failure HOST
  ends 2 oauthctl credential terraform fetch app.terraform.io
  expect_failure 'unknown action'
}
