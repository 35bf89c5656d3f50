# A real browser, driven over the W3C WebDriver protocol.
set -o pipefail

# Starts chromedriver and a headless Chromium of its own. Leaves $WEBDRIVER, the session's URL, for the tests of a file.
start_browser() {
  # Its first line does not name the port, so the script looks for the port in later lines.
  start_server chromedriver --port=0
  export CHROMEDRIVER_PID=$server_pid
  local log=$BATS_FILE_TMPDIR/chromedriver.log port session
  # A cold start on a busy machine takes longer than ten seconds.
  for _ in {1..2400}; do
    port=$(sed -nE 's/.*started successfully on port ([0-9]+).*/\1/p' "$log")
    [[ $port ]] && break
    kill -0 "$server_pid" || return 1
    sleep 0.025
  done
  WEBDRIVER=http://127.0.0.1:$port/session
  session=$(new_session) || session=$(new_session)
  WEBDRIVER+=/$session
  export WEBDRIVER
}

# The driver waits a minute for the browser, and may be the first that reads it from the disk.
new_session() { MAX_TIME=90 webdriver POST '' "$(capabilities)" | jq -er .sessionId; }

# --no-sandbox: tests run as root in containers. The rest keeps the browser from calling home.
capabilities() {
  jq -n --arg profile "$BATS_FILE_TMPDIR/chromium" '{capabilities: {alwaysMatch: {browserName: "chrome",
    timeouts: {implicit: 500, pageLoad: 20000},
    "goog:loggingPrefs": {browser: "ALL"},
    "goog:chromeOptions": {binary: "/usr/bin/chromium", args: ["--headless", "--no-sandbox", "--disable-gpu",
      "--disable-dev-shm-usage", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--no-proxy-server", "--user-data-dir=\($profile)"]}}}}'
}

stop_browser() {
  webdriver DELETE '' >/dev/null || true
  stop_server "$CHROMEDRIVER_PID"
}

# webdriver METHOD COMMAND [BODY] prints the value of the answer.
webdriver() {
  curl --silent --show-error --max-time "${MAX_TIME-40}" --noproxy '*' --request "$1" ${3+--data "$3"} "$WEBDRIVER$2" | jq '
    .value | if type == "object" and has("error") then error("\(.error): \(.message)") else . end'
}

# devtools METHOD PARAMETERS: for what W3C's protocol lacks.
devtools() {
  webdriver POST /goog/cdp/execute "$(jq -n --arg cmd "$1" --argjson params "$2" '{$cmd, $params}')"
}

# Deletes the cookies of every page, whatever their path.
forget_cookies() { devtools Network.clearBrowserCookies '{}' >/dev/null; }

visit() { webdriver POST /url "$(jq -n --arg url "$1" '{url: $url}')" >/dev/null; }

# The element that the XPath names; waits until there is one. (The driver's own wait ends when the page changes.)
element() {
  local body
  body=$(jq -n --arg path "$1" '{using: "xpath", value: $path}')
  for _ in {1..30}; do
    webdriver POST /element "$body" 2>/dev/null | jq -er '.[]' && return
    sleep 0.1
  done
  echo "the page has no $1" >&2
  return 1
}

# The page may change between the look and the click.
click() {
  local found answer
  for _ in {1..30}; do
    found=$(element "$1") || return 1
    answer=$(webdriver POST "/element/$found/click" '{}' 2>&1) && return
    [[ $answer == *'stale element'* ]] || break
  done
  echo "cannot click $1: $answer" >&2
  return 1
}

press() { click "//button[normalize-space()='$1']"; }

# The field that a person sees under this label.
field_of() { element "//*[@id=//label[normalize-space()='$1']/@for]"; }

# fill_in LABEL TEXT
fill_in() {
  local field
  field=$(field_of "$1")
  webdriver POST "/element/$field/clear" '{}' >/dev/null
  webdriver POST "/element/$field/value" "$(jq -n --arg text "$2" '{text: $text}')" >/dev/null
}

# Waits until the field under this label has the focus, as the page asks for once it is drawn.
is_focused() {
  local field
  field=$(field_of "$1")
  for _ in {1..100}; do
    [[ $(webdriver GET /element/active | jq -r '.[]') == "$field" ]] && return
    sleep 0.1
  done
  echo "$1 does not get the focus" >&2
  return 1
}

# Types where the focus is, as a person without a mouse does.
type_keys() {
  webdriver POST /actions "$(jq -n --arg text "$1" '{actions: [{type: "key", id: "keyboard",
    actions: [$text | split("")[] | {type: "keyDown", value: .}, {type: "keyUp", value: .}]}]}')" >/dev/null
}

# Waits for a page with this heading.
sees() { element "//h1[normalize-space()='$1']" >/dev/null; }

# Fails if the page's scripts, styles or policies reported an error. A refused form does not count as one.
expect_quiet_console() {
  local complaints
  complaints=$(webdriver POST /se/log '{"type": "browser"}' |
    jq -r '.[].message | select(test("favicon|status of 4") | not)')
  [[ -z $complaints ]] || { echo "the browser's console: $complaints" >&2; return 1; }
}
