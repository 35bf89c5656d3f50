# Every page can be read on a desk and on a phone, in light and in dark.
load ../support/programs
load webdriver
load every_page
load looks

setup_file() {
  export CLIENT_FILE=$BATS_FILE_TMPDIR/client.json BROWSER=$OAUTHCTL_SOURCE_DIR/tests/browser/browser
  start_server "$OAUTHCTL_BIN/oauthctl" dev-server --port 0 --client-file "$CLIENT_FILE"
  export SERVER_PID=$server_pid ISSUER=$first_line
  export HOME=$BATS_FILE_TMPDIR
  start_browser
}

teardown_file() {
  stop_browser
  stop_server "$SERVER_PID"
}

# Text overflows in every colour or in none, and lacks contrast at every width or at none.
look() {
  local view
  for view in '1280 800 light' '390 844 dark'; do
    # shellcheck disable=SC2086 # three words
    shown_at $view
    flaws | sed "s/^/$1, $view: /" >>found
  done
  echo "$1" >>seen
}

@test "no page scrolls sideways, cuts its text or lacks contrast" {
  use_empty_home
  : >found
  every_page look
  [[ ! -s found ]] || { cat found; return 1; }
  (($(sort -u seen | wc -l) >= 24))
}
