# A person at a terminal, as expect plays one.
load support

setup_file() { start_dev_server; }
teardown_file() { stop_dev_server; }
setup() { use_empty_home; }

paste() { "$OAUTHCTL_SOURCE_DIR/tests/cli/paste.exp" "$@"; }

@test "the URL where the sign-in ended can be pasted" {
  ends 0 paste '' "$OAUTHCTL_BIN/oauthctl" login --secrets "$CLIENT_FILE" --no-browser
  [[ $output == *'signed in as alice'* ]]
  server_accepts "$(oauthctl token)"
}

@test "a person sees the time left, how to reach the listener, and what to do next" {
  export SSH_CONNECTION='192.0.2.9 50000 192.0.2.7 22' USER=ann
  ends 0 paste '' "$OAUTHCTL_BIN/oauthctl" login --secrets "$CLIENT_FILE" --no-browser
  [[ $output == *' ann@192.0.2.7'* ]]
  [[ $output == *'waiting for the browser, '?:??' left (Ctrl-C stops)'* ]]
  [[ $output == *'  next: oauthctl request URL, or oauthctl token --format header | curl -H @- URL'* ]]
}

@test "a pasted URL with another state is a protocol error" {
  ends 6 paste 's/state=[^&]*/state=other/' "$OAUTHCTL_BIN/oauthctl" login --secrets "$CLIENT_FILE" --no-browser
  [[ $output == *state* ]]
  ends 3 oauthctl token
}

@test "instructions reach the terminal when stderr is captured" {
  # shellcheck disable=SC2016 # the inner shell expands
  ends 0 paste '' sh -c '"$OAUTHCTL_BIN/oauthctl" login --secrets "$CLIENT_FILE" --no-browser 2>captured'
  grep 'signed in as alice' captured
}
