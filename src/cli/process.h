#pragma once

#include <string>

namespace oauthctl::cli {

/// The first step of each of our programs. Opens descriptors 0 to 2, so that none of our files becomes stdout. Disables
/// core dumps, because memory holds secrets. Makes a closed pipe an error instead of a deadly signal.
void prepare_process();

/// The path of another of our programs. Its path relative to this executable is the same in the build tree and in an
/// installation. Throws ErrorKind::internal if this process cannot find its own executable.
std::string companion(const std::string& name);

/// The front, bin/oauthctl, of the same tree.
std::string front();

/// Replaces this process by that program, with the same arguments. Returns only by throwing ErrorKind::internal.
[[noreturn]] void become(const std::string& name, char** argv);

}  // namespace oauthctl::cli
