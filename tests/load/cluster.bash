# shellcheck shell=bash disable=SC2154 # hosts.bash sets $address
# An etcd cluster with a member on each of the hosts of hosts.bash. It speaks TLS, but on loopback.

# Keeps its files there. Leaves $members (HOST:PORT,…) and what oauthctl needs to speak to it.
make_cluster() {
  cluster=$1
  local host scheme=http
  tls=() curl_tls=()
  client_port=() peer_port=()
  for host in 1 2 3; do client_port[host]=2379 peer_port[host]=2380; done
  if has_namespaces; then
    scheme=https
    make_etcd_certificates "$cluster" "IP:${address[1]},IP:${address[2]},IP:${address[3]}"
    tls=(--client-cert-auth --peer-client-cert-auth)
    for kind in '' peer-; do
      tls+=("--${kind}cert-file" "$cluster/server.pem" "--${kind}key-file" "$cluster/server.key"
        "--${kind}trusted-ca-file" "$cluster/ca.pem")
    done
    export OAUTHCTL_ETCD_CA_FILE=$cluster/ca.pem
    export OAUTHCTL_ETCD_CERTIFICATE_FILE=$cluster/client.pem OAUTHCTL_ETCD_KEY_FILE=$cluster/client.key
    curl_tls=(--cacert "$cluster/ca.pem" --cert "$cluster/client.pem" --key "$cluster/client.key")
  else
    for host in 1 2 3; do client_port[host]=$(free_port) peer_port[host]=$(free_port); done
  fi
  members='' peers=''
  for host in 1 2 3; do
    client_url[host]=$scheme://${address[host]}:${client_port[host]}
    peer_url[host]=$scheme://${address[host]}:${peer_port[host]}
    members+=${members:+,}${address[host]}:${client_port[host]}
    peers+=${peers:+,}member$host=${peer_url[host]}
  done
}

start_member() {
  local host=$1
  become "$host" etcd --name "member$host" --data-dir "$cluster/data$host" --initial-cluster "$peers" \
    --listen-client-urls "${client_url[host]}" --advertise-client-urls "${client_url[host]}" \
    --listen-peer-urls "${peer_url[host]}" --initial-advertise-peer-urls "${peer_url[host]}" "${tls[@]}" \
    >>"$cluster/etcd$host.log" 2>&1 </dev/null &
  member_pid[host]=$!
}

kill_member() {
  kill -9 "${member_pid[$1]}"
  wait "${member_pid[$1]}" 2>/dev/null || true
}

# `ask_member HOST PATH BODY`
ask_member() {
  curl --silent --noproxy '*' --max-time 2 "${curl_tls[@]}" "${client_url[$1]}/v3/$2" -d "$3"
}

# The host of the leader, once there is one.
leader() {
  local host status
  for _ in {1..300}; do
    for host in 1 2 3; do
      status=$(ask_member "$host" maintenance/status '{}') || continue
      jq -e '.leader and .leader == .header.member_id' >/dev/null <<<"$status" && echo "$host" && return
    done
    sleep 0.1
  done
  echo "the etcd cluster has no leader" >&2
  return 1
}
