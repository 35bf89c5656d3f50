# A real docker registry, and the token service that it sends people to. Needs support.bash.

# Leaves $SEEN, the log of the token service. Keys and certificate are in $BATS_FILE_TMPDIR.
start_token_service() {
  export SEEN=$BATS_FILE_TMPDIR/seen
  openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=test -keyout "$BATS_FILE_TMPDIR/key.pem" \
    -out "$BATS_FILE_TMPDIR/certificate.pem" 2>/dev/null
  start_node_server registry_tokens.mjs "$ISSUER" "$CLIENT_FILE" "$BATS_FILE_TMPDIR/key.pem" \
    "$BATS_FILE_TMPDIR/certificate.pem" "$SEEN"
}

# start_registry NAME: with the realm /NAME at our token service. Leaves its address and process.
start_registry() {
  local folder=$BATS_FILE_TMPDIR/$1
  mkdir "$folder"
  for _ in 1 2 3 4 5; do
    started=127.0.0.1:$(free_port)
    cat >"$folder/config.yml" <<END
version: 0.1
storage: {filesystem: {rootdirectory: $folder}}
http: {addr: "$started"}
auth: {token: {realm: $NODE_ORIGIN/$1, service: $1, issuer: test, rootcertbundle: $BATS_FILE_TMPDIR/certificate.pem}}
END
    docker-registry serve "$folder/config.yml" >"$folder/log" 2>&1 3>&- &
    started_pid=$!
    until [[ $(curl --silent --noproxy '*' --output /dev/null --write-out '%{http_code}' "http://$started/v2/") == 401 ]]; do
      kill -0 "$started_pid" 2>/dev/null || continue 2 # the port was taken meanwhile
      sleep 0.05
    done
    return 0
  done
  cat "$folder/log" >&2
  return 1
}

# An image of one file, as skopeo keeps images in folders.
make_image() {
  mkdir "$1"
  cd "$1" || return 1
  echo hello >hello
  tar -cf layer hello
  rm hello
  local layer config type=application/vnd.docker
  layer=$(sha256sum <layer | cut -c-64)
  printf '{"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' \
    "$layer" >config
  config=$(sha256sum <config | cut -c-64)
  jq -n --arg type $type --arg layer "$layer" --arg config "$config" \
    --argjson sizes "[$(stat -c %s layer), $(stat -c %s config)]" '{
      schemaVersion: 2, mediaType: ($type + ".distribution.manifest.v2+json"),
      config: {mediaType: ($type + ".container.image.v1+json"), size: $sizes[1], digest: ("sha256:" + $config)},
      layers: [{mediaType: ($type + ".image.rootfs.diff.tar"), size: $sizes[0], digest: ("sha256:" + $layer)}]}' \
    >manifest.json
  mv layer "$layer"
  mv config "$config"
  echo 'Directory Transport Version: 1.1' >version
}

# trust_registries ADDRESS…: they speak http here.
trust_registries() {
  mkdir -p .config/containers
  printf '[[registry]]\nlocation = "%s"\ninsecure = true\n' "$@" >.config/containers/registries.conf
}
