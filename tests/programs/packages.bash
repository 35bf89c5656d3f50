# Private package registries. Needs support.bash.

# verdaccio, for npm and pnpm. Leaves $VERDACCIO, $VERDACCIO_PID and $VERDACCIO_LOG.
start_verdaccio() {
  local folder=$BATS_FILE_TMPDIR/verdaccio
  mkdir -p "$folder"
  export VERDACCIO_LOG=$folder/verdicts
  for _ in 1 2 3 4 5; do
    export VERDACCIO=127.0.0.1:$(free_port)
    cat >"$folder/config.yaml" <<END
storage: $folder/storage
plugins: $OAUTHCTL_SOURCE_DIR/tests/programs
auth: {bearer: {resource: $ISSUER/resource, log: $VERDACCIO_LOG}}
packages: {'**': {access: \$authenticated, publish: \$authenticated}}
web: {enable: false}
log: {type: stdout, level: warn}
END
    "$INTEROP/node_modules/.bin/node" "$OAUTHCTL_SOURCE_DIR/tests/programs/node_modules/verdaccio/bin/verdaccio" \
      --config "$folder/config.yaml" --listen "$VERDACCIO" >"$folder/log" 2>&1 3>&- &
    export VERDACCIO_PID=$!
    until curl --silent --noproxy '*' --output /dev/null "http://$VERDACCIO/-/ping"; do
      kill -0 "$VERDACCIO_PID" 2>/dev/null || continue 2 # the port was taken meanwhile
      sleep 0.1
    done
    return 0
  done
  cat "$folder/log" >&2
  return 1
}

# Settings without which npm calls its makers.
quiet_npm() { printf 'audit=false\nfund=false\nupdate-notifier=false\n' >.npmrc; }

# make_npm_package FOLDER NAME
make_npm_package() {
  mkdir -p "$1"
  printf '{"name":"%s","version":"1.0.0","main":"index.js"}' "$2" >"$1/package.json"
  echo 'module.exports = "hello"' >"$1/index.js"
}

# A wheel of one module in dist/.
make_wheel() {
  mkdir -p dist hello_team-1.0.dist-info
  echo 'text = "hello"' >hello_team.py
  printf 'Metadata-Version: 2.1\nName: hello-team\nVersion: 1.0\n' >hello_team-1.0.dist-info/METADATA
  printf 'Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n' >hello_team-1.0.dist-info/WHEEL
  printf 'hello_team.py,,\nhello_team-1.0.dist-info/METADATA,,\nhello_team-1.0.dist-info/WHEEL,,\nhello_team-1.0.dist-info/RECORD,,\n' \
    >hello_team-1.0.dist-info/RECORD
  python3 -m zipfile -c dist/hello_team-1.0-py3-none-any.whl hello_team.py hello_team-1.0.dist-info
  rm -r hello_team.py hello_team-1.0.dist-info
}
