# request: what is sent, and what becomes of the answer.
load ../programs/support

setup_file() {
  start_dev_server
  start_resource_server
}
teardown_file() { stop_servers; }

setup() {
  use_empty_home
  sign_in
}

# Shows something that the server saw of the last request.
seen() { jq -r "$1" <<<"$output"; }
sees() { [[ $(seen "$1") == "$2" ]] || { show "wanted of $1: $2"; return 1; }; }

sum_of() { sha256sum "$1" | cut -d ' ' -f 1; }

@test "-d may be repeated; text and files are joined by &, and each file is sent as it is" {
  ends 0 oauthctl request -d a=1 -d '' -d b=2 "$API/echo"
  sees .method POST
  sees .body 'a=1&&b=2'
  sees '.headers["content-type"]' application/x-www-form-urlencoded
  printf 'x\0y\n' >file
  ends 0 oauthctl request -d a=1 -d @file -d @- "$API/echo" <<<'in'
  sees .sha256 "$(printf 'a=1&x\0y\n&in\n' | sum_of -)"
  ends 0 oauthctl request -X PATCH -H 'Content-Type: text/plain' -d @file "$API/echo"
  sees .method PATCH
  sees '.headers["content-type"]' text/plain
  sees '.headers["content-length"]' 4
}

@test "-T and -d @FILE send a file of any size, with its length" {
  head -c 70M /dev/urandom >big
  ends 0 oauthctl request -T big "$API/echo"
  sees .method PUT
  sees .sha256 "$(sum_of big)"
  sees '.headers["content-length"]' 73400320
  sees '.headers["content-type"]' null
  ends 0 oauthctl request -d @big "$API/echo"
  sees .method POST
  sees .sha256 "$(sum_of big)"
}

@test "a file takes no memory" {
  truncate -s 300M big
  ends 0 bash -c 'ulimit -v 200000; exec "$OAUTHCTL_BIN/oauthctl" request -T big "$API/sink"'
}

@test "-T - sends stdin: a file with its length, from where it stands; a pipe in chunks" {
  printf 'first\nrest\n' >file
  ends 0 bash -c '{ read -r _; exec "$OAUTHCTL_BIN/oauthctl" request -T - "$API/echo"; } <file'
  sees .bytes 5
  ends 0 bash -c 'echo piped | "$OAUTHCTL_BIN/oauthctl" request -T - "$API/echo"'
  sees .bytes 6
  sees '.headers["transfer-encoding"]' chunked
  ends 0 oauthctl request -T /dev/null "$API/echo"
  sees .bytes 0
  ends 0 oauthctl request -T /proc/self/status "$API/echo"
  [[ $(seen .bytes) -gt 100 ]]
}

@test "after a 401 a file is sent again; a pipe cannot be" {
  head -c 3M /dev/urandom >big
  ends 0 oauthctl request -T big "$API/once-401/file"
  sees .sha256 "$(sum_of big)"
  ends 0 oauthctl request -F file=@big "$API/once-401/form"
  ends 5 bash -c 'cat big | "$OAUTHCTL_BIN/oauthctl" request -X POST -T - "$API/late-401/pipe"'
  expect_stdout refused
  expect_stderr 'answered 401, and a body from a pipe cannot be sent again' 'the token was renewed'
}

@test "a pipe that the server did not read is sent after the 401" {
  head -c 3M /dev/urandom >big
  ends 0 bash -c 'cat big | "$OAUTHCTL_BIN/oauthctl" request -T - "$API/once-401/early"'
  sees .sha256 "$(sum_of big)"
}

@test "a file that cannot be read is named, and nothing is sent" {
  ends 2 oauthctl request -T missing "$API/echo"
  expect_failure 'cannot read missing: no such file'
  ends 2 oauthctl request -T . "$API/echo"
  expect_failure 'is a directory'
  ends 2 oauthctl request -d @missing "$API/echo"
  expect_failure missing
  ends 2 oauthctl request -F a=@missing "$API/echo"
  expect_failure missing
}

@test "-vv shows the size of a streamed body, not the body, and no secret of a form" {
  echo 'streamed words' >file
  ends 0 oauthctl -vv request -T file "$API/echo"
  expect_stderr '[15 bytes]'
  [[ $stderr != *'streamed words'* ]]
  ends 0 oauthctl -vv request -F file=@file -F password=hidden-one "$API/echo"
  expect_stderr 'file=[15 bytes]' 'password=[secret'
  [[ $stderr != *hidden-one* ]]
}

@test "-j sends JSON, from the text or a file, and asks for JSON" {
  ends 0 oauthctl request -j '{"a": 1}' "$API/echo"
  sees .method POST
  sees .body '{"a": 1}'
  sees '.headers["content-type"]' application/json
  sees .headers.accept application/json
  echo '[1]' >file
  ends 0 oauthctl request --json @file -X PUT -H 'accept: text/html' "$API/echo"
  sees .method PUT
  sees .bytes 4
  sees .headers.accept text/html
  ends 2 oauthctl request -j '{a: 1}' "$API/echo"
  expect_failure '--json: that is not JSON' quote
}

@test "-d with JSON is a form, as in curl, and a warning says so" {
  ends 0 oauthctl request -d '{"a":1}' "$API/echo"
  sees '.headers["content-type"]' application/x-www-form-urlencoded
  expect_stderr '-j sends it as JSON'
  ends 0 oauthctl request -d '{"a":1}' -H 'content-type: application/json' "$API/echo"
  [[ $stderr != *-j* ]]
}

@test "-F sends multipart: fields and files" {
  echo content >'a file;1'
  ends 0 oauthctl request -F 'name=some; value=@x' -F 'file=@a file;1' -F 'other=@a file;1;type=text/plain' "$API/echo"
  sees .method POST
  [[ $(seen '.headers["content-type"]') == multipart/form-data\;\ boundary=* ]]
  [[ $(seen .body | tr -d '\r') == *'name="name"

some; value=@x
'*'name="file"; filename="a file;1"
Content-Type: application/octet-stream

content
'*'name="other"; filename="a file;1"
Content-Type: text/plain

content
'* ]]
  ends 0 oauthctl request -F f=@- "$API/echo" <<<'in'
  [[ $(seen .body) == *in* ]]
  ends 2 oauthctl request -F name "$API/echo"
  expect_failure NAME=VALUE
  ends 2 oauthctl request -F x "$API/echo"
  expect_failure NAME=VALUE
}

@test "-G puts the data into the query" {
  ends 0 oauthctl request -G -d q='a b#c' -d n=%41 "$API/echo?x=1"
  sees .method GET
  sees .url '/echo?x=1&q=a%20b%23c&n=%41'
  sees .bytes 0
}

@test "-I asks for the head and prints it" {
  ends 0 oauthctl request -I "$API/text"
  [[ ${lines[0]} == 'HTTP/1.1 200 OK'* ]]
  [[ $output != *newline* ]]
}

@test "options that contradict each other are refused" {
  ends 2 oauthctl request -d a -j 1 "$API/echo"
  expect_failure 'one body, not --data and --json'
  ends 2 oauthctl request -I -T /dev/null "$API/echo"
  expect_failure '--head and --upload-file'
  ends 2 oauthctl request -I -X POST "$API/echo"
  expect_failure 'two methods'
  ends 2 oauthctl request -G "$API/echo"
  expect_failure '--get needs data'
  ends 2 oauthctl request -d @- -d @- "$API/echo"
  expect_failure 'stdin can be sent once'
}

@test "-i prints the status line as the server sent it" {
  ends 0 oauthctl request -i "$API/nowhere"
  [[ ${lines[0]} == 'HTTP/1.1 404 Not Found'* && $output == *nothing\ here ]]
}

@test "the answer comes byte for byte if stdout is not a terminal" {
  ends 0 oauthctl request --color always "$API/json"
  expect_stdout '{"a":1.0,"b":[true,null,{}],"c":"x\u202e"}'
  [[ $(oauthctl request "$API/text" | wc -c) == 15 ]]
}

@test "-o FILE: the old content stays until the new one is whole" {
  echo old >file
  chmod 640 file
  ends 5 oauthctl request -o file "$API/cut"
  [[ $(<file) == old && $(ls) == file ]]
  ends 0 oauthctl request -o file "$API/text"
  [[ $(<file) == 'no last newline' && $(stat -c %a file) == 640 && $(ls) == file ]]
  ends 5 oauthctl request -o new "$API/cut"
  [[ ! -e new ]]
  umask 027
  ends 0 oauthctl request -o new "$API/text"
  [[ $(stat -c %a new) == 640 ]]
  ln -s file link
  ends 0 oauthctl request -o link -G -d x "$API/echo"
  [[ -L link && $(jq -r .url file) == '/echo?x' ]]
  ends 0 oauthctl request -o /dev/null "$API/text"
  ends 0 bash -c '"$OAUTHCTL_BIN/oauthctl" request -o /dev/stdout "$API/text" | cat'
  expect_stdout 'no last newline'
  ends 2 oauthctl request -o nowhere/file "$API/text"
  expect_failure 'cannot write nowhere/file: no such file'
}

@test "a 401 that is the answer, and a redirect that is not followed, come whole" {
  ends 0 oauthctl request -i "$API/401"
  [[ $output == *'401 Unauthorized'*'{"error":"invalid_token"}' ]]
  ends 0 oauthctl request "$API/redirect"
  expect_stdout 'over there'
}

at_terminal() { expect -c "spawn -noecho {*}{$*}; expect eof; exit [lindex [wait] 3]" | tr -d '\r'; }

@test "at a terminal JSON is indented and coloured, and the last line ends" {
  run at_terminal env TERM=xterm "$OAUTHCTL_BIN/oauthctl" request "$API/json"
  [[ $output == *$'\e[1;34m"a"\e[0m: \e[36m1.0\e[0m,'* ]] || { show; return 1; }
  run at_terminal env TERM=xterm NO_COLOR=1 "$OAUTHCTL_BIN/oauthctl" request "$API/json"
  [[ $output == *'{
  "a": 1.0,
  "b": [
    true,
    null,
    {}
  ],
  "c": "x\u202e"
}'* ]] || { show; return 1; }
  run at_terminal env NO_COLOR=1 "$OAUTHCTL_BIN/oauthctl" request "$API/nowhere"
  [[ $output == *$'nothing here\noauthctl: warning: the answer\'s status is 404'* ]] || { show; return 1; }
  run at_terminal "$OAUTHCTL_BIN/oauthctl" request -o file "$API/json"
  [[ $(<file) == '{"a":1.0,'* ]]
}

@test "--paginate follows the links to the next pages" {
  ends 0 oauthctl request "$API/pages"
  expect_stdout '[1]'
  ends 0 oauthctl request --paginate "$API/pages"
  expect_stdout $'[1]\n[2]\n[3]'
  ends 0 oauthctl request --paginate -o file "$API/pages/"
  [[ $(jq -sc add file) == '[1,2,3]' ]]
  ends 2 oauthctl request --paginate -d x "$API/pages"
  expect_failure '--paginate is for GET requests'
}

@test "--paginate stops at another origin, in a circle, and at a page that fails" {
  ends 6 oauthctl request --paginate "$API/pages/elsewhere"
  expect_stdout '[1]'
  expect_stderr 'at another origin (https://other.example:443), where the token is not sent'
  ends 6 oauthctl request --paginate "$API/pages/circle?page=1"
  expect_stdout $'[1]\n[2]'
  expect_stderr 'leads back to an earlier one'
  ends 5 oauthctl request --paginate -o file "$API/pages/broken"
  expect_stderr "the answer's status is 500"
  [[ ! -e file ]]
}

@test "--paginate does not leave what the profile serves" {
  ends 0 oauthctl login -p narrow --secrets "$CLIENT_FILE" --for "$API/pages/broken"
  ends 2 oauthctl request --paginate "$API/pages/broken"
  expect_stdout '[1]'
}

@test "--retry waits for a busy server, as long as it asks" {
  ends 0 oauthctl request --retry 3 "$API/busy/a-503-1"
  sees .method GET
  expect_stderr "the answer's status is 503; retrying in 1 second"
  ends 0 oauthctl request --retry 1 "$API/busy/b-503-1"
  expect_stdout busy
  ends 0 oauthctl request --retry 3 "$API/busy/c-429-3600"
  expect_stdout busy
  ends 0 oauthctl request --retry 3 -d x "$API/busy/d-503-0"
  expect_stdout busy
}

@test "--retry sends a file again after the connection broke, but not a POST" {
  echo content >file
  ends 0 oauthctl request --retry 2 -T file "$API/reset/a"
  sees .body content
  ends 5 oauthctl request --retry 2 -d x "$API/reset/b"
  expect_failure
  ends 5 oauthctl request --retry 2 "$API/cut"
  expect_stdout 'a part'
}

@test "a resource that wants more scope: its answer, exit 3, and the sign-in that helps" {
  sign_in -p work --scope api.read
  ends 3 oauthctl -p work request "$API/scope/api.write%20api.read"
  expect_stdout more
  expect_stderr 'wants a token with more scope: api.write' "hint: oauthctl login -p work --scope 'api.read api.write'"
  ends 0 bash -c "PATH=$OAUTHCTL_BIN:\$PATH; $(sed -n 's/.*hint: //p' <<<"$stderr")"
  ends 3 oauthctl -p work request --fail "$API/scope"
  expect_stderr 'documentation of the API'
  [[ $stderr != *'hint: oauthctl'* ]]
}

@test "each recipe of the page runs" {
  local recipe
  PATH=$OAUTHCTL_BIN:$PATH
  mkdir folder
  for recipe in change.json backup.tar sunset.jpg; do echo '{}' >"$recipe"; done
  sed -n '/^## Recipes/,/^## Sending/s/^    //p' "$OAUTHCTL_SOURCE_DIR/docs/commands/request.md" >recipes
  [[ $(wc -l <recipes) -gt 5 ]]
  while IFS= read -r recipe; do
    ends 0 bash -o pipefail -c "${recipe/https:\/\/api.example.com/$API/recipes}" </dev/null
  done <recipes
  [[ $(jq -r .method report.pdf) == GET ]]
}
