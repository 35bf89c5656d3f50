# No secret in a command line, in an environment that did not ask for it, in a file or in a log, while other people's
# programs use our tokens. strace shows what /proc/PID/cmdline and /proc/PID/environ would, and misses no process.
load support
load dovecot
load registry
load packages

setup_file() {
  [[ -n $(type -P node) && -n $(type -P strace) ]] || return 0
  start_dev_server --user ann@example.com:secret
  local folder=$BATS_FILE_TMPDIR
  mkdir "$folder/repositories"
  : >"$folder/rejected"
  start_node_server git_server.mjs "$folder/repositories" "$ISSUER/resource" "$folder/rejected" "$folder/git.log"
  export GIT_ORIGIN=$NODE_ORIGIN PIDS=$NODE_PID
  make_certificate "$folder/sts.key" "$folder/sts.pem" 'DNS:*.us-east-1.amazonaws.com'
  start_token_service
  PIDS+=" $NODE_PID"
  [[ -z $(type -P docker-registry) ]] || {
    start_registry ours
    PIDS+=" $started_pid"
    export REGISTRY=$started
    make_image "$folder/image"
  }
  start_node_server sts_server.mjs "$ISSUER" "$(jq -r .client_id "$CLIENT_FILE")" "$folder/sts.key" "$folder/sts.pem" \
    "$folder/sts.log"
  PIDS+=" $NODE_PID"
  export STS=$NODE_ORIGIN
  start_node_server metrics_server.mjs "$ISSUER/resource" "$folder/visits"
  PIDS+=" $NODE_PID"
  export METRICS=$NODE_ORIGIN
  ! has_npm_programs || {
    start_node_server index_server.mjs "$ISSUER/resource" "$folder/index.log"
    PIDS+=" $NODE_PID"
    export INDEX=$NODE_ORIGIN
    start_verdaccio
  }
  ! has_dovecot ||
    start_dovecot "http://$(jq -r '.client_id + ":" + .client_secret' "$CLIENT_FILE")@${ISSUER#http://}/introspect" username
}

teardown() {
  for pid in "${PROMETHEUS_PID-}" "${KEEP_PID-}"; do [[ -z $pid ]] || stop_server "$pid"; done
}

teardown_file() {
  for pid in ${PIDS-} ${VERDACCIO_PID-}; do stop_server "$pid"; done
  stop_dovecot
  [[ -z ${SERVER_PID-} ]] || stop_servers
}

setup() {
  [[ -n ${PIDS-} ]] || skip 'node or strace is not installed'
  use_empty_home
  export PATH=$OAUTHCTL_BIN:$PATH
  kept=$BATS_TEST_TMPDIR
  traced oauthctl -vv login --secrets "$CLIENT_FILE" -p work --scope 'openid api.read'
}

# Adds those that are in play now. Nobody but grep reads them, from a file.
collect_secrets() {
  {
    jq -r .client_secret "$CLIENT_FILE"
    oauthctl status --json | jq -r '.profiles[].stored' |
      xargs -r jq -r '.. | objects | .access_token?, .refresh_token?, .id_token? | strings'
  } 2>/dev/null | grep . >>"$kept/secrets" || true
}

# Runs a command, which must succeed. Its processes, with arguments and environments, go to a trace.
traced() {
  collect_secrets
  strace -f -qq -v -s 100000 -e trace=execve -e signal=none -o "$kept/trace.new" "$@" >"$kept/out" 2>"$kept/err" </dev/null || {
    cat "$kept/out" "$kept/err"
    return 1
  }
  cat "$kept/trace.new" >>"$kept/trace"
  cat "$kept/out" "$kept/err" >>"$kept/said"
  collect_secrets
}

# A recipe of the cookbook for our servers and our profile.
recipe() {
  code_below docs/cookbook.md "$@" | sed "s|https://api.example.com/me|$ISSUER/resource|; s|-p mail|-p work|
    s|//imap.example.com/|//localhost:${IMAPS-}/|; s|^Host imap.example.com|Host localhost\nPort ${IMAPS-}|
    s|//npm.example.com|//${VERDACCIO-}|; s|https:\(//${VERDACCIO-}/\)$|http:\1|; s|/home/ann/|$HOME/|
    s|https://oauth2:\$TOKEN@pypi.example.com|http://oauth2:\$TOKEN@${INDEX#http://}|; s|https://pypi.example.com|${INDEX-}|
    s|https://sts.googleapis.com/v1/token|$STS/google/token|
    s|smtp.example.com:587|localhost:${SUBMISSION-}|; s|smtp.example.com|localhost|; s|^port 587|port ${SUBMISSION-}|"
}

# With an expired token, which is renewed in the middle.
traced_recipe() {
  expire_token
  traced bash -euc "$(recipe "$@")"
}

# shows_no_secret PROGRAM [NAME…]: PROGRAM has run, and no secret was to be seen. The variables NAME were asked for.
shows_no_secret() {
  local name
  grep -q "execve(\"[^\"]*/$1\"" "$kept/trace" || { show "$1 did not run"; return 1; }
  [[ $(sort -u "$kept/secrets" | wc -l) -ge 4 ]]
  for name in "${@:2}"; do sed -i "s/\"$name=[^\"]*\"//" "$kept/trace"; done
  finds_none "$kept/trace" "$kept/said"
  # Only the records, in folders called oauthctl, have one; nor has a log of the servers.
  run grep -rlFf "$kept/secrets" --exclude-dir=oauthctl "$HOME" "$BATS_FILE_TMPDIR" ${MAIL:+"$MAIL/log"}
  [[ $output == "$CLIENT_FILE" ]] || { show; return 1; }
}

finds_none() {
  run grep -noFf "$kept/secrets" "$@"
  [[ $status == 1 ]] || { show; return 1; }
}

@test "the search finds a token in a command line, in an environment and in what is said" {
  local token
  token=$(oauthctl token -p work)
  for command in "true $token" "env A=$token true" "echo $token"; do
    : >"$kept/trace"
    : >"$kept/said"
    # shellcheck disable=SC2086 # a command and its words
    traced $command
    run ! finds_none "$kept/trace" "$kept/said"
  done
}

@test "git" {
  git config --global user.name Ann
  git config --global user.email ann@example.com
  git init --quiet --bare "$BATS_FILE_TMPDIR/repositories/x.git"
  git -C "$BATS_FILE_TMPDIR/repositories/x.git" config http.receivepack true
  traced oauthctl setup git "$GIT_ORIGIN" -p work
  expire_token
  traced git clone "$GIT_ORIGIN/x.git"
  git -C x commit --quiet --allow-empty -m first
  expire_token
  traced git -C x push
  shows_no_secret git
}

@test "skopeo" {
  [[ -n ${REGISTRY-} ]] || skip 'docker-registry is not installed'
  needs skopeo
  export XDG_RUNTIME_DIR=$HOME/run
  trust_registries "$REGISTRY"
  traced oauthctl setup docker "$REGISTRY" -p work
  expire_token
  traced skopeo copy "dir:$BATS_FILE_TMPDIR/image" "docker://$REGISTRY/team/image"
  shows_no_secret docker-credential-oauthctl
}

@test "kubectl" {
  needs kubectl
  traced oauthctl setup kubectl ann -p work
  # No cluster answers here: kubectl has asked us before it finds that out.
  kubectl config set-cluster none --server https://127.0.0.1:1
  kubectl config set-context none --cluster none --user ann
  kubectl config use-context none
  expire_token
  traced sh -c '! kubectl get pods -v 8'
  shows_no_secret kubectl
}

@test "curl, wget, Python requests and Node fetch" {
  needs curl wget python3
  recipe 'Python requests' 2 >fetch.py
  recipe 'Node fetch' >fetch.mjs
  traced_recipe curl
  traced_recipe wget
  traced_recipe 'Python requests'
  expire_token
  traced node fetch.mjs
  [[ $(grep -o 'hello, ann' "$kept/said" | wc -l) == 4 ]]
  shows_no_secret wget OAUTHCTL_ACCESS_TOKEN
}

@test "exec: in the variable that was asked for, and in no other" {
  expire_token
  traced oauthctl exec -p work --env A --env B=value -- sh -c 'sleep 0; true'
  traced oauthctl exec -p work --file F -- sh -c 'cat "$F" | wc -c'
  shows_no_secret sleep A B
}

@test "httpie" {
  needs http
  traced_recipe httpie
  grep -q hello "$kept/out"
  shows_no_secret http
}

@test "msmtp, mbsync, neomutt and curl with a mail server" {
  [[ -n ${MAIL-} ]] || skip 'dovecot 2.3 is not installed'
  needs msmtp mbsync neomutt
  export CURL_CA_BUNDLE=$MAIL/certificate.pem
  traced_recipe 'curl for mail'
  { recipe msmtp && echo "tls_trust_file $MAIL/certificate.pem"; } >.msmtprc
  chmod 600 .msmtprc
  expire_token
  traced sh -c 'echo hello | msmtp -v bob@example.com'
  { recipe mbsync && mbsync_channel; } >.mbsyncrc
  expire_token
  traced mbsync --all --verbose
  { recipe neomutt && printf 'set %s = "%s"\n' certificate_file "$CURL_CA_BUNDLE" ssl_ca_certificates_file "$CURL_CA_BUNDLE"; } >.muttrc
  expire_token
  traced sh -c 'echo hello | neomutt -F .muttrc -d 2 -s hello bob@example.com'
  shows_no_secret msmtp
  shows_no_secret mbsync
  shows_no_secret neomutt
}

@test "aws" {
  needs aws
  export HTTPS_PROXY=$STS AWS_CA_BUNDLE=$BATS_FILE_TMPDIR/sts.pem AWS_DEFAULT_REGION=us-east-1 AWS_EC2_METADATA_DISABLED=true
  expire_token
  traced oauthctl token -p work --type id --out id-token --refresh
  export AWS_WEB_IDENTITY_TOKEN_FILE=id-token AWS_ROLE_ARN=arn:aws:iam::123456789012:role/reports
  traced aws s3 ls --no-cli-pager
  # The file that was asked for.
  rm id-token
  shows_no_secret aws
}

@test "npm and pnpm" {
  [[ -n ${VERDACCIO-} ]] || skip 'what scripts/test installs in tests/programs is missing'
  PATH=$OAUTHCTL_SOURCE_DIR/tests/programs/node_modules/.bin:$PATH
  quiet_npm
  make_npm_package theirs hello-team
  recipe npm 1 >theirs/.npmrc
  expire_token
  cd theirs
  traced oauthctl exec -p work --env NPM_TOKEN -- npm publish --loglevel=silly
  cd ..
  recipe pnpm 1 >>.npmrc
  mkdir bin
  recipe pnpm 2 | sed 's/ token/ token -p work/' >bin/npm-token
  chmod 700 bin/npm-token
  make_npm_package ours mine
  echo "registry=http://$VERDACCIO/" >ours/.npmrc
  expire_token
  traced pnpm install --dir ours hello-team
  shows_no_secret npm NPM_TOKEN
  shows_no_secret pnpm
}

@test "twine and pip" {
  [[ -n ${INDEX-} ]] || skip 'what scripts/test installs in tests/programs is missing'
  needs twine pip
  export OAUTHCTL_PROFILE=work PIP_TARGET=$HOME/here PIP_DISABLE_PIP_VERSION_CHECK=1
  make_wheel
  traced_recipe twine
  shows_no_secret twine TWINE_PASSWORD
  traced_recipe pip
  shows_no_secret pip TOKEN PIP_INDEX_URL
}

@test "Google's library" {
  [[ -n ${INDEX-} ]] || skip 'what scripts/test installs in tests/programs is missing'
  export GOOGLE_APPLICATION_CREDENTIALS=$HOME/account.json GOOGLE_CLOUD_PROJECT=reports
  export GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES=1 OAUTHCTL_PROFILE=work
  mkdir bin
  recipe 'Google Cloud' 4 >bin/google-token
  chmod 700 bin/google-token
  recipe 'Google Cloud' 2 | jq --argjson source "{$(recipe 'Google Cloud' 3)}" '. + $source' >account.json
  expire_token
  traced "$INTEROP/node_modules/.bin/node" "$OAUTHCTL_SOURCE_DIR/tests/programs/google_client.mjs" "$STS/projects"
  shows_no_secret node
}

@test "keep and Prometheus, in /proc while the token is renewed" {
  needs prometheus
  waited_for=$kept/said
  "$OAUTHCTL_BIN/oauthctl" -vv keep --out work=token --on-renew 'touch renewed' >"$kept/said" 2>&1 3>&- &
  KEEP_PID=$!
  (for _ in {1..2000}; do
    cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ || true
    [[ ! -e stop ]] || break
    sleep 0.01
  done | tr '\0' '\n' >seen) 2>/dev/null 3>&- &
  local watcher=$!
  until_true test -s token
  start_prometheus "$PWD/token" "$METRICS"
  until_true grep -qsx 200 "$BATS_FILE_TMPDIR/visits"
  for _ in 1 2; do
    rm -f renewed
    traced oauthctl token -p work --refresh --out other
    until_true test -e renewed
  done
  touch stop
  wait "$watcher"
  grep -qx keep seen
  grep -qx prometheus seen
  mv seen "$kept/seen"
  rm token other
  finds_none "$kept/seen"
  shows_no_secret oauthctl
}
