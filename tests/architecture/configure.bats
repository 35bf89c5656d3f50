# CMake keeps what a distribution gives it. Nothing is built here.
load ../support/programs

configure() {
  cmake -G Ninja -S "$OAUTHCTL_SOURCE_DIR" -B "$1" -DOAUTHCTL_TESTS=OFF "${@:2}" >"$1.log" || { cat "$1.log"; return 1; }
}

setup_file() {
  export BUILD=$BATS_FILE_TMPDIR/plain GIVEN=$BATS_FILE_TMPDIR/given
  configure "$BUILD"
  configure "$GIVEN" -DCMAKE_CXX_FLAGS_RELEASE='-O3 -DNDEBUG' -DCMAKE_CXX_FLAGS='-D_FORTIFY_SOURCE=3' \
    -DCMAKE_INSTALL_DATADIR=lib/data
}

@test "the flags of a release are ours, unless others are given" {
  grep -q ' -O2 -DNDEBUG ' "$BUILD/build.ninja"
  grep -q ' -O3 -DNDEBUG ' "$GIVEN/build.ninja"
  [[ -z $(grep -e ' -O2 ' "$GIVEN/build.ninja") ]]
}

@test "_FORTIFY_SOURCE is ours, unless another is given" {
  grep -q -- '-D_FORTIFY_SOURCE=2' "$BUILD/build.ninja"
  grep -q -- '-D_FORTIFY_SOURCE=3' "$GIVEN/build.ninja"
  [[ -z $(grep -e -D_FORTIFY_SOURCE=2 "$GIVEN/build.ninja") ]]
}

@test "units and completions are below the folder for data that is given" {
  cmake -DCMAKE_INSTALL_PREFIX="$BATS_TEST_TMPDIR/tree" -P "$GIVEN/packaging/generated.cmake"
  [[ $(ls "$BATS_TEST_TMPDIR/tree") == lib ]]
  [[ $(ls "$BATS_TEST_TMPDIR/tree/lib/data/systemd/user") == "$(ls "$OAUTHCTL_SOURCE_DIR/docs/systemd")" ]]
}
