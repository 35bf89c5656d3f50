# Prometheus reads its token from a file that `keep` keeps fresh.
load support

# Seconds.
readonly lifetime=5

setup_file() {
  start_dev_server --access-token-ttl "${lifetime}s"
  [[ -n $(type -P node) ]] || return 0
  export VISITS=$BATS_FILE_TMPDIR/visits
  start_node_server metrics_server.mjs "$ISSUER/resource" "$VISITS"
}

teardown_file() { stop_servers; }

setup() { use_empty_home; }

teardown() {
  for pid in "${PROMETHEUS_PID-}" "${KEEP_PID-}"; do [[ -z $pid ]] || stop_server "$pid"; done
}

ask_prometheus() {
  curl --silent --noproxy '*' --get --data-urlencode "query=$1" "http://$PROMETHEUS/api/v1/query" |
    jq -r '.data.result[0].value[1]'
}

@test "ten lifetimes of a token: no scrape fails" {
  [[ -n $(type -P prometheus) && -n $(type -P node) ]] || skip 'needs prometheus and node'
  sign_in
  "$OAUTHCTL_BIN/oauthctl" keep --out token >answer 2>said 3>&- &
  KEEP_PID=$!
  for _ in {1..200}; do [[ ! -s token ]] || break; sleep 0.05; done
  start_prometheus "$PWD/token" "$NODE_ORIGIN"
  sleep $((10 * lifetime + 3))
  local failed scrapes
  failed=$(grep -vcx 200 "$VISITS" || true)
  scrapes=$(wc -l <"$VISITS")
  [[ $failed == 0 && $scrapes -ge 40 ]] || { cat said prometheus.log; sort "$VISITS" | uniq -c; return 1; }
  # Its own view: each scrape has set `up` to 1.
  [[ $(ask_prometheus 'min_over_time(up[1m])') == 1 && $(ask_prometheus 'count_over_time(up[1m])') -ge 40 ]]
}
