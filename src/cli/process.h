#pragma once

#include <string>

namespace oauthctl::cli {

/// The first act of each of our programs: descriptors 0 to 2 are open, so that no file of ours becomes stdout; secrets
/// in memory end in no core dump; a closed pipe is an error and not the end.
void prepare_process();

/// A program of ours beside this one: one relative path from this executable, the same in the build tree and where it
/// is installed. Throws ErrorKind::internal when this process cannot tell where it was started from.
std::string companion(const std::string& name);

/// The front, bin/oauthctl, of the same tree.
std::string front();

/// Becomes that program, with the same arguments. Returns only by throwing ErrorKind::internal.
[[noreturn]] void become(const std::string& name, char** argv);

}  // namespace oauthctl::cli
