#pragma once

#include <string_view>

#include "base/file_descriptor.h"

namespace oauthctl::cli {

/// A file in memory with that text, to be read from its beginning: 0600, sealed, and gone when the last process that
/// has it open ends. `name` is shown in /proc alone. No child inherits this descriptor. Empty on failure: see errno.
FileDescriptor memory_file(const char* name, std::string_view text);

}  // namespace oauthctl::cli
