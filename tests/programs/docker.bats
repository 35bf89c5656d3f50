# docker's credential helper: the protocol by script, and the real docker against a registry that demands the token.
load support

setup_file() {
  start_dev_server
  [[ -n $(type -P node) ]] || return 0
  start_api_server
}

teardown_file() { stop_servers; }

setup() { use_empty_home; }

@test "get: the access token for a registry that a profile serves, as docker names it" {
  sign_in -p work --for https://registry.example.com --for http://localhost:5000
  local token
  token=$(oauthctl token -p work)
  for server in registry.example.com https://registry.example.com https://registry.example.com/v2/ localhost:5000; do
    ends 0 oauthctl credential docker get <<<"$server"
    [[ $(jq -r '.ServerURL + " " + .Username + " " + .Secret' <<<"$output") == "$server oauth2 $token" ]]
  done
}

@test "get for a stranger: docker's own words on stdout, and 1" {
  sign_in
  sign_in -p work --for https://registry.example.com
  for server in other.example.com registry.example.com:8443 http://registry.example.com registry.example.com.; do
    ends 1 oauthctl credential docker get <<<"$server"
    expect_stdout 'credentials not found in native keychain'
  done
}

@test "get without a login: nothing on stdout, and 3" {
  sign_in -p work --for https://registry.example.com
  oauthctl logout -p work
  ends 3 oauthctl credential docker get <<<registry.example.com
  expect_failure 'not signed in'
}

@test "list: what profiles serve" {
  ends 0 oauthctl credential docker list
  expect_stdout '{}'
  sign_in
  sign_in -p work --for https://registry.example.com --for https://europe-docker.pkg.dev --for https://a.example/x \
    --for http://localhost:5000
  ends 0 oauthctl credential docker list
  [[ $(jq -Sc . <<<"$output") == '{"europe-docker.pkg.dev":"oauth2accesstoken","https://a.example/x":"oauth2","localhost:5000":"oauth2","registry.example.com":"oauth2"}' ]]
}

@test "store is refused with a sentence; erase makes the next get renew" {
  sign_in -p work --for https://registry.example.com
  local token
  token=$(oauthctl token -p work)
  ends 1 oauthctl credential docker store <<<'{"ServerURL":"registry.example.com","Username":"a","Secret":"b"}'
  expect_stdout 'oauthctl keeps no passwords: sign in with oauthctl login --for URL'
  ends 0 oauthctl credential docker erase <<<other.example.com
  ends 0 oauthctl credential docker get <<<registry.example.com
  [[ $output == *"$token"* ]]
  ends 0 oauthctl credential docker erase <<<registry.example.com
  ends 0 oauthctl credential docker get <<<registry.example.com
  [[ $output != *"$token"* && $(jq -r .Secret <<<"$output") != null ]]
}

@test "empty, huge, binary and hostile questions: no secret on stdout" {
  sign_in -p work --for https://registry.example.com
  local token
  token=$(oauthctl token -p work)
  hostile() {
    run --separate-stderr oauthctl credential docker get
    [[ $status == [12] && $output != *"$token"* ]] || { show; return 1; }
  }
  hostile </dev/null
  hostile < <(head -c 1000000 /dev/zero)
  hostile < <(head -c 50000 /dev/urandom)
  hostile <<<'registry.example.com@evil.example'
  hostile <<<'https://user@registry.example.com'
  hostile <<<'registry.example.com/../x'
  hostile <<<$'registry.example.com\nevil.example'
  hostile <<<'registry.example.com\@evil.example'
}

@test "setup docker: idempotent, keeps what else is there, and --undo takes it back" {
  sign_in -p work
  ends 0 oauthctl setup docker registry.example.com -p work
  [[ $(jq -c .credHelpers .docker/config.json) == '{"registry.example.com":"oauthctl"}' ]]
  expect_stderr 'only to https://registry.example.com/' 'not on the PATH'
  cp .docker/config.json first
  ends 0 oauthctl setup docker registry.example.com -p work
  cmp .docker/config.json first
  jq '. + {auths: {x: {auth: "eA=="}}} | .credHelpers.other = "pass"' first >.docker/config.json
  PATH=$OAUTHCTL_BIN:$PATH ends 0 oauthctl setup docker registry.example.com --undo
  [[ $(jq -c . .docker/config.json) == '{"credHelpers":{"other":"pass"},"auths":{"x":{"auth":"eA=="}}}' ]]
  ends 0 oauthctl setup docker registry.example.com --undo
  expect_stderr 'docker does not ask oauthctl for registry.example.com; nothing was changed'
}

@test "setup docker leaves settings alone that it cannot read, and needs a sign-in" {
  mkdir .docker
  echo '{"auths": ' >.docker/config.json
  sign_in -p work
  ends 2 oauthctl setup docker registry.example.com -p work
  expect_failure 'config.json'
  [[ $(<.docker/config.json) == '{"auths": ' ]]
  rm .docker/config.json
  ends 3 oauthctl setup docker registry.example.com -p nobody
  [[ ! -e .docker/config.json ]]
  ends 2 oauthctl setup docker 'registry.example.com/path' -p work
  expect_failure TARGET
}

@test "docker itself shows the token to the registry, and to no other" {
  [[ -n $(type -P docker) && -n ${API-} ]] || skip 'docker or node is not installed'
  export PATH=$OAUTHCTL_BIN:$PATH
  local registry=${API#http://}
  sign_in -p work
  oauthctl setup docker "$registry" -p work
  oauthctl token -p work >"$ACCEPTED"
  : >"$SEEN"
  run docker manifest inspect --insecure "$registry/team/image:1"
  [[ $status == 0 || -s $SEEN ]] || skip "this docker asks no registry: $output"
  grep -q 'manifests/1 accepted' "$SEEN" || { show "$output" "$(<"$SEEN")"; return 1; }
}
