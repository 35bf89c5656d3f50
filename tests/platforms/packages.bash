# shellcheck shell=bash disable=SC2154 # scripts/platforms sets $kept
# The .deb and the tarball in a root that has no compiler and none of our libraries. They are built in the root of the same
# system, or taken from the folder that PACKAGES names.

# Everything that a package brings and that its removal must take away.
files_in() {
  (cd "$1" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./run -o -path ./tmp -o -path ./oauthctl \
    -o -path ./var/cache -o -path ./var/lib/apt -o -path ./var/lib/dpkg -o -path ./var/log -o -path ./home \) \
    -prune -o -print | sort)
}

build_packages() {
  local built=$1 suite=$2
  [[ -x $built/oauthctl/build/bin/oauthctl ]] || make_root "$built" "$suite" || return 1
  install_sources "$built"
  in_root "$built" scripts/package
}

# A first token without a file to write, as somebody who is not root; also from oidc-provider, which runs beside the root.
first_token() {
  in_root "$1" setpriv --reuid ann --regid ann --init-groups env HOME=/home/ann tests/platforms/first_token "$2" "$ISSUER"
}

# Leaves $ISSUER and $PROVIDER_PID.
start_provider() {
  install_from_npm tests/interop
  coproc PROVIDER { exec tests/interop/node_modules/.bin/node tests/interop/server.mjs 2>"$kept/provider.log"; }
  read -r ISSUER <&"${PROVIDER[0]}"
}

try_deb() {
  local root=$1 packages=$2 left
  files_in "$root" >"$root.before"
  cp "$packages"/*.deb "$root/tmp/"
  in_root "$root" bash -euc 'apt-get update -qq && apt-get install -qq -y --no-install-recommends /tmp/oauthctl_*.deb' || return 1
  first_token "$root" /usr/bin || return 1
  in_root "$root" bash -euc 'apt-get purge -qq -y oauthctl && apt-get autoremove -qq -y --purge' || return 1
  files_in "$root" >"$root.after"
  left=$(comm -13 "$root.before" "$root.after")
  echo "left behind: ${left:-nothing}"
  [[ $left != *oauthctl* && -d $root/home/ann/.local/state/oauthctl ]]
}

try_tarball() {
  local root=$1 packages=$2
  ! in_root "$root" sh -c 'command -v cc c++ gcc g++ clang || ls /usr/lib/*/libargon2.so.1 2>/dev/null' || return 1
  mkdir -p "$root/home/ann/any where"
  tar --extract --no-same-owner --file "$(echo "$packages"/*.tar.gz)" --directory "$root/home/ann/any where" \
    --strip-components 1
  first_token "$root" "/home/ann/any where/bin"
}

try_packages() {
  local row=$1 suite=$2 from=$3 root=$kept/$1
  column "$row" root make_root "$root" "$suite" --include=curl,ca-certificates
  in_root "$root" useradd --create-home ann
  start_provider || return 1
  column "$row" tarball try_tarball "$root" "$from"
  column "$row" deb try_deb "$root" "$from"
  kill "$PROVIDER_PID"
}

# A package is for the system that it was built on.
every_package() {
  local codename system
  if [[ -n ${PACKAGES-} ]]; then
    codename=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
    try_packages "packages-$codename" "$codename" "$PACKAGES"
    return
  fi
  for system in debian12:bookworm debian13:trixie; do
    column "packages-${system#*:}" build build_packages "$kept/${system%:*}" "${system#*:}"
    try_packages "packages-${system#*:}" "${system#*:}" "$kept/${system%:*}/oauthctl/build/packages"
  done
}

