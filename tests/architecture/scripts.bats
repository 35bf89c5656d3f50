# The scripts for people who build: the words on the screen while they wait, and when the build fails.
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
