# The real git, against a git server that accepts tokens, and newer git's protocol by script.
load support

setup_file() {
  start_dev_server
  [[ -n $(type -P git) && -n $(type -P node) ]] || return 0
  export REJECTED=$BATS_FILE_TMPDIR/rejected SEEN=$BATS_FILE_TMPDIR/seen REPOSITORIES=$BATS_FILE_TMPDIR/repositories
  : >"$REJECTED"
  mkdir "$REPOSITORIES"
  start_node_server git_server.mjs "$REPOSITORIES" "$ISSUER/resource" "$REJECTED" "$SEEN"
  export GIT_ORIGIN=$NODE_ORIGIN
}

teardown_file() { stop_servers; }

setup() {
  use_empty_home
  export GIT_TERMINAL_PROMPT=0 GIT_CONFIG_NOSYSTEM=1
}

# A repository of that name at the server; $1 is its path.
repository() {
  git init --quiet --bare "$REPOSITORIES/$1"
  git -C "$REPOSITORIES/$1" config http.receivepack true
}

needs_git() {
  [[ -n ${GIT_ORIGIN-} ]] || skip 'git or node is not installed'
  git config --global user.name Ann
  git config --global user.email ann@example.com
  git config --global init.defaultBranch main
  : >"$SEEN"
}

commit() { git -C "$1" commit --quiet --allow-empty -m "$2"; }

# Pushes from that folder with a token that has been revoked: it fails once, and the next call has a new one.
push_when_revoked() {
  revoke_behind_our_back -p work
  commit "$1" later
  run git -C "$1" push --quiet
  [[ $status != 0 ]]
  git -C "$1" push --quiet
}

# Writes to a helper, a line an argument, as git does.
question() { printf '%s\n' "$@" ''; }

@test "clone and push with the profile that serves the host" {
  needs_git
  repository one.git
  sign_in -p work
  ends 0 oauthctl setup git "$GIT_ORIGIN" -p work
  expect_stderr "only to $GIT_ORIGIN/"
  [[ $output == *'credential git'* ]]
  git clone --quiet "$GIT_ORIGIN/one.git" one
  commit one first
  git -C one push --quiet
  git clone --quiet "$GIT_ORIGIN/one.git" again
  [[ $(git -C again log --format=%s) == first ]]
  grep -q 'basic oauth2 accepted' "$SEEN"
}

@test "an expired token is renewed in the middle" {
  needs_git
  repository two.git
  sign_in -p work
  oauthctl setup git "$GIT_ORIGIN" -p work
  git clone --quiet "$GIT_ORIGIN/two.git" two
  expire_token
  commit two first
  git -C two push --quiet
  run ! grep -q 'basic oauth2 refused' "$SEEN"
}

@test "a token that the server refuses is erased, and the next call has a new one" {
  needs_git
  repository three.git
  sign_in -p work
  oauthctl setup git "$GIT_ORIGIN" -p work
  oauthctl token -p work >>"$REJECTED"
  run git clone --quiet "$GIT_ORIGIN/three.git" three
  [[ $status != 0 ]]
  git clone --quiet "$GIT_ORIGIN/three.git" three
  grep -q 'basic oauth2 refused' "$SEEN"
}

@test "a revoked token fails once, and the next call has a new one" {
  needs_git
  repository revoked.git
  sign_in -p work
  oauthctl setup git "$GIT_ORIGIN" -p work
  git clone --quiet "$GIT_ORIGIN/revoked.git" work
  push_when_revoked work
  grep -q 'basic oauth2 refused' "$SEEN"
}

@test "two hosts with two profiles" {
  needs_git
  repository hosts.git
  local other=${GIT_ORIGIN/127.0.0.1/localhost}
  sign_in -p a
  sign_in -p b
  oauthctl setup git "$GIT_ORIGIN" -p a
  oauthctl setup git "$other" -p b
  git clone --quiet "$GIT_ORIGIN/hosts.git" one
  git clone --quiet "$other/hosts.git" two
  run ! grep "basic oauth2 refused" "$SEEN"
  # Each host gets the token of its own profile: that of b is refused at one of them only.
  oauthctl token -p b >>"$REJECTED"
  git clone --quiet "$GIT_ORIGIN/hosts.git" three
  run ! grep "basic oauth2 refused" "$SEEN"
  run git clone --quiet "$other/hosts.git" four
  [[ $status != 0 ]]
}

# Since 2.46 git has a way to send something other than a password.
knows_authtype() { git credential capability 2>/dev/null | grep -q '^capability authtype'; }

@test "git that knows authtype sends a bearer token to a server that asks for one" {
  needs_git
  knows_authtype || skip "$(git --version) does not know authtype"
  repository bearer/six.git
  sign_in -p work
  oauthctl setup git "$GIT_ORIGIN" -p work
  git clone --quiet "$GIT_ORIGIN/bearer/six.git" six
  commit six first
  expire_token
  git -C six push --quiet
  grep -q 'bearer  accepted' "$SEEN"
  run ! grep -q 'basic\|bearer  refused' "$SEEN"
  push_when_revoked six
  grep -q 'bearer  refused' "$SEEN"
}

@test "beside git-credential-oauth, which is not asked for our host" {
  needs_git
  needs git-credential-oauth
  repository beside.git
  sign_in -p work
  git config --global credential.helper oauth
  oauthctl setup git "$GIT_ORIGIN" -p work
  GIT_TRACE=$PWD/trace git clone --quiet "$GIT_ORIGIN/beside.git" beside
  grep -q oauthctl trace
  run ! grep -q credential-oauth trace
  # It is still there for others.
  GIT_TRACE=$PWD/trace run timeout 5 git credential fill < <(question protocol=https host=git.example.com)
  grep -q credential-oauth trace
}

@test "setup git is idempotent, keeps other settings, and --undo takes back its own" {
  needs_git
  sign_in -p work
  git config --global "credential.$GIT_ORIGIN.helper" other
  git config --global credential.helper store
  settings() { git config --global --list | sort; }
  settings >before
  ends 0 oauthctl setup git "$GIT_ORIGIN" -p work
  cp .gitconfig first
  ends 0 oauthctl setup git "$GIT_ORIGIN" -p work
  cmp .gitconfig first
  [[ $(git config --global --get-all "credential.$GIT_ORIGIN.helper" | head -n 2) == other ]]
  ends 0 oauthctl setup git "$GIT_ORIGIN" --undo
  diff <(settings) before
  ends 0 oauthctl setup git "$GIT_ORIGIN" --undo
  expect_stderr "git does not ask oauthctl for $GIT_ORIGIN; nothing was changed"
  diff <(settings) before
  # Where the token may go does not widen.
  ends 2 oauthctl -p work token --for "$ISSUER/resource"
}

@test "two paths of one host with two profiles" {
  needs_git
  mkdir -p "$REPOSITORIES/a" "$REPOSITORIES/b"
  repository a/r.git
  repository b/r.git
  sign_in -p a
  sign_in -p b
  oauthctl setup git "$GIT_ORIGIN/a" -p a
  oauthctl setup git "$GIT_ORIGIN/b" -p b
  [[ $(git config --global "credential.$GIT_ORIGIN.useHttpPath") == true ]]
  git clone --quiet "$GIT_ORIGIN/a/r.git" one
  git clone --quiet "$GIT_ORIGIN/b/r.git" two
  oauthctl token -p b >>"$REJECTED"
  git clone --quiet "$GIT_ORIGIN/a/r.git" three
  run git clone --quiet "$GIT_ORIGIN/b/r.git" four
  [[ $status != 0 ]]
  # To take one back leaves the other.
  ends 0 oauthctl setup git "$GIT_ORIGIN/b" -p b --undo
  expect_stderr "git no longer asks profile b for $GIT_ORIGIN"
  ends 0 oauthctl setup git "$GIT_ORIGIN/b" -p b --undo
  expect_stderr "git does not ask profile b for $GIT_ORIGIN; nothing was changed"
  git clone --quiet "$GIT_ORIGIN/a/r.git" five
  ends 0 oauthctl setup git "$GIT_ORIGIN/a" --undo
  [[ -z $(git config --global --list | grep credential) ]]
}

@test "get: a password for older git, a bearer token for newer git if the server takes one" {
  sign_in -p work --for https://git.example.com
  local token at expiry
  token=$(oauthctl token -p work)
  expiry=$(date -d "$(oauthctl token -p work --json | jq -r .expires_at)" +%s)
  at=(protocol=https host=git.example.com)
  ends 0 oauthctl credential git get < <(question "${at[@]}")
  expect_stdout "username=oauth2
password=$token
password_expiry_utc=$expiry"
  ends 0 oauthctl credential git get < <(question 'capability[]=authtype' 'capability[]=state' "${at[@]}")
  expect_stdout "capability[]=authtype
authtype=Bearer
credential=$token
ephemeral=1
password_expiry_utc=$expiry"
  ends 0 oauthctl credential git get < <(question 'capability[]=authtype' "${at[@]}" 'wwwauth[]=Basic realm="x"')
  [[ $output == *"password=$token"* && $output != *authtype* ]]
  ends 0 oauthctl credential git get < <(question "${at[@]}" username=ann)
  [[ $output == *username=ann* ]]
  ends 0 oauthctl credential git get < <(question url=https://git.example.com/x.git)
  [[ $output == *"password=$token"* ]]
  ends 0 oauthctl credential git get < <(question protocol=https host=GIT.example.com:443 path=any/where.git)
  [[ $output == *"password=$token"* ]]
}

@test "the user's name is the one that the host expects" {
  sign_in -p hub --for https://github.com --for https://gitlab.com
  ends 0 oauthctl credential git get < <(question protocol=https host=github.com)
  [[ $output == username=x-access-token* ]]
  ends 0 oauthctl credential git get < <(question protocol=https host=gitlab.com username=ann)
  [[ $output == username=oauth2* ]]
}

@test "no other host, port, scheme or path gets it, with and without -p" {
  sign_in -p work --for https://git.example.com/team
  while read -r protocol host path; do
    for profile in '' '-p work'; do
      # shellcheck disable=SC2086 # two words or none
      run --separate-stderr oauthctl $profile credential git get < <(question "protocol=$protocol" "host=$host" "path=$path")
      [[ $status == [02] && -z $output ]] || { show "$protocol $host $path"; return 1; }
    done
  done <<'TABLE'
https git.example.com
https git.example.com other/x.git
https git.example.com teammate/x.git
https git.example.com team/../x.git
https git.example.com Team/x.git
https git.example.com. team/x.git
https git.example.com:8443 team/x.git
http git.example.com team/x.git
https evil.example/git.example.com team/x.git
https git.example.com@evil.example team/x.git
https git.example.com\@evil.example team/x.git
https git.example.com?.evil.example team/x.git
https git.example.com#.evil.example team/x.git
ssh git.example.com team/x.git
TABLE
  ends 0 oauthctl credential git get < <(question protocol=https host=git.example.com path=team/x.git)
  [[ $output == *password=* ]]
}

@test "a stranger gets nothing, also from a profile that serves nothing" {
  sign_in
  sign_in -p work
  ends 0 oauthctl credential git get < <(question protocol=https host=git.example.com)
  expect_stdout ''
  ends 0 oauthctl -p work credential git get < <(question protocol=https host=git.example.com)
  expect_stdout ''
}

@test "without a login: nothing on stdout, and 3" {
  sign_in -p work --for https://git.example.com
  oauthctl logout -p work
  ends 3 oauthctl credential git get < <(question protocol=https host=git.example.com)
  expect_failure 'profile work is not signed in'
}

@test "an expired token is renewed, though the front has read the question" {
  sign_in -p work --for https://git.example.com
  local before
  before=$(oauthctl token -p work)
  expire_token
  ends 0 oauthctl credential git get < <(question protocol=https host=git.example.com)
  [[ $output == *password=* && $output != *"$before"* ]]
}

@test "erase: only our current token, and the next get renews it" {
  sign_in -p work --for https://git.example.com
  local token at=(protocol=https host=git.example.com)
  token=$(oauthctl token -p work)
  ends 0 oauthctl credential git erase < <(question "${at[@]}" password=other)
  ends 0 oauthctl credential git erase < <(question protocol=https host=other.example.com "password=$token")
  ends 0 oauthctl credential git get < <(question "${at[@]}")
  [[ $output == *"password=$token"* ]]
  ends 0 oauthctl credential git erase < <(question "${at[@]}" "password=$token")
  expect_stdout ''
  ends 0 oauthctl credential git get < <(question "${at[@]}")
  [[ $output == *password=* && $output != *"$token"* ]]
}

@test "store and actions of later versions are ignored" {
  ends 0 oauthctl credential git store < <(question protocol=https host=git.example.com password=x)
  expect_stdout ''
  ends 0 oauthctl credential git frobnicate </dev/null
  expect_stdout ''
}

@test "by the name that git calls, with options before the action" {
  sign_in -p work --for https://git.example.com
  ends 0 "$OAUTHCTL_BIN/git-credential-oauthctl" -p work get < <(question protocol=https host=git.example.com)
  [[ $output == *password=* ]]
  expire_token
  ends 0 "$OAUTHCTL_BIN/git-credential-oauthctl" get < <(question protocol=https host=git.example.com)
  [[ $output == *password=* ]]
}

@test "empty, huge, binary and hostile questions: nothing on stdout" {
  sign_in -p work --for https://git.example.com
  hostile() {
    ends 2 oauthctl credential git get
    expect_failure
  }
  hostile </dev/null
  hostile < <(head -c 1000000 /dev/zero)
  hostile < <(head -c 50000 /dev/urandom)
  hostile < <(printf 'protocol=https\nhost=git.example.com\n%0100000d=1\n' 1)
  hostile < <(printf 'protocol=https\nhost=git.example.com\0\n')
  hostile < <(printf 'nonsense\n')
  hostile < <(printf '=x\n')
  hostile < <(printf 'protocol=https\nhost=git.example.com\r\n')
}

@test "the token is in no command line while git asks" {
  needs_git
  repository four.git
  sign_in -p work
  oauthctl setup git "$GIT_ORIGIN" -p work
  local token
  token=$(oauthctl token -p work)
  (while [[ ! -e cloned ]]; do cat /proc/[0-9]*/cmdline 2>/dev/null || true; done | tr '\0' ' ' >lines) 3>&- &
  run git clone --quiet "$GIT_ORIGIN/four.git" four
  touch cloned
  wait
  [[ $status == 0 ]]
  grep -qF "$GIT_ORIGIN/four.git" lines
  run ! grep -qF -- "$token" lines
}
