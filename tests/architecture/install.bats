# The tree that `cmake --install` creates still works after it is moved: programs, and a library for others.
load ../cli/support

setup_file() {
  export TREE=$BATS_FILE_TMPDIR/moved
  cmake --install "$OAUTHCTL_BUILD" --prefix "$BATS_FILE_TMPDIR/first"
  mv "$BATS_FILE_TMPDIR/first" "$TREE"
}

setup() { use_empty_home; }

# Builds the consumer against the moved tree, as somebody else would, and leaves it in $consumer.
build_consumer() {
  consumer=$BATS_FILE_TMPDIR/consumer/consumer
  [[ -x $consumer ]] && return
  cmake -G Ninja -S "$OAUTHCTL_SOURCE_DIR/tests/architecture/consumer" -B "$BATS_FILE_TMPDIR/consumer" \
    -DCMAKE_PREFIX_PATH="$TREE"
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
