# shellcheck shell=bash
# Three hosts for a script: network namespaces on one bridge, or homes on loopback ports where none can be had.

# `enter_own_machine SCRIPT ARGUMENT…` gives the script its own machine and restarts it there as process 1: whatever is
# started there ends with it, and no namespace or interface outlives it. Returns where that is not allowed, or done.
# Needs no root where users may have namespaces.
enter_own_machine() {
  [[ -z ${FLEET_MACHINE-} ]] || return 0
  local own
  for own in '' '--user --map-root-user'; do
    # shellcheck disable=SC2206 # words
    local machine=(unshare $own --net --pid --mount --fork --kill-child --mount-proc)
    # shellcheck disable=SC2016 # the inner shell expands
    "${machine[@]}" sh -c 'ip link add name trial type bridge && ip link add name one type veth peer name other &&
      command -v socat nsenter' >/dev/null 2>&1 || continue
    # shellcheck disable=SC2093 # the loop goes on only if the trial failed
    FLEET_MACHINE=namespaces exec "${machine[@]}" "$@"
  done
}

has_namespaces() { [[ -n ${FLEET_MACHINE-} ]]; }

# Leaves the address of each host in $address; the script's own place reaches them all.
make_hosts() {
  local host holder
  address=()
  namespace=()
  for host in 1 2 3; do address[host]=127.0.0.1; done
  has_namespaces || return 0
  ip link set lo up
  ip link add name switch type bridge
  ip address add 10.213.77.254/24 dev switch
  ip link set switch up
  for host in 1 2 3; do
    address[host]=10.213.77.$host
    unshare --net sleep infinity &
    holder=$!
    # It is in our namespace until it has created its own.
    until [[ $(readlink "/proc/$holder/ns/net") != $(readlink /proc/self/ns/net) ]]; do sleep 0.01; done
    namespace[host]=/proc/$holder/ns/net
    ip link add name "host$host" type veth peer name eth0 netns "$holder"
    ip link set "host$host" master switch up
    at "$host" ip address add "${address[host]}/24" dev eth0
    at "$host" ip link set eth0 up
    at "$host" ip link set lo up
  done
}

# `become HOST COMMAND…`: this shell becomes the command, on that host. Call it in the background, so that $! is the
# process of the command and not of a shell.
become() {
  if has_namespaces; then exec nsenter --net="${namespace[$1]}" "${@:2}"; else exec "${@:2}"; fi
}

# Runs a command there.
at() { (become "$@"); }

# Silently drops all packets to and from there.
cut_off() { ip link set "host$1" down; }
heal() { ip link set "host$1" up; }

# Makes a server that listens on our loopback also answer on each host's.
share_loopback_port() {
  local port=$1 socket=$2 host
  has_namespaces || return 0
  socat UNIX-LISTEN:"$socket",fork,backlog=1024 TCP:127.0.0.1:"$port" &
  until [[ -S $socket ]]; do sleep 0.01; done
  for host in 1 2 3; do
    become "$host" socat TCP-LISTEN:"$port",bind=127.0.0.1,fork,reuseaddr,backlog=1024 UNIX-CONNECT:"$socket" &
    until at "$host" curl --silent --output /dev/null --max-time 5 "http://127.0.0.1:$port/stats"; do sleep 0.01; done
  done
}
