# skopeo, which asks for passwords as podman and buildah do, and a real registry whose token service accepts our tokens.
load support
load registry

setup_file() {
  for program in docker-registry skopeo node; do
    [[ -n $(type -P $program) ]] || export LACKS=$program
  done
  start_dev_server
  [[ -z ${LACKS-} ]] || return 0
  start_token_service
  start_registry ours
  export REGISTRY=$started REGISTRY_PID=$started_pid
  start_registry strangers
  export STRANGER=$started STRANGER_PID=$started_pid
  make_image "$BATS_FILE_TMPDIR/image"
}

teardown_file() {
  for pid in "${REGISTRY_PID-}" "${STRANGER_PID-}"; do [[ -z $pid ]] || stop_server "$pid"; done
  stop_servers
}

setup() {
  [[ -z ${LACKS-} ]] || skip "$LACKS is not installed"
  use_empty_home
  export PATH=$OAUTHCTL_BIN:$PATH XDG_RUNTIME_DIR=$HOME/run
  : >"$SEEN"
  trust_registries "$REGISTRY" "$STRANGER"
}

needs_profile() {
  sign_in -p work
  ends 0 oauthctl setup docker "$REGISTRY" -p work
}

recipe() { code_below docs/cookbook.md 'docker, podman, helm' "$1" | sed "s|registry.example.com|$REGISTRY|"; }

# The hashes of the tokens that the token service has seen.
tokens_seen() { cut -d' ' -f3 "$SEEN" | uniq; }

hash_of() { printf %s "$1" | sha256sum | cut -c-8; }

@test "push and pull without a login of their own; an expired token is renewed between" {
  needs_profile
  local first
  first=$(oauthctl token -p work)
  ends 0 skopeo copy "dir:$BATS_FILE_TMPDIR/image" "docker://$REGISTRY/team/image"
  [[ $(tokens_seen) == "$(hash_of "$first")" ]]
  expire_token
  ends 0 sh -euc "$(recipe 2)"
  [[ $(tar -xzOf "image/$(jq -r '.layers[0].digest | ltrimstr("sha256:")' image/manifest.json)" hello) == hello ]]
  [[ $(tokens_seen | tail -n 1) == "$(hash_of "$(oauthctl token -p work)")" && $(tokens_seen | wc -l) == 2 ]]
  run ! grep -v accepted "$SEEN"
  # Nothing but the name of the helper is kept for the registry.
  [[ $(find . -name auth.json) == '' && $(jq -c . .docker/config.json) == "{\"credHelpers\":{\"$REGISTRY\":\"oauthctl\"}}" ]]
}

@test "a token that the server has revoked is refused; erase makes the next one work" {
  needs_profile
  ends 0 skopeo copy "dir:$BATS_FILE_TMPDIR/image" "docker://$REGISTRY/team/revoked:1"
  revoke_behind_our_back -p work
  run skopeo inspect "docker://$REGISTRY/team/revoked:1"
  [[ $status != 0 ]]
  grep -q refused "$SEEN"
  ends 0 docker-credential-oauthctl erase <<<"$REGISTRY"
  ends 0 skopeo inspect "docker://$REGISTRY/team/revoked:1"
  [[ $(jq -r .Name <<<"$output") == "$REGISTRY/team/revoked" ]]
}

@test "list, and the user's name that skopeo sees" {
  needs_profile
  ends 0 docker-credential-oauthctl list
  [[ $(jq -c . <<<"$output") == "{\"$REGISTRY\":\"oauth2\"}" ]]
  ends 0 skopeo login --get-login "$REGISTRY"
  expect_stdout oauth2
}

@test "a stranger's registry gets nothing, also if oauthctl is asked for every registry" {
  needs_profile
  { recipe 3 && cat .config/containers/registries.conf; } >both
  mv both .config/containers/registries.conf
  run skopeo inspect "docker://$STRANGER/team/image:1"
  [[ $status != 0 ]]
  [[ $(grep -c '^/strangers anonymous' "$SEEN") -ge 1 ]]
  run ! grep -v anonymous "$SEEN"
  run skopeo copy "dir:$BATS_FILE_TMPDIR/image" "docker://$STRANGER/team/image:1"
  [[ $status != 0 ]]
  run ! grep -v anonymous "$SEEN"
  # The same settings give the token to the registry that the profile serves.
  rm -r .docker
  ends 0 skopeo copy "dir:$BATS_FILE_TMPDIR/image" "docker://$REGISTRY/team/image:2"
}

@test "without a sign-in nothing is sent, and the person is told" {
  needs_profile
  oauthctl logout -p work
  run skopeo copy "dir:$BATS_FILE_TMPDIR/image" "docker://$REGISTRY/team/image:3"
  [[ $status != 0 ]]
  run ! grep -v anonymous "$SEEN"
}
