# kill -9 at random moments of a renewal: the record is the old one or the new one, whole.
load support

# Without rotation: a kill between the server's answer and the save would cost the login, as it must with rotation, and
# the rest of the kills would meet no renewal any more.
setup_file() { start_dev_server --no-rotation; }
teardown_file() { stop_dev_server; }

setup() {
  use_empty_home
  sign_in
}

@test "100 kills" {
  local i pid killed=0
  RANDOM=1
  for i in {1..100}; do
    oauthctl token --refresh >/dev/null 2>&1 3>&- &
    pid=$!
    sleep "$(printf 0.%04d $((RANDOM % 120)))"
    kill -9 "$pid" 2>/dev/null && killed=$((killed + 1))
    wait "$pid" 2>/dev/null || true
    ends 0 oauthctl token --offline || { show "kill $i"; return 1; }
  done
  ((killed >= 20)) || { echo "only $killed of 100 were in time"; return 1; }
  ends 0 oauthctl token --refresh
  server_accepts "$output"
  [[ $(find "$(dirname "$(record)")" -type f | wc -l) -le 5 ]]
}
