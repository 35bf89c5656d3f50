# A real etcd for scripts: one member on loopback, ended by its process id.

source "${BASH_SOURCE[0]%/*}/free_port.bash"

# `start_etcd FOLDER [OPTION…]` keeps its files there and leaves $ETCD (host:port) and $ETCD_PID. The scheme is https if
# an option names a certificate.
start_etcd() {
  local folder=$1 peer scheme=http
  shift
  [[ $* != *--cert-file* ]] || scheme=https
  for _ in 1 2 3 4 5; do
    ETCD=127.0.0.1:$(free_port) peer=http://127.0.0.1:$(free_port)
    etcd --data-dir "$folder/data" --listen-client-urls "$scheme://$ETCD" --advertise-client-urls "$scheme://$ETCD" \
      --listen-peer-urls "$peer" --initial-advertise-peer-urls "$peer" --initial-cluster "default=$peer" "$@" \
      >"$folder/etcd.log" 2>&1 </dev/null 3>&- &
    ETCD_PID=$!
    for _ in {1..800}; do
      ! grep -qs 'ready to serve client requests' "$folder/etcd.log" || return 0
      kill -0 "$ETCD_PID" 2>/dev/null || break  # the port was taken meanwhile
      sleep 0.025
    done
    stop_etcd
  done
  cat "$folder/etcd.log" >&2
  return 1
}

stop_etcd() {
  [[ -n ${ETCD_PID-} ]] || return 0
  kill -9 "$ETCD_PID" 2>/dev/null || true
  wait "$ETCD_PID" 2>/dev/null || true
  ETCD_PID=
}

# `make_etcd_certificates FOLDER ADDRESSES`: an authority, a server's certificate for these addresses, and a client's.
# The gateway of etcd calls its own server with the server's certificate, which must therefore be valid for a client,
# too. If there are users, it refuses a client's certificate that has a CN.
make_etcd_certificates() {
  local folder=$1 new=(-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2)
  openssl req -x509 "${new[@]}" -keyout "$folder/ca.key" -out "$folder/ca.pem" -subj /CN=fleet 2>/dev/null
  for name in server client; do
    openssl req "${new[@]}" -keyout "$folder/$name.key" -out "$folder/$name.csr" -subj "/O=$name" 2>/dev/null
    openssl x509 -req -in "$folder/$name.csr" -CA "$folder/ca.pem" -CAkey "$folder/ca.key" -CAcreateserial -days 2 \
      -extfile <(echo "subjectAltName=$2" && echo extendedKeyUsage=serverAuth,clientAuth) -out "$folder/$name.pem" 2>/dev/null
  done
}
