# npm and pnpm with verdaccio, and pip and twine with an index of ours. All of them demand the token.
load support
load packages

setup_file() {
  has_npm_programs || return 0
  start_dev_server
  start_verdaccio
  export INDEX_LOG=$BATS_FILE_TMPDIR/index.log
  start_node_server index_server.mjs "$ISSUER/resource" "$INDEX_LOG"
}

teardown_file() {
  has_npm_programs || return 0
  stop_server "$VERDACCIO_PID"
  stop_servers
}

setup() {
  has_npm_programs || skip 'what scripts/test installs in tests/programs is missing'
  use_empty_home
  export PATH=$OAUTHCTL_BIN:$OAUTHCTL_SOURCE_DIR/tests/programs/node_modules/.bin:$PATH
  : >"$VERDACCIO_LOG"
  : >"$INDEX_LOG"
  quiet_npm
  sign_in
}

recipe() {
  code_below docs/cookbook.md "$@" | sed "s|https://npm.example.com|http://$VERDACCIO|; s|//npm.example.com|//$VERDACCIO|
    s|/home/ann/|$HOME/|; s|https://pypi.example.com|$NODE_ORIGIN|; s|https://oauth2:\$TOKEN@pypi.example.com|http://oauth2:\$TOKEN@${NODE_ORIGIN#http://}|"
}

line_of() { recipe "$1" "$2" | sed -n "$3p"; }

# The folder's settings and its package.
npm_project() {
  make_npm_package "$1" "$2"
  recipe npm 1 >"$1/.npmrc"
}

# hello FOLDER PACKAGE: node finds it there.
hello() { [[ $(cd "$1" && node -p "require('$2')") == hello ]]; }

all_accepted() { [[ -s $1 ]] && run ! grep -v accepted "$1"; }

@test "npm publishes and installs, with a token that is renewed between" {
  npm_project theirs hello-team
  npm_project ours mine
  (cd theirs && ends 0 sh -euc "$(line_of npm 2 1)")
  expire_token
  (cd ours && ends 0 sh -euc "$(line_of npm 2 2)")
  hello ours hello-team
  all_accepted "$VERDACCIO_LOG"
}

@test "pnpm asks for the token itself, each time it runs" {
  npm_project theirs hello-helper
  (cd theirs && oauthctl exec --env NPM_TOKEN -- npm publish)
  make_npm_package ours mine
  echo "registry=http://$VERDACCIO/" >ours/.npmrc
  recipe pnpm 1 >>.npmrc
  mkdir bin
  recipe pnpm 2 >bin/npm-token
  chmod 700 bin/npm-token
  for _ in 1 2; do
    expire_token
    rm -rf ours/node_modules ours/pnpm-lock.yaml .local/share/pnpm .cache
    (cd ours && ends 0 pnpm install hello-helper)
    hello ours hello-helper
  done
  all_accepted "$VERDACCIO_LOG"
}

@test "without a token, or with a revoked one, the registry is closed" {
  npm_project ours mine
  cd ours
  NPM_TOKEN='' run npm install hello-team
  [[ $status != 0 ]]
  NPM_TOKEN=unknown run npm install hello-team
  [[ $status != 0 ]]
  run ! grep accepted "$VERDACCIO_LOG"
}

@test "twine uploads and pip installs, with a token that is renewed between" {
  needs twine pip
  make_wheel
  ends 0 sh -euc "$(recipe twine)"
  expire_token
  export PIP_TARGET=$HOME/here PIP_DISABLE_PIP_VERSION_CHECK=1
  ends 0 sh -euc "$(recipe pip)"
  [[ $(PYTHONPATH=here python3 -c 'import hello_team; print(hello_team.text)') == hello ]]
  grep -q 'POST / accepted' "$INDEX_LOG"
  run ! grep refused "$INDEX_LOG"
}
