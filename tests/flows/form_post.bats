# response_mode=form_post, from the client file to the development server and back.
load ../cli/support

setup_file() { start_dev_server; }
teardown_file() { stop_dev_server; }
setup() { use_empty_home; }

form_post() { client_file_with '{response_mode: "form_post"}'; }

@test "an answer that is posted back signs in" {
  form_post
  ends 0 oauthctl login
  expect_stderr 'response_mode=form_post' 'signed in as alice'
  server_accepts "$(oauthctl token)"
}

@test "a login again posts too, also where the client came on stdin" {
  form_post
  ends 0 bash -c '"$OAUTHCTL_BIN/oauthctl" login --secrets - <secrets.json'
  rm secrets.json
  ends 0 oauthctl login
  expect_stderr 'response_mode=form_post' 'signed in as alice'
}

@test "an error that is posted back ends the login" {
  form_post
  ends 4 oauthctl login --scope 'openid root'
  expect_failure 'invalid_scope'
  ends 3 oauthctl token
}

@test "a response mode that cannot reach the listener is a usage error" {
  client_file_with '{response_mode: "fragment"}'
  ends 2 oauthctl login
  expect_failure '"response_mode" must be query, form_post, jwt'
}

@test "response_mode is not an extra parameter" {
  client_file_with '{}'
  ends 2 oauthctl login --param response_mode=form_post
  expect_failure '"response_mode" belongs to the protocol' 'name it in the client file'
}
