# Why tokens are cheap: the front links nothing, starts about as fast as cat, and stays small. The twin loads no more
# than curl does.
load ../cli/support

setup_file() { start_faulty_server; }
teardown_file() { stop_server "$FAULTY_PID"; }
setup() { use_empty_home; }

@test "the front needs libc, libm and the loader at most" {
  ends 0 readelf --dynamic "$OAUTHCTL_BIN/oauthctl"
  [[ $output == *'Dynamic section'* ]]
  run grep -vE '\[(libc\.so|libm\.so|ld-linux)' <(grep '(NEEDED)' <<<"$output")
  expect_stdout ''
}

@test "the twin needs curl's own libraries and no other" {
  ends 0 readelf --dynamic "$OAUTHCTL_BUILD/libexec/oauthctl/oauthctl-net"
  # Each library more costs a renewal one percent (scripts/bench). libcurl loads these of OpenSSL itself.
  run grep -vE '\[(libcurl\.so|libssl\.so|libcrypto\.so|libc\.so|ld-linux)' <(grep '(NEEDED)' <<<"$output")
  expect_stdout ''
}

@test "the twin does not start GnuTLS, which a libcurl that uses OpenSSL loads too" {
  local twin=$OAUTHCTL_BUILD/libexec/oauthctl/oauthctl-net
  ldd "$twin" | grep -q libgnutls || skip 'this libcurl loads no GnuTLS'
  ldd "$twin" | grep -q libssl || skip 'this libcurl uses GnuTLS'
  ends 3 env GNUTLS_DEBUG_LEVEL=2 "$twin" token
  [[ $stderr != *gnutls* ]]
}

@test "the functions that most runs need are placed together, and their list is up to date" {
  local program listed=$BATS_TEST_TMPDIR/listed linked=$BATS_TEST_TMPDIR/linked
  sed -n 's/^\*(\.text\.\(.*\))$/\1/p' "$OAUTHCTL_SOURCE_DIR/scripts/hot.ld" | sort -u >"$listed"
  for program in bin/oauthctl libexec/oauthctl/oauthctl-net; do
    ends 0 readelf --sections --wide "$OAUTHCTL_BUILD/$program"
    [[ $output == *' .text_hot '* ]]
    nm "$OAUTHCTL_BUILD/$program" | awk 'NF == 3 { print $3 }' >>"$linked"
  done
  # If this fails: scripts/bench hot
  (($(sort -u "$linked" | comm -12 - "$listed" | wc -l) * 3 > $(wc -l <"$listed") * 2))
}

@test "a cached token costs little more than cat of its record, in time and in memory" {
  cat >secrets.json <<JSON
{"client_id": "bench", "authorization_endpoint": "$FAULTY/authorize", "token_endpoint": "$FAULTY/token"}
JSON
  oauthctl login
  # Guards against an accidental library or constructor. Each costs more than the noise of a busy machine, which this
  # bound allows. scripts/bench shows the exact figure.
  "$OAUTHCTL_BUILD/tests/pairs" --rounds 100 --most 1.5 --most-memory 3072 --env HOME="$HOME" 'cached token / cat' \
    "$OAUTHCTL_BIN/oauthctl" token -- /bin/cat "$(record)"
}
