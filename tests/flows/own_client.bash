# Clients that register themselves at the development server and sign with their own keys.
load ../cli/support

base64url() { base64 -w0 | tr '+/' '-_' | tr -d '='; }

# A P-256 key in $1, and its public half as a JWK set on standard output.
new_key() {
  openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2>/dev/null
  chmod 600 "$1"
  # The point is at the end of a public key's DER.
  openssl pkey -in "$1" -pubout -outform DER | tail -c 64 >point
  jq -nc --arg x "$(head -c 32 point | base64url)" --arg y "$(tail -c 32 point | base64url)" \
    '{keys: [{kty: "EC", crv: "P-256", x: $x, y: $y}]}'
}

# Registers a client with the members of $1 and writes its secrets.json with the additional members of $2.
register_client() {
  jq -nc "{redirect_uris: [\"http://127.0.0.1/callback\"]} + $1" |
    curl --silent --fail --noproxy '*' "$ISSUER/register" --data @- --header 'Content-Type: application/json' >registered.json
  jq --arg issuer "$ISSUER" "{issuer: \$issuer, client_id, client_secret, redirect_uris, token_endpoint_auth_method}
      | del(.[] | nulls) + (${2:-{\}})" registered.json >secrets.json
  chmod 600 secrets.json
}

# A client with a registered key, whose private part is in key.pem. $1 has additional members of its registration.
register_client_with_key() {
  new_key key.pem >jwks.json
  register_client "{token_endpoint_auth_method: \"private_key_jwt\", jwks: $(cat jwks.json)} + (${1:-{\}})" \
    '{private_key_file: "key.pem"}'
}

# The secrets.json with more members.
add_to_secrets() {
  jq ". + $1" secrets.json >more.json
  chmod 600 more.json
  mv more.json secrets.json
}

# A JWT of the registered client, made with other tools than ours. $1 has claims that override the common ones, $2 the
# header's members.
hmac_jwt() {
  local signed
  signed=$(jq -nc "{alg: \"HS256\"} + (${2:-{\}})" | tr -d '\n' | base64url).$(
    jq -c --arg aud "$ISSUER" "{iss: .client_id, aud: \$aud, exp: (now + 60 | floor)} + ($1)" registered.json | tr -d '\n' | base64url)
  printf '%s.%s' "$signed" "$(printf %s "$signed" |
    openssl dgst -sha256 -hmac "$(jq -r .client_secret registered.json)" -binary | base64url)"
}
