# shellcheck shell=bash
# Bare roots for scripts/platforms, and commands in them.

# The Debian mirror that this machine itself installs from.
mirror() {
  # shellcheck disable=SC2016 # apt-get's own variables
  apt-get indextargets --format '$(ORIGIN) $(LABEL) $(REPO_URI)' 'Created-By: Packages' |
    awk '$1 == "Debian" && $2 == "Debian" {print $3; exit}'
}

# make_root DIRECTORY SUITE [ARGUMENT of mmdebstrap]...: a new bare root with our sources in /oauthctl.
make_root() {
  local root=$1 suite=$2 mirror
  mirror=$(mirror)
  [[ -n $mirror ]] || { echo 'no Debian mirror in /etc/apt; after apt-get update there may be one' >&2; return 1; }
  rm -rf --one-file-system "$root"
  nice mmdebstrap --mode=root --variant=minbase ${CCACHE_DIR:+--include=ccache} "${@:3}" "$suite" "$root" "$mirror" &&
    install_sources "$root"
}

# The files that git knows or would add, so that no build tree comes along.
install_sources() {
  mkdir -p "$1/oauthctl"
  git ls-files -z --cached --others --exclude-standard |
    tar --create --null --files-from=- --ignore-failed-read | tar --extract --no-same-owner --directory="$1/oauthctl"
}

# in_root DIRECTORY COMMAND...: as root, in /oauthctl, with the network and an otherwise empty environment. bwrap pivots
# into the root; in a mere chroot the kernel refuses the namespaces that some tests make.
in_root() {
  local root=$1 mounts=(--bind "$1" / --proc /proc --dev /dev --tmpfs /run)
  mounts+=(--ro-bind /etc/resolv.conf /etc/resolv.conf)
  if [[ -n ${CCACHE_DIR-} ]]; then
    mkdir -p "$CCACHE_DIR"
    mounts+=(--bind "$CCACHE_DIR" /var/cache/ccache --setenv CCACHE_DIR /var/cache/ccache)
    mounts+=(--setenv CCACHE_COMPILERCHECK content)
  fi
  nice bwrap --clearenv --setenv PATH /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin --setenv HOME /root \
    --setenv LANG C.UTF-8 --setenv DEBIAN_FRONTEND noninteractive "${mounts[@]}" \
    --unshare-pid --unshare-ipc --die-with-parent --cap-add ALL --chdir /oauthctl "${@:2}"
}
