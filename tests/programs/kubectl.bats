# kubectl's exec plug-in: the protocol by script, and the real kubectl against a server that demands the ID token.
load support

setup_file() {
  start_dev_server
  [[ -n $(type -P node) ]] || return 0
  # kubectl shows no token over plain http.
  make_certificate "$BATS_FILE_TMPDIR/key.pem" "$BATS_FILE_TMPDIR/ca.pem" IP:127.0.0.1
  start_api_server "$BATS_FILE_TMPDIR/ca.pem" "$BATS_FILE_TMPDIR/key.pem"
}

teardown_file() { stop_servers; }

setup() { use_empty_home; }

# KUBERNETES_EXEC_INFO of that version, with these members of its spec.
info() { printf '{"apiVersion":"client.authentication.k8s.io/%s","kind":"ExecCredential","spec":{%s}}' "$1" "${2-}"; }

@test "an ExecCredential of the version that is asked for, with the ID token and its end" {
  sign_in -p cluster --scope 'openid api.read'
  local token end
  token=$(oauthctl token -p cluster --type id)
  end=$(date -u -d "@$(cut -d. -f2 <<<"$token" | tr '_-' '/+' | base64 -d 2>/dev/null | jq .exp)" +%Y-%m-%dT%H:%M:%SZ)
  ends 0 oauthctl credential kubectl -p cluster
  [[ $(jq -c . <<<"$output") == '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"'"$token"'","expirationTimestamp":"'"$end"'"}}' ]]
  for version in v1 v1beta1; do
    KUBERNETES_EXEC_INFO=$(info $version) ends 0 oauthctl credential kubectl -p cluster
    [[ $(jq -r '.apiVersion + " " + .status.token' <<<"$output") == "client.authentication.k8s.io/$version $token" ]]
  done
  ends 0 oauthctl credential kubectl -p cluster --type access
  [[ $(jq -r .status.token <<<"$output") == "$(oauthctl token -p cluster)" ]]
}

@test "an unknown version, or what is not an ExecCredential, is 2" {
  sign_in -p cluster --scope openid
  for text in "$(info v1alpha1)" "$(info v9)" '{}' '[]' 'null' '{' 'x' $'\xff' \
    '{"apiVersion":"client.authentication.k8s.io/v1","kind":"Pod"}' "$(info v1 '"interactive":"yes"')"; do
    KUBERNETES_EXEC_INFO=$text ends 2 oauthctl credential kubectl -p cluster
    expect_failure
  done
}

@test "the cluster must be one that the profile serves; without a cluster and -p it is nobody's" {
  sign_in -p cluster --scope openid --for https://kube.example.com:6443
  KUBERNETES_EXEC_INFO=$(info v1 '"cluster":{"server":"https://kube.example.com:6443"}') ends 0 oauthctl credential kubectl
  [[ $(jq -r .kind <<<"$output") == ExecCredential ]]
  KUBERNETES_EXEC_INFO=$(info v1 '"cluster":{"server":"https://kube.example.com"}') \
    ends 2 oauthctl credential kubectl -p cluster
  expect_failure 'does not serve this cluster'
  ends 2 oauthctl credential kubectl
  expect_failure 'with -p'
}

@test "without an ID token: 3, and how to get one; without a login: 3" {
  sign_in -p cluster --scope api.read
  ends 3 oauthctl credential kubectl -p cluster
  expect_failure 'no ID token' '--scope openid'
  ends 3 oauthctl credential kubectl -p nobody
  expect_failure nobody
  # A person is asked only if both kubectl and oauthctl are at a terminal.
  KUBERNETES_EXEC_INFO=$(info v1 '"interactive":true') ends 3 oauthctl credential kubectl -p cluster
}

@test "at a terminal the person is asked, and twenty calls at once open one browser" {
  sign_in -p cluster --scope api.read
  printf '#!/bin/sh\necho opened >>%q\nexec %q "$1"\n' "$HOME/opened" "$BROWSER" >spy
  chmod +x spy
  export BROWSER=$HOME/spy KUBERNETES_EXEC_INFO
  KUBERNETES_EXEC_INFO=$(info v1 '"interactive":true')
  cat >twenty <<'SCRIPT'
for i in $(seq 20); do "$OAUTHCTL_BIN/oauthctl" credential kubectl -p cluster >answer.$i 2>words.$i & done
wait
SCRIPT
  script -qec 'bash twenty' /dev/null </dev/null >/dev/null 3>&-
  [[ $(wc -l <opened) == 1 ]] || { show "$(cat opened words.*)"; return 1; }
  [[ $(cat answer.* | jq -r .status.token | sort -u | wc -l) == 1 ]]
  [[ $(cat answer.* | jq -r .kind | grep -c ExecCredential) == 20 ]]
}

# kubectl asks our server as the user ann.
configure_kubectl() {
  needs kubectl node
  export KUBECONFIG=$HOME/kubeconfig
  kubectl config set-cluster test --server="$API" --certificate-authority="$BATS_FILE_TMPDIR/ca.pem" >/dev/null
  kubectl config set-context test --cluster=test --user=ann >/dev/null
  kubectl config use-context test >/dev/null
}

@test "kubectl itself shows the ID token, or says why it has none" {
  configure_kubectl
  sign_in -p cluster --scope 'openid offline_access'
  ends 0 oauthctl setup kubectl ann -p cluster
  cp kubeconfig first
  ends 0 oauthctl setup kubectl ann -p cluster
  cmp kubeconfig first
  oauthctl token -p cluster --type id >"$ACCEPTED"
  ends 0 kubectl get --raw /version
  [[ $output == *gitVersion* ]]
  grep -q 'GET /version accepted' "$SEEN"
  oauthctl logout -p cluster
  run kubectl get --raw /version
  [[ $status != 0 && $output == *'not signed in'* && $output == *'exit code 3'* ]] || { show; return 1; }
  ends 0 oauthctl setup kubectl ann --undo
  [[ $(kubectl config view -o json | jq -c .users) == null ]]
  ends 0 oauthctl setup kubectl ann --undo
  expect_stderr 'kubectl does not ask oauthctl for the user ann; nothing was changed'
}

# A token counts as valid for a minute less than the server says.
@test "kubectl: an ID token that is about to expire is renewed in the middle" {
  configure_kubectl
  has_oidc_provider || skip 'what scripts/test installs in tests/interop is missing'
  local SERVER_PID ISSUER CLIENT_FILE BROWSER=$INTEROP/browser
  BATS_FILE_TMPDIR=$HOME start_oidc_provider '{"ttl": {"IdToken": 62}}'
  sign_in -p cluster --scope 'openid offline_access'
  ends 0 oauthctl setup kubectl ann -p cluster
  echo "$ISSUER" >"$ACCEPTED"
  : >"$SEEN"
  ends 0 kubectl get --raw /version
  local first
  first=$(oauthctl token -p cluster --offline --type id)
  sleep 3
  ends 0 kubectl get --raw /version
  [[ $(oauthctl token -p cluster --offline --type id) != "$first" ]]
  run ! grep -q refused "$SEEN"
  stop_server "$SERVER_PID"
}

@test "setup kubectl does not change a user who signs in by other means" {
  needs kubectl
  export KUBECONFIG=$HOME/kubeconfig
  kubectl config set-credentials bob --token=x >/dev/null
  cp kubeconfig before
  sign_in -p cluster --scope openid
  ends 2 oauthctl setup kubectl bob -p cluster
  expect_failure 'does not ask oauthctl'
  ends 2 oauthctl setup kubectl bob --undo
  cmp kubeconfig before
}
