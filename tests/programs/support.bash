# For scripts that drive other people's programs against our development server and a server of theirs.
load ../cli/support
load ../support/free_port

# A node program of this folder as a second server. Leaves its origin in $NODE_ORIGIN.
start_node_server() {
  start_server node "$OAUTHCTL_SOURCE_DIR/tests/programs/$1" "${@:2}"
  export NODE_PID=$server_pid NODE_ORIGIN=$first_line
}

# resource_server.mjs. Leaves $API.
start_resource_server() {
  start_node_server resource_server.mjs
  export API=$NODE_ORIGIN
}

# api_server.mjs, by https if a certificate and its key are given. Leaves $API, and the files $ACCEPTED and $SEEN.
start_api_server() {
  export ACCEPTED=$BATS_FILE_TMPDIR/accepted SEEN=$BATS_FILE_TMPDIR/seen
  : >"$ACCEPTED"
  start_node_server api_server.mjs "$ACCEPTED" "$SEEN" "$@"
  export API=$NODE_ORIGIN
}

export INTEROP=$OAUTHCTL_SOURCE_DIR/tests/interop

has_oidc_provider() { [[ -x $INTEROP/node_modules/.bin/node ]]; }

# The programs of package.json, which want the Node of tests/interop.
has_npm_programs() { has_oidc_provider && [[ -d $OAUTHCTL_SOURCE_DIR/tests/programs/node_modules ]]; }

# The provider of tests/interop in place of the development server, with further settings in JSON. A test that signs in
# there sets BROWSER=$INTEROP/browser.
start_oidc_provider() {
  export CLIENT_FILE=$BATS_FILE_TMPDIR/client.json
  printf '%s' "${1-"{}"}" >"$BATS_FILE_TMPDIR/configuration.json"
  OIDC_CONFIGURATION=$BATS_FILE_TMPDIR/configuration.json \
    start_server "$INTEROP/node_modules/.bin/node" "$INTEROP/server.mjs"
  export SERVER_PID=$server_pid ISSUER=$first_line
  jq --arg issuer "$ISSUER" '.[] | select(.client_id == "confidential-post") |
      del(.application_type, .grant_types) + {issuer: $issuer, scope: "openid offline_access", params: {prompt: "consent"}}' \
    "$INTEROP/clients.json" >"$CLIENT_FILE"
  chmod 600 "$CLIENT_FILE"
}

# Skips the test if one of these programs is not installed.
needs() {
  local program
  for program in "$@"; do [[ -n $(type -P "$program") ]] || skip "$program is not installed"; done
}

# make_certificate KEY CERTIFICATE ALTERNATIVE_NAME: files of a certificate that signs itself.
make_certificate() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=test \
    -addext "subjectAltName=$3" -keyout "$1" -out "$2" 2>/dev/null
}

stop_servers() {
  [[ -z ${NODE_PID-} ]] || stop_server "$NODE_PID"
  stop_dev_server
}

# `start_prometheus FILE ORIGIN` scrapes twice a second, with the token in the file. Leaves its address in $PROMETHEUS and
# its process in $PROMETHEUS_PID.
start_prometheus() {
  cat >prometheus.yml <<END
global: {scrape_interval: 500ms, scrape_timeout: 500ms}
scrape_configs:
  - job_name: protected
    authorization: {credentials_file: $1}
    static_configs: [{targets: ["${2#http://}"]}]
END
  PROMETHEUS=127.0.0.1:$(free_port)
  prometheus --config.file=prometheus.yml --storage.tsdb.path=data --web.listen-address="$PROMETHEUS" \
    >prometheus.log 2>&1 3>&- &
  PROMETHEUS_PID=$!
}

# code_below PAGE HEADING [N]: the Nth block of code below the heading.
code_below() {
  awk -v heading="$2" -v wanted="${3-1}" '
    /^#+ / { is_below = $0 ~ "^#+ " heading "$"; n = 0; is_code = 0 }
    !is_below { next }
    /^    / { if (!is_code) n++; is_code = 1; if (n == wanted) print substr($0, 5); next }
    !/^$/ { is_code = 0 }
    /^$/ && is_code { is_code = 0 }' "$OAUTHCTL_SOURCE_DIR/$1"
}
