#pragma once

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <csignal>
#include <cstdlib>
#include <string>

#include "oauthctl/error.h"
#include "support/temporary_directory.h"
#include "support/text_file.h"

namespace oauthctl::testing {

/// Credential helpers written for one test, found on the PATH.
class WithPrograms : public ::testing::Test {
 protected:
  WithPrograms() {
    std::signal(SIGPIPE, SIG_IGN);  // as each of our programs does
    setenv("PATH", (folder_.path() + ":/usr/bin:/bin").c_str(), 1);
  }
  ~WithPrograms() override { setenv("PATH", path_.c_str(), 1); }

  /// `docker-credential-NAME` as a shell script.
  void write_helper(const std::string& name, const std::string& script) const {
    const std::string file = folder_ / ("docker-credential-" + name);
    write_file(file, "#!/bin/sh\n" + script + '\n');
    chmod(file.c_str(), 0700);
  }

  /// A working one that keeps files in the folder, as a real helper keeps entries in its keyring.
  void write_working_helper(const std::string& name) const {
    write_helper(name, "kept=" + folder_.path() + R"sh(/kept-
name() { tr -dc 'a-z0-9'; }
member='"ServerURL":"\([^"]*\)"'
case $1 in
  store)
    entry=$(cat)
    printf %s "$entry" >"$kept$(printf %s "$entry" | sed "s/.*$member.*/\1/" | name)" ;;
  get)
    entry=$kept$(name)
    [ -e "$entry" ] || { echo 'credentials not found in native keychain'; exit 1; }
    cat "$entry" ;;
  erase) rm "$kept$(name)" ;;
  list)
    printf '{'
    comma=
    for entry in "$kept"*; do
      [ -e "$entry" ] || continue
      printf %s "$comma"
      sed "s/.*$member.*/\"\1\":\"oauthctl\"/" "$entry"
      comma=,
    done
    printf '}' ;;
esac)sh");
  }

  const std::string path_ = getenv("PATH");
  const TemporaryDirectory folder_;
};

/// The Error that `act` throws; a test failure if it throws none.
template <typename Act>
Error failure_of(const Act& act) {
  try {
    act();
  } catch (const Error& error) {
    return error;
  }
  ADD_FAILURE() << "nothing was thrown";
  return {ErrorKind::internal, "nothing was thrown"};
}

}  // namespace oauthctl::testing
