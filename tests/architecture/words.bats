# Tests the check of the words, which does not read this file.
load ../support/programs

setup() { use_empty_home; }

@test "it finds what reads like a translation, and not what is spoken about" {
  cat >page.md <<'PAGE'
The code is no secret, whom it was shown to.
We write "is no" in quotes, and nothing more.
PAGE
  printf '/// What it holds.\n// This begins well.\nTEST(X, IsNoLongerThanThat) {}\nTEST(X, IsNoCode) {}\n' >code.cpp
  ends 1 "$OAUTHCTL_SOURCE_DIR/tests/architecture/words" "$PWD/page.md" "$PWD/code.cpp"
  [ "$(cut -d: -f1,2 <<<"$output" | sort)" = "$(printf '%s\n' "$PWD"/{code.cpp:1,code.cpp:4,page.md:1,page.md:1})" ]
}

@test "it wraps pages at 100 columns, but neither tables nor code nor the address of a link" {
  long=$(printf 'word%.0s ' {1..30})
  printf '%s\n' "$long" "| $long |" "    $long" '```' "$long" '```' "[short](https://example.com/${long// /})" >page.md
  ends 1 "$OAUTHCTL_SOURCE_DIR/tests/architecture/words" "$PWD/page.md"
  expect_stdout "$PWD/page.md:1: longer than 100 columns"
}
