# Records that differ from what we wrote: an error names the file, and no byte is changed.
load support

setup_file() { start_dev_server; }
teardown_file() { stop_dev_server; }

setup() {
  use_empty_home
  sign_in
  RECORD=$(record)
}

# Every command that reads the record refuses it, and none repairs it.
refused_record() {
  for command in token 'token --refresh' validate status login logout; do
    # shellcheck disable=SC2086 # a command and its flag
    ends 1 oauthctl $command
    [[ $stderr == *"$RECORD"* ]] || { show "$command"; return 1; }
  done
}

@test "a record with any one byte flipped is refused" {
  local LC_ALL=C text position byte flipped
  cp "$RECORD" kept
  IFS= read -r -d '' text <kept || true
  for ((position = 0; position < ${#text}; position++)); do
    # The lowest bit, so that many flips leave valid JSON behind.
    printf -v byte %d "'${text:position:1}"
    printf -v flipped "\\x$(printf %02x $((byte ^ 1)))"
    printf %s "${text:0:position}$flipped${text:position+1}" >"$RECORD"
    run oauthctl token
    [[ $status == 1 ]] || { show "byte $position"; return 1; }
  done
  [[ $(stat -c %s "$RECORD") == "$position" ]]
  cp kept "$RECORD"
  ends 0 oauthctl token
}

@test "a truncated, an empty and an overlong record" {
  cp "$RECORD" kept
  for length in 0 1 100; do
    head -c "$length" kept >"$RECORD"
    refused_record
    [[ $(stat -c %s "$RECORD") == "$length" ]]
  done
  truncate --size 100M "$RECORD"
  refused_record
}

@test "a record that is a link, even to a good one" {
  mv "$RECORD" aside
  ln -s "$PWD/aside" "$RECORD"
  refused_record
  [[ -L $RECORD ]]
}

@test "a record that is a folder or a FIFO" {
  rm "$RECORD"
  mkdir "$RECORD"
  refused_record
  rmdir "$RECORD"
  mkfifo "$RECORD"
  refused_record
}

@test "one broken record does not hide the others from status" {
  sign_in -p work
  echo broken >"$RECORD"
  ends 1 oauthctl status
  [[ $output == *work* ]]
  expect_stderr "$RECORD"
}

@test "a record that others can read is taken from them" {
  chmod 644 "$RECORD"
  ends 0 oauthctl token
  [[ $(stat -c %a "$RECORD") == 600 ]]
}
