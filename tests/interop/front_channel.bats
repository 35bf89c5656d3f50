# Tokens through the browser, with npm's oidc-provider, which must be told to send them.
load provider

setup_file() {
  local types='["code", "id_token", "id_token token", "code id_token", "code token", "code id_token token"]'
  jq --argjson types "$types" '{responseTypes: $types, clients: [{client_id: "hybrid", client_secret: "hybrid secret+/",
      redirect_uris: ["http://127.0.0.1/callback"], application_type: "native", response_types: $types,
      grant_types: ["authorization_code", "refresh_token", "implicit"], token_endpoint_auth_method: "client_secret_basic"}]}' \
    -n >"$BATS_FILE_TMPDIR/configuration.json"
  OIDC_CONFIGURATION=$BATS_FILE_TMPDIR/configuration.json start_provider
}

# The client file, with these additional members.
write_secrets() {
  jq --arg issuer "$ISSUER" ".clients[0] | {client_id, client_secret, redirect_uris, token_endpoint_auth_method,
      issuer: \$issuer, scope: \"openid email offline_access\", params: {prompt: \"consent\"}} + ${1-{\}}" \
    "$BATS_FILE_TMPDIR/configuration.json" >secrets.json
  chmod 600 secrets.json
}

accepted() { curl --silent --fail --noproxy '*' -H "Authorization: Bearer $1" "$ISSUER/me"; }

@test "implicit: a denial in the fragment ends the login" {
  write_secrets
  BROWSER="$BROWSER --deny %s" ends 4 oauthctl login --flow implicit
  expect_failure access_denied
}

@test "implicit: a response type that the provider does not offer is refused before the browser opens" {
  write_secrets
  ends 2 oauthctl login --response-type token
  expect_failure 'does not offer the response type token'
}

@test "implicit: id_token token in the fragment signs in, and cannot renew itself" {
  write_secrets
  ends 0 oauthctl login --flow implicit
  expect_stderr 'warning: response type id_token token' 'signed in as alice' 'cannot renew itself'
  accepted "$(oauthctl token)"
  ends 3 oauthctl token --refresh
}

@test "implicit: an ID token alone is kept as one" {
  write_secrets
  ends 0 oauthctl login --response-type id_token
  expect_stderr 'signed in as alice'
  ends 0 oauthctl inspect --json
  ends 2 oauthctl token --format header
}

@test "implicit: the provider posts the answer where form_post is asked for" {
  write_secrets '{response_mode: "form_post"}'
  ends 0 oauthctl login --flow implicit
  expect_stderr 'response_mode=form_post' 'signed in as alice'
}

@test "hybrid: each response type in the fragment signs in, and renews itself" {
  local type
  write_secrets
  for type in 'code id_token' 'code token' 'code id_token token'; do
    ends 0 oauthctl login --response-type "$type"
    expect_stderr "response_type=${type// /+}" 'signed in as alice' 'renews itself'
    accepted "$(oauthctl token --refresh)"
  done
}

@test "hybrid: the provider posts the answer, and signs it, where that is asked for" {
  local mode
  for mode in form_post jwt form_post.jwt; do
    write_secrets "{response_mode: \"$mode\"}"
    ends 0 oauthctl login --response-type 'code id_token'
    expect_stderr "response_mode=$mode" 'signed in as alice'
  done
}
