# A machine without IPv6, as many containers are: a network namespace of our own, where users may have one.
load support

setup() { use_empty_home; }

without_ipv6() {
  export -f "$1" start_server stop_server oauthctl
  unshare --user --map-root-user --net bash -euc "
    echo 1 >/proc/sys/net/ipv6/conf/all/disable_ipv6
    ip link set lo up
    [[ -z \$(ip -6 address) ]]
    $1"
}

demonstrate() { oauthctl demo; }

@test "the demo runs without IPv6" {
  ends 0 without_ipv6 demonstrate
  [[ $output == *'Every step worked'* ]]
}

sign_in_at_localhost() {
  start_server "$OAUTHCTL_BUILD/tests/faulty_server"
  jq --null-input --arg origin "$first_line" '{client_id: "client", redirect_uris: ["http://localhost/callback"],
    authorization_endpoint: "\($origin)/authorize", token_endpoint: "\($origin)/token"}' >secrets.json
  chmod 600 secrets.json
  local code=0
  oauthctl login || code=$?
  oauthctl token || code=$?
  stop_server "$server_pid"
  return "$code"
}

@test "a callback at localhost is heard where that has one address" {
  ends 0 without_ipv6 sign_in_at_localhost
  [[ -n $output ]]
  expect_stderr 'redirect_uri=http%3A%2F%2Flocalhost%3A' 'signed in'
}
