# What `cmake --install` leaves, moved elsewhere, is a working tree: programs, and a library for others.
load ../support/programs

setup_file() {
  export TREE=$BATS_FILE_TMPDIR/moved
  cmake --install "$OAUTHCTL_BUILD" --prefix "$BATS_FILE_TMPDIR/first"
  mv "$BATS_FILE_TMPDIR/first" "$TREE"
}

setup() { use_empty_home; }

@test "a consumer of find_package(oauthctl) builds and runs" {
  cmake -G Ninja -S "$OAUTHCTL_SOURCE_DIR/tests/architecture/consumer" -B build -DCMAKE_PREFIX_PATH="$TREE"
  cmake --build build
  build/consumer
}

@test "the programs find each other in the moved tree" {
  ends 0 "$TREE/bin/oauthctl" demo --no-browser
}

@test "no installed text names the place where it was built" {
  run grep -rlI -e "$OAUTHCTL_SOURCE_DIR" -e "$OAUTHCTL_BUILD" "$TREE"
  expect_stdout ''
}

@test "every public header compiles alone" {
  for header in "$TREE"/include/oauthctl/*.h; do
    g++ -std=c++20 -fsyntax-only -Wall -Wextra -Werror -I "$TREE/include" -x c++ - <<<"#include <oauthctl/${header##*/}>"
  done
}
