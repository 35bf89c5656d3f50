# A person uses the pages of the development server and of the listener in a real browser.
load support

setup() {
  use_empty_home
  forget_cookies
  visit about:blank
}

teardown() {
  [[ -z ${login_pid-} ]] || stop_server "$login_pid"
  [[ ${BATS_TEST_COMPLETED-} ]] || { cat login.err; webdriver GET /source | jq -r .; }
}

end_login() {
  status=0
  wait "$login_pid" || status=$?
  login_pid=
  output=$(<login.out) stderr=$(<login.err)
  [[ $status == "$1" ]] || { show "wanted exit code: $1"; return 1; }
}

# The code of the device, once it is shown.
shown_code() {
  local code
  until code=$(grep -oE '^ {6}[A-Z]{4}-[A-Z]{4}$' login.err); do kill -0 "$login_pid" || return 1; sleep 0.05; done
  echo "${code// /}"
}

@test "deny ends the login, and the last page says so" {
  begin_login
  sees 'Sign in'
  enter_password wonderland
  press Deny
  sees 'Sign-in failed'
  expect_quiet_console
  end_login 4
  expect_stderr access_denied
}

@test "a wrong password can be corrected, and Allow signs in" {
  begin_login
  sees 'Sign in'
  enter_password looking-glass
  element "//*[@role='alert']"
  enter_password wonderland
  sees 'Allow access?'
  press Allow
  sees 'You are signed in'
  expect_quiet_console
  end_login 0
  ends 0 oauthctl request "$ISSUER/resource"
  [[ $output == *alice* ]]
}

@test "a scope that the person unticks is not granted, and login says so" {
  begin_login --scope 'openid profile email' --param prompt=consent
  enter_password wonderland
  click "//label[.//code='email']"
  press Allow
  sees 'You are signed in'
  end_login 0
  expect_stderr warning email
  ends 0 oauthctl status --json
  jq -e '.profiles[0].scopes == ["openid", "profile"]' <<<"$output"
}

@test "the keyboard alone is enough" {
  local tab=$'\xee\x80\x84' enter=$'\xee\x80\x87'
  begin_login --param prompt=consent
  is_focused Username
  type_keys "alice${tab}wonderland${enter}"
  sees 'Allow access?'
  webdriver POST "/element/$(element "//button[.='Allow']")/value" "$(jq -n --arg key "$enter" '{text: $key}')"
  sees 'You are signed in'
  expect_quiet_console
  end_login 0
}

@test "the code of a device is entered by a person" {
  begin_login --flow device
  local code
  code=$(shown_code)
  visit "$ISSUER/device"
  fill_in Code "$code"
  press Continue
  enter_password wonderland
  press Allow
  element "//p[contains(., 'go back to the device')]"
  expect_quiet_console
  end_login 0
}

@test "a client that is registered on the page signs in, and its name cannot run a script" {
  local name='<script>document.title = "owned"</script>'
  visit "$ISSUER"
  click "//a[@href='/clients/new']"
  fill_in Name "$name"
  fill_in 'Redirect URIs, one per line' http://127.0.0.1/callback
  press Register
  element "//h1[normalize-space()='$name is registered']"
  webdriver GET "/element/$(element //pre)/text" | jq -r . >client.json
  chmod 600 client.json
  CLIENT_FILE=client.json begin_login
  enter_password wonderland
  element "//strong[.='$name']"
  press Allow
  sees 'You are signed in'
  expect_quiet_console
  end_login 0
}

@test "tokens in the fragment are handed over by the page's script, and neither the address nor the history keeps them" {
  local before now
  register_for_tokens
  for type in 'id_token token' 'code id_token'; do
    CLIENT_FILE=old.json begin_login --response-type "$type" --scope 'openid email' --prompt 'login consent'
    sees 'Sign in'
    enter_password wonderland
    press Allow
    sees 'You are signed in'
    expect_quiet_console
    now=$(webdriver GET /url | jq -r .)
    [[ $now == http://127.0.0.1:*/callback ]] || { show "the address: $now"; return 1; }
    before=$(devtools Page.getNavigationHistory '{}')
    [[ $before != *_token=* ]] || { show "the history: $before"; return 1; }
    end_login 0
    ends 0 oauthctl request "$ISSUER/resource"
    [[ $output == *alice* ]]
  done
}

@test "the page for fragments, opened without one, posts nothing, and the wait goes on" {
  register_for_tokens
  CLIENT_FILE=old.json begin_login --response-type 'code id_token' --scope openid
  sees 'Sign in'
  local page
  page=$(callback)
  visit "$page"
  sees 'One moment'
  expect_quiet_console
  visit about:blank
  visit "$page#state=theirs&submit=x&append=y&action=https://evil.example/"
  sees 'Not the sign-in answer'
  kill -0 "$login_pid"
}

text_of() { webdriver GET "/element/$(element "$1")/text" | jq -r .; }
attribute_of() { webdriver GET "/element/$(element "$1")/attribute/$2" | jq -r .; }

@test "a form that is out of date leads back to its beginning" {
  begin_login --param prompt=consent
  sees 'Sign in'
  forget_cookies
  enter_password wonderland
  element "//p[contains(., 'The form is out of date')]"
  [[ $(text_of '//main') != *access_denied* ]]
  click "//a[.='Start again']"
  sees 'Sign in'
  enter_password wonderland
  press Allow
  sees 'You are signed in'
  end_login 0
}

@test "an old form of a device leads back with its code" {
  begin_login --flow device
  local code
  code=$(shown_code)
  visit "$ISSUER/device?user_code=$code"
  forget_cookies
  press Continue
  click "//a[.='Start again']"
  press Continue
  enter_password looking-glass
  element "//*[@role='alert']"
  [[ $(attribute_of "//input[@name='username']" value) == alice ]]
  [[ $(text_of "//*[@class='note']") == *wonderland* ]]
  enter_password wonderland
  press Allow
  sees 'The device is connected'
  end_login 0
}

@test "an error page reads like a sentence, and says which redirect URIs there are" {
  visit "$ISSUER/authorize?client_id=nobody"
  [[ $(text_of "//p[@class='lead']") == 'No client is registered as nobody.' ]]
  visit "$ISSUER/authorize?client_id=$(jq -r .client_id "$CLIENT_FILE")&redirect_uri=http://127.0.0.1/elsewhere"
  [[ $(text_of "//p[@class='lead']") == 'The redirect_uri http://127.0.0.1/elsewhere is not registered '*http://127.0.0.1/callback* ]]
  click "//a[.='Start page']"
  sees 'An authorization server of your own'
}

@test "the start page leads to what can be opened, and each address says something" {
  visit "$ISSUER"
  local path
  for path in /.well-known/openid-configuration /jwks /device /resource /stats /clients/new; do
    element "//a[@href='$path']"
  done
  [[ $(text_of '//main') == *'/par'*'/device_authorization'* ]]
  click "//a[@href='/resource']"
  sees 'This address needs a token'
  run curl --silent --noproxy '*' --output /dev/null --write-out '%{http_code} %{size_download}' "$ISSUER/resource"
  [[ $output == '401 0' ]]
}

@test "the file of a new client can be downloaded" {
  visit "$ISSUER/clients/new"
  [[ $(text_of //textarea) == http://127.0.0.1/callback ]]
  fill_in Name Sample
  press Register
  [[ $(attribute_of "//a[.='Download client.json']" download) == client.json ]]
  local offered
  offered=$(attribute_of "//a[.='Download client.json']" href)
  [[ $(base64 -d <<<"${offered#*base64,}") == "$(text_of '(//pre)[1]')" ]]
}

@test "a payment is summed up before its details" {
  echo '[{"type": "payment_initiation", "creditorName": "Merchant A",
    "instructedAmount": {"amount": "123.50", "currency": "EUR"}}]' >payment.json
  begin_login --authorization-details payment.json
  enter_password wonderland
  sees 'Allow access?'
  element "//strong[.='123.50 EUR to Merchant A']"
  press Deny
  end_login 4
}
