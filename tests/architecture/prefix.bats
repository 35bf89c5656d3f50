# scripts/install and scripts/uninstall change a prefix, here with a small project that needs no build.
load ../support/programs

setup() {
  use_empty_home
  mkdir small tmp
  printf '%s\n' 'cmake_minimum_required(VERSION 3.25)' 'project(small NONE)' \
    'install(FILES CMakeLists.txt DESTINATION share/first COMPONENT oauthctl)' \
    'install(FILES CMakeLists.txt DESTINATION share/last COMPONENT oauthctl)' >small/CMakeLists.txt
  cmake -G Ninja -S small -B build >/dev/null
}

# As scripts/install does with what it has built.
install_small() {
  TMPDIR=$PWD/tmp bash -euo pipefail -c 'source "$1/scripts/prefix"; read_prefix "$PWD" --prefix prefix; install_tree build' \
    install "$OAUTHCTL_SOURCE_DIR"
}

uninstall() { "$OAUTHCTL_SOURCE_DIR/scripts/uninstall" "$@"; }

# The files that the previous version installed.
previous() {
  local file
  mkdir -p prefix/share/oauthctl
  for file in "$@" share/oauthctl/manifest; do
    mkdir -p "prefix/${file%/*}"
    touch "prefix/$file"
    echo "$file" >>prefix/share/oauthctl/manifest
  done
}

@test "an upgrade removes the files that the new version lacks, and the folders that are then empty" {
  previous share/doc/gone/old.md share/kept/old.md
  touch prefix/share/kept/mine
  ends 0 install_small
  [[ ! -e prefix/share/doc && ! -e prefix/share/kept/old.md && -e prefix/share/kept/mine && -e prefix/share/last ]]
}

@test "an upgrade removes nothing outside of its prefix" {
  previous ../mine
  ends 1 install_small
  expect_stderr "names '../mine', which is elsewhere"
  [[ -e mine ]]
}

@test "uninstall leaves nothing, and not the prefix either, unless others have something there" {
  ends 0 install_small
  ends 0 uninstall --prefix prefix
  [[ ! -e prefix ]]
  ends 0 install_small
  touch prefix/mine
  ends 0 uninstall --prefix prefix
  [[ $(find prefix -mindepth 1) == prefix/mine ]]
}

# A file is where the installation makes its last folder.
install_fails() {
  mkdir -p prefix/share
  touch prefix/share/last
  ends 1 install_small
}

only_that_file_stays() {
  ends 0 uninstall --prefix prefix
  [[ $(find prefix -type f) == prefix/share/last ]]
}

@test "uninstall removes what an installation that failed has left" {
  install_fails
  [[ -e prefix/share/first/CMakeLists.txt && -z $(ls tmp) ]]
  only_that_file_stays
}

@test "uninstall removes what both versions had after an upgrade that failed" {
  previous share/old/old.md
  install_fails
  only_that_file_stays
}

@test "once the reason is gone, install works and forgets the files of the previous version" {
  previous share/old/old.md
  install_fails
  rm prefix/share/last
  ends 0 install_small
  [[ $(<prefix/share/oauthctl/manifest) == "$(cd prefix && find share -type f | sort)" && ! -e prefix/share/old ]]
}

@test "others can read what is installed under any umask" {
  umask 077
  ends 0 install_small
  [[ -z $(find prefix -type d ! -perm 755) && -z $(find prefix -type f ! -perm 644) ]]
}

@test "HOME is only needed without --prefix" {
  ends 0 install_small
  ends 0 env -u HOME "$OAUTHCTL_SOURCE_DIR/scripts/uninstall" --prefix prefix
  ends 2 env -u HOME "$OAUTHCTL_SOURCE_DIR/scripts/uninstall"
  expect_stderr 'uninstall: HOME is not set; name a folder with --prefix DIR'
}
