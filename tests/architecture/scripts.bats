# The output of the build scripts, while people wait and if the build fails.
load ../support/programs

setup() { use_empty_home; }

# A project of one file with the text $1, and a preset like ours.
small_project() {
  printf 'cmake_minimum_required(VERSION 3.25)\nproject(small CXX)\nadd_executable(small small.cpp)\n' >CMakeLists.txt
  echo '{"version": 6, "configurePresets": [{"name": "release", "generator": "Ninja", "binaryDir": "${sourceDir}/build"}]}' \
    >CMakePresets.json
  echo "$1" >small.cpp
}

built() { bash -euo pipefail -c 'source "$0/scripts/build"; build_quietly' "$OAUTHCTL_SOURCE_DIR"; }

@test "a build in a log is a line for each tenth" {
  progress() { bash -c 'source "$0/scripts/build"; show_progress' "$OAUTHCTL_SOURCE_DIR"; }
  ends 0 progress < <(echo '[0/1] Re-running CMake...'; printf '[%d/40] Building CXX object x.o\n' {1..40})
  expect_stdout "$(printf 'compiling: %3d %%\n' 0 10 20 30 40 50 60 70 80 90 100)"
}

@test "a build on a terminal is one line" {
  SHELL=/bin/bash run script --quiet --return --command \
    "source '$OAUTHCTL_SOURCE_DIR/scripts/build'; printf '[%d/40] Building CXX object x.o\n' {1..40} | show_progress" /dev/null
  [ "$(wc -l <<<"$output")" -eq 1 ]
  [[ $output == *'compiling: 100 %'* ]]
}

@test "a build that works says nothing but how far it is" {
  small_project 'int main() {}'
  ends 0 built
  [[ $output == 'compiling: '*'compiling: 100 %' ]]
}

@test "a build that fails shows the compiler's messages and not ninja's progress" {
  small_project 'int main() { return nobody_declared_this; }'
  ends 1 built
  expect_stderr 'nobody_declared_this' 'error:'
  [[ $stderr != *'[1/2]'* ]]
}

@test "house counts functions, their lines and their parameters, and neither lambdas nor what stands in comments" {
  mkdir -p src
  cat >src/x.cpp <<'CPP'
#include <map>
// int commented_out(int a, int b) { return 1; }
namespace x {
Point::Point(int a, int b)
    : a_(a), b_{b} {
  note("{ not a brace");
}
std::map<int, int> table(std::map<int, int> from) noexcept {
  const auto twice = [](int each, int other) { return each + other; };
  if (from.empty()) return {};
  return twice(from);
}
int declared_only(int a);
template <class T>
auto last(T a, T b, T c) -> decltype(a) { return a; }
}
CPP
  ends 0 "$OAUTHCTL_SOURCE_DIR/scripts/house" src
  [[ $output =~ 'lines a function'\ +3\ +4\ +5\ +5\  ]]
  [[ $output =~ 'parameters'\ +3\ +2\ +3\ +3\  ]]
  [[ $output == *'src/x.cpp:8: table has 5 lines'* ]]
}

@test "the container recipe copies what is installed" {
  local copied name names
  copied=$(sed -n 's/^COPY \([^-].*\) .*/ \1 /p' "$OAUTHCTL_SOURCE_DIR/docs/Containerfile" | tr '\n' ' ')
  names=$(find "$OAUTHCTL_BUILD" -name cmake_install.cmake -exec grep -hoE "\"$OAUTHCTL_SOURCE_DIR/[^/\"]+" {} + |
    sed 's|.*/||' | grep -v '^build' | sort -u)
  [[ $names == *share* ]]
  for name in $names; do
    [[ $copied == *" $name "* ]] || { show "not copied: $name"; return 1; }
  done
}
