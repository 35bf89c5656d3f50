# Leads the browser to every page that a person may meet: those of the development server and those of the listener.

# every_page DO: calls `DO NAME` at each page. Needs support.bash.
every_page() {
  see=$1
  start_pages
  error_pages
  register_sample_client
  sign_in_pages
  device_pages
  listener_pages
}

# At a page once it has this heading.
at() {
  sees "$2"
  "$see" "$1"
}

start_pages() {
  forget_cookies
  visit "$ISSUER"
  at home 'An authorization server of your own'
  visit "$ISSUER/clients/new"
  at register 'Register a client'
  fill_in Name 'Sample app'
  press Register
  at registered 'Sample app is registered'
}

error_pages() {
  visit "$ISSUER/nothing"
  at not-found 'Page not found'
  visit "$ISSUER/authorize?client_id=nobody"
  at unknown-client 'This request cannot continue'
  visit "$ISSUER/authorize?client_id=$(jq -r .client_id "$CLIENT_FILE")&redirect_uri=http://127.0.0.1/elsewhere"
  at wrong-redirect 'This request cannot continue'
  visit "$ISSUER/resource"
  at resource 'This address needs a token'
}

register_sample_client() {
  sample_client=$(jq -n '{client_name: "Sample app", redirect_uris: ["http://127.0.0.1/callback"],
      token_endpoint_auth_method: "none",
      grant_types: ["authorization_code", "urn:ietf:params:oauth:grant-type:device_code"]}' |
    curl --silent --fail --noproxy '*' --json @- "$ISSUER/register" | jq -r .client_id)
}

# ask_for [NAME=VALUE]…: an authorization request of the sample client.
ask_for() {
  visit "$ISSUER/authorize?$(jq -nr --arg client "$sample_client" '
    {client_id: $client, response_type: "code", redirect_uri: "http://127.0.0.1:9/callback",
      scope: "openid profile email api.read", code_challenge_method: "S256",
      code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"}
    + ($ARGS.positional | map(split("=") | {(.[0]): (.[1:] | join("="))}) | add // {})
    | to_entries | map("\(.key)=\(.value | @uri)") | join("&")' --args "$@")"
}

without_scripts() { devtools Emulation.setScriptExecutionDisabled '{"value": true}' >/dev/null; }
with_scripts() { devtools Emulation.setScriptExecutionDisabled '{"value": false}' >/dev/null; }

sign_in_pages() {
  local payment='{"type": "payment_initiation", "instructedAmount": {"amount": "123.50", "currency": "EUR"},
    "creditorName": "Merchant A", "creditorAccount": {"iban": "DE02100100109307118603"}}'
  forget_cookies
  ask_for
  at sign-in 'Sign in'
  enter_password looking-glass
  element "//*[@role='alert']" >/dev/null
  at sign-in-again 'Sign in'
  enter_password wonderland
  at consent 'Allow access?'
  ask_for "authorization_details=[$payment]" "resource=$ISSUER/resource"
  at consent-payment 'Allow access?'
  ask_for response_mode=form_post
  sees 'Allow access?'
  without_scripts
  press Allow
  at form-post 'Going back'
  with_scripts
  ask_for
  sees 'Allow access?'
  forget_cookies
  press Allow
  at out-of-date 'This request cannot continue'
}

device_code() {
  curl --silent --fail --noproxy '*' --data "client_id=$sample_client" --data-urlencode 'scope=openid email' \
    "$ISSUER/device_authorization" | jq -r .user_code
}

open_device() {
  visit "$ISSUER/device?user_code=$(device_code)"
  press Continue
}

device_pages() {
  forget_cookies
  visit "$ISSUER/device"
  at device 'Connect a device'
  fill_in Code WRNG-CODE
  press Continue
  element "//*[@role='alert']" >/dev/null
  at device-again 'Connect a device'
  open_device
  at device-sign-in 'Sign in'
  enter_password looking-glass
  element "//*[@role='alert']" >/dev/null
  at device-sign-in-again 'Sign in'
  enter_password wonderland
  at device-consent 'Allow access?'
  press Allow
  at device-connected 'The device is connected'
  open_device
  press Deny
  at device-denied 'The device was denied'
}

listener_pages() {
  local url
  forget_cookies
  begin_login --scope openid
  sees 'Sign in'
  url=$(callback)
  visit "${url%/callback}/favicon.png"
  at not-the-answer 'Not the sign-in answer'
  visit "$(sed -nE 's/^ *(http[^ ]*\/authorize.*)/\1/p' login.err)"
  enter_password wonderland
  press Deny
  at callback-failed 'Sign-in failed'
  wait "$login_pid" || true
  begin_login --scope openid
  press Allow
  at callback 'You are signed in'
  wait "$login_pid"
  register_for_tokens
  CLIENT_FILE=old.json begin_login -p old --response-type 'code id_token' --scope openid
  sees 'Allow access?'
  without_scripts
  press Allow
  at callback-fragment 'One moment'
  with_scripts
  stop_server "$login_pid"
  visit "$ISSUER/authorize/end_session?id_token_hint=$(oauthctl token --type id)"
  at signed-out 'You are signed out'
}
