# shellcheck shell=bash disable=SC2154 # scripts/platforms sets $kept
# arm64 on an amd64 machine: a cross compiler in a Debian 13 root, and qemu-user to run what it made.

# The packages to compile against are those of BUILD_PACKAGES and GoogleTest; the tools stay those of this machine.
arm64_packages() {
  local package
  printf cmake,ninja-build,pkg-config,ca-certificates,crossbuild-essential-arm64,qemu-user
  for package in "${BUILD_PACKAGES[@]}" libgtest-dev libgmock-dev; do
    case $package in
      nlohmann-json3-dev) printf ',%s' "$package" ;; # headers only: the same for every processor
      *-dev) printf ',%s:arm64' "$package" ;;
    esac
  done
}

configure_for_arm64() {
  in_root "$1" env PKG_CONFIG_LIBDIR=/usr/lib/aarch64-linux-gnu/pkgconfig:/usr/share/pkgconfig \
    ${CCACHE_DIR:+CMAKE_CXX_COMPILER_LAUNCHER=ccache} cmake --preset release \
    -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON -DCMAKE_SYSTEM_NAME=Linux -DCMAKE_SYSTEM_PROCESSOR=aarch64 \
    -DCMAKE_CXX_COMPILER=aarch64-linux-gnu-g++ -DCMAKE_CROSSCOMPILING_EMULATOR=/usr/bin/qemu-aarch64 \
    -DCMAKE_INSTALL_LIBEXECDIR=lib # another folder than elsewhere, to see that nothing takes it for granted
}

cross_compile() {
  local root=$kept/arm64
  column arm64 root make_root "$root" trixie --architectures=amd64,arm64 --include="$(arm64_packages)"
  column arm64 configure configure_for_arm64 "$root"
  column arm64 build in_root "$root" cmake --build build
  column arm64 demo in_root "$root" tests/platforms/with_qemu build/bin/oauthctl demo --no-browser
  column arm64 tests in_root "$root" ctest --test-dir build --output-on-failure --no-tests=error --parallel 2 \
    --tests-regex '^(unit/|session)'
}
