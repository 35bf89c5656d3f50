# The other requests of oauthctl to a server, and the response modes, against npm's oidc-provider.
load provider

# The client file of public-native, with these additional members.
write_secrets() {
  jq --arg issuer "$ISSUER" ".[] | select(.client_id == \"public-native\") | del(.application_type, .grant_types) + {
      issuer: \$issuer, scope: \"openid profile email offline_access\", params: {prompt: \"consent\"}} + $1" \
    "$BATS_TEST_DIRNAME/clients.json" >secrets.json
  chmod 600 secrets.json
}

accepted() { curl --silent --fail --noproxy '*' -H "Authorization: Bearer $1" "$ISSUER/me"; }

@test "response_mode=form_post: an answer that is posted back signs in" {
  write_secrets '{response_mode: "form_post"}'
  ends 0 oauthctl login
  expect_stderr 'response_mode=form_post' 'signed in as alice'
  accepted "$(oauthctl token)"
}

@test "JARM: a signed answer signs in, in the query and in a form" {
  local mode
  for mode in jwt query.jwt form_post.jwt; do
    write_secrets "{response_mode: \"$mode\"}"
    ends 0 oauthctl login
    expect_stderr "response_mode=$mode" 'signed in as alice'
  done
  accepted "$(oauthctl token)"
}

@test "JARM: an answer signed by another algorithm than expected does not end the login" {
  write_secrets '{response_mode: "jwt", authorization_signed_response_alg: "PS256"}'
  ends 7 oauthctl login --timeout 3s
  expect_failure 'is signed with "RS256", expected "PS256"'
}

@test "JARM: a denial that is signed ends the login" {
  write_secrets '{response_mode: "jwt"}'
  BROWSER="$BROWSER --deny %s" ends 4 oauthctl login
  expect_failure access_denied
}

@test "discovery: discover shows what the server offers" {
  ends 0 oauthctl discover "$ISSUER" --json
  jq -e '.problems == [] and ([.features[] | select(.offered) | .name] | contains(["authorization code", "refresh token",
    "PKCE with S256", "iss in the answer", "form_post", "signed answers (JARM)", "dynamic registration",
    "ending the session", "OpenID Connect", "revocation", "introspection"]))' <<<"$output"
}

@test "JWT: inspect verifies the ID token with the server's keys" {
  write_secrets '{}'
  ends 0 oauthctl login
  ends 0 oauthctl inspect --json
  jq -e --arg issuer "$ISSUER" '.tokens[1] | .verified and .claims.iss == $issuer and (.in_words.exp | startswith("expires "))' <<<"$output"
}

@test "dynamic registration: a client that registered itself signs in" {
  ends 0 oauthctl register "$ISSUER" --name 'Interop Notes'
  expect_stderr 'written to secrets.json'
  ends 0 oauthctl login --scope 'openid email'
  expect_stderr 'signed in as alice'
}

@test "dynamic registration: a redirect URI that the server refuses leaves no file" {
  ends 2 oauthctl register "$ISSUER" --redirect-uri http://elsewhere.example/
  expect_failure
  [[ ! -e secrets.json ]]
}

@test "registration management: a registration is read, changed and ended" {
  ends 0 oauthctl register "$ISSUER"
  local before
  before=$(jq -r .registration_access_token secrets.json)
  ends 0 oauthctl register --update secrets.json --name Renamed
  jq -e --arg before "$before" '.client_name == "Renamed" and .registration_access_token != $before' secrets.json
  ends 0 oauthctl register --read secrets.json
  jq -e '.client_name == "Renamed" and (has("client_secret") | not)' <<<"$output"
  ends 0 oauthctl register --delete secrets.json
  ends 4 oauthctl register --read secrets.json
}

# Counts how often the server asked the person for a password.
passwords() { grep -c login "$BROWSER_LOG"; }

@test "RP-initiated logout: logout --session ends the session, and the next login asks for the password" {
  export BROWSER_JAR=$HOME/jar BROWSER_LOG=$HOME/log
  write_secrets '{post_logout_redirect_uris: ["http://127.0.0.1/signed-out"]}'
  ends 0 oauthctl login
  ends 0 oauthctl login -p second
  [[ $(passwords) == 1 ]]
  ends 0 oauthctl logout --session
  expect_stderr 'the session at the server has ended'
  ends 0 oauthctl login
  [[ $(passwords) == 2 ]]
}
