# The tree that `cmake --install` creates still works after it is moved: programs, and a library for others. So does what
# scripts/install and cpack make of it.
load ../cli/support

setup_file() {
  export TREE=$BATS_FILE_TMPDIR/moved
  cmake --install "$OAUTHCTL_BUILD" --prefix "$BATS_FILE_TMPDIR/first"
  mv "$BATS_FILE_TMPDIR/first" "$TREE"
}

setup() { use_empty_home; }

# Builds the programs of consumer/ against the moved tree, as somebody else would. Leaves them in $consumer and $service.
build_consumer() {
  consumer=$BATS_FILE_TMPDIR/consumer/consumer
  service=$BATS_FILE_TMPDIR/consumer/service
  [[ -x $consumer ]] && return
  cmake -G Ninja -S "$OAUTHCTL_SOURCE_DIR/tests/architecture/consumer" -B "$BATS_FILE_TMPDIR/consumer" \
    -DCMAKE_PREFIX_PATH="$TREE" -DCMAKE_CXX_FLAGS='-Wpedantic -Werror' # the package asks for C++20
  cmake --build "$BATS_FILE_TMPDIR/consumer"
}

@test "ten programs of others and ten of ours with one expired token: one renewal" {
  local before i pids=()
  build_consumer
  start_dev_server
  sign_in
  ends 0 "$consumer"
  expect_stdout "$(oauthctl token)"
  expire_token
  before=$(requests token)
  for i in {1..10}; do
    "$consumer" >"token.library.$i" 3>&- & pids+=($!)
    oauthctl token >"token.program.$i" 3>&- & pids+=($!)
  done
  for i in "${pids[@]}"; do wait "$i"; done
  [[ $(cat token.* | wc -l) == 20 && $(cat token.* | sort -u | wc -l) == 1 ]]
  server_accepts "$(<token.library.1)"
  [[ $(requests token) == $((before + 1)) ]]
  stop_dev_server
}

@test "a failure in the library has the kind, the words and the hint that the program has" {
  build_consumer
  ends 3 "$consumer" nobody
  expect_stderr 'profile nobody is not signed in' 'oauthctl login -p nobody'
  OAUTHCTL_STORE=redis://x ends 2 "$consumer"
  expect_stderr 'unknown store'
  ends 2 "$consumer" ../work
}

@test "the library renews the secret of a registered client before it expires, as the program does" {
  build_consumer
  start_dev_server --client-secret-ttl 10m
  oauthctl register "$ISSUER" --name Tests --out registered.json
  CLIENT_FILE=registered.json sign_in
  local first
  first=$(jq -r .client_secret registered.json)
  expire_token
  ends 0 "$consumer"
  server_accepts "$output"
  [[ $(jq -r .client_secret registered.json) != "$first" ]]
  stop_dev_server
}

@test "the library knows the providers wherever oauthctl is installed" {
  build_consumer
  start_dev_server
  cp "$CLIENT_FILE" own.json
  CLIENT_FILE=own.json sign_in
  echo '{"client_id": "x", "provider": "github"}' >own.json
  expire_token
  ends 2 "$consumer"
  expect_stderr 'own.json: "authorization_endpoint" is https://github.com/login/oauth/authorize'
  stop_dev_server
}

@test "a hint of the library names the home, and the server's code is there" {
  build_consumer
  start_dev_server
  sign_in --home here
  ends 0 "$service" default here
  server_accepts "$output"
  fault '{"endpoint": "token", "status": 400, "body": "{\"error\": \"invalid_grant\"}",
          "headers": {"Content-Type": "application/json"}}'
  ends 3 "$service" default here
  expect_stderr "oauthctl login --home $HOME/here -p default" invalid_grant
  ends 3 "$service" nobody here
  expect_stderr "oauthctl login --home $HOME/here -p nobody" 'no answer of the server'
  stop_dev_server
}

@test "a thread that waits for a renewal keeps no other from the token on disk" {
  build_consumer
  start_dev_server
  sign_in --home here
  local lock
  lock=$(oauthctl --home here status --json | jq -r '.profiles[0].stored')
  flock "${lock%.json}.lock" sleep 20 3>&- &
  ends 0 timeout 10 "$service" default here meanwhile
  kill "$!"
  expect_stdout "$(oauthctl --home here token)"
  stop_dev_server
}

@test "a library call says so if the program ignores SIGCHLD and the store is a helper" {
  build_consumer
  mkdir bin
  printf '#!/bin/sh\ncat >/dev/null\necho {}\n' >bin/docker-credential-toy
  chmod +x bin/docker-credential-toy
  OAUTHCTL_STORE=helper:toy PATH=$HOME/bin:$PATH ends 2 "$service" default here
  expect_stderr 'docker-credential-toy get: nobody learns how it ended' 'do not ignore SIGCHLD'
}

@test "the programs find each other in the moved tree" {
  ends 0 "$TREE/bin/oauthctl" demo --no-browser
}

# The texts below these folders that name it. It may be /oauthctl, which other paths end with.
names_place_of_build() { grep -rlIE "(^|[^]})[:alnum:]_.~%-])($OAUTHCTL_SOURCE_DIR|$OAUTHCTL_BUILD)(/|[^[:alnum:]_.-]|\$)" "$@"; }

@test "no installed text names the place where it was built" {
  echo "see $OAUTHCTL_SOURCE_DIR/src" >named
  [[ $(names_place_of_build named) == named ]]
  run names_place_of_build "$TREE"
  expect_stdout ''
}

@test "no program of a release names the place where it was built" {
  ! grep -qE '^CMAKE_BUILD_TYPE:\w+=(Debug|RelWithDebInfo)$' "$OAUTHCTL_BUILD/CMakeCache.txt" || skip 'debuggers need it'
  [[ -z $(grep -rlaF -e "$OAUTHCTL_SOURCE_DIR/src/" -e "$OAUTHCTL_BUILD/" "$TREE") ]]
}

@test "the library is a component of its own, and the rest is the other" {
  local tree=$PWD/tree
  cmake --install "$OAUTHCTL_BUILD" --prefix "$tree" --component devel
  [[ $(ls "$tree") == $'include\nlib' ]]
  cmake --install "$OAUTHCTL_BUILD" --prefix "$tree" --component oauthctl
  diff <(cd "$TREE" && find . | sort) <(cd "$tree" && find . | sort)
}

@test "every public header compiles alone" {
  for header in "$TREE"/include/oauthctl/*.h; do
    g++ -std=c++20 -fsyntax-only -Wall -Wextra -Werror -I "$TREE/include" -x c++ - <<<"#include <oauthctl/${header##*/}>"
  done
}

@test "each command has a man page, which groff reads without a warning" {
  local page command
  for page in "$TREE"/share/man/man1/*.1; do
    [[ -z $(groff -k -ww -man -Tutf8 "$page" 2>&1 >/dev/null) ]]
    groff -k -man -Tutf8 -P-cbou "$page" | grep -qE '^ +[a-z-]+ - [a-z].{10}|^ +oauthctl - OAuth 2'
  done
  for page in "$OAUTHCTL_SOURCE_DIR"/docs/commands/*.md; do
    command=$(basename "$page" .md)
    [[ -s $TREE/share/man/man1/oauthctl-$command.1 ]]
    grep -q "(commands/$command.md)" "$OAUTHCTL_SOURCE_DIR/docs/commands.md"
  done
  [[ -z $(grep -l ' docs/' "$TREE"/share/man/man1/*) ]] # a clone has it, but not an installation
}

@test "a man page names the pages that it refers to, and they are installed" {
  local page pages
  grep -qF 'Exit codes [exit\-codes.md] says more' "$TREE/share/man/man1/oauthctl.1"
  grep -qF 'in the folder \fIshare/doc/oauthctl\fR of the installation' "$TREE/share/man/man1/oauthctl.1"
  pages=$(grep -hoE '\[[A-Za-z0-9/\-]+\.md\]' "$TREE"/share/man/man1/*.1 | tr -d '[]\\' | sort -u)
  for page in $pages; do [[ -s $TREE/share/doc/oauthctl/$page ]]; done
}

@test "what scripts/install installs has its real path, and scripts/uninstall removes it and nothing else" {
  local there=$PWD/"my programs" file
  mkdir -p "$there/share/man/man1" "$there/share/oauthctl"
  touch "$there/share/man/man1/others.1" "$there/share/obsolete"
  echo share/obsolete >"$there/share/oauthctl/manifest"
  bash -euo pipefail -c 'source "$1/scripts/prefix"; read_prefix "$PWD" --prefix "my programs"; install_tree "$2"' \
    install "$OAUTHCTL_SOURCE_DIR" "$OAUTHCTL_BUILD"
  ends 0 "$there/bin/oauthctl" --version
  grep -qx "ExecStart=\"$there/bin/oauthctl\" token -p %i --min-ttl 20m" "$there/share/systemd/user/oauthctl-renew@.service"
  [[ -z $(grep -l /usr/bin/env "$there"/share/systemd/user/*) ]]
  [[ $(ls "$there/share/systemd/user") == "$(ls "$OAUTHCTL_SOURCE_DIR/docs/systemd")" ]]
  [[ -s $there/share/oauthctl/providers/github.json && -s $there/share/bash-completion/completions/oauthctl ]]
  [[ ! -e $there/include && ! -e $there/share/obsolete ]]
  ends 0 "$OAUTHCTL_SOURCE_DIR/scripts/uninstall" --prefix "my programs"
  [[ $(find "my programs" -type f) == "my programs/share/man/man1/others.1" && ! -e $there/bin ]]
  ends 1 "$OAUTHCTL_SOURCE_DIR/scripts/uninstall" --prefix "my programs"
}

@test "uninstall removes nothing outside of its prefix" {
  mkdir -p prefix/share/oauthctl
  touch mine
  echo ../mine >prefix/share/oauthctl/manifest
  ends 1 "$OAUTHCTL_SOURCE_DIR/scripts/uninstall" --prefix=prefix
  [[ -e mine ]]
}

@test "the tarball runs where it is unpacked, and the .deb has Debian's places" {
  local root=$PWD/root
  cpack --config "$OAUTHCTL_BUILD/CPackConfig.cmake" -B "$PWD/packages"
  mkdir anywhere "$root"
  tar -xf packages/*.tar.gz -C anywhere --strip-components 1
  ends 0 anywhere/bin/oauthctl demo --no-browser
  [[ ! -e anywhere/share/systemd ]]
  dpkg-deb -x packages/*.deb "$root"
  grep -qx 'ExecStart=/usr/bin/oauthctl token -p %i --min-ttl 20m' "$root/usr/lib/systemd/user/oauthctl-renew@.service"
  [[ $(readlink "$root/usr/bin/git-credential-oauthctl") == oauthctl ]]
  zcat "$root/usr/share/man/man1/git-credential-oauthctl.1.gz" | grep -q CREDENTIAL
  zcat "$root/usr/share/doc/oauthctl/changelog.Debian.gz" | grep -q '^oauthctl ('
  [[ -z $(names_place_of_build "$root" anywhere) ]]
}
