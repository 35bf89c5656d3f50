#pragma once

#include <optional>
#include <string>

#include "oauthctl/error.h"
#include "oauthctl/secret.h"

namespace oauthctl {

/// A record is longer than this only when it was not written here: a token answer is 1 MiB at most.
constexpr std::size_t longest_record = 4 << 20;

/// The whole text of a record; nothing when there is no such file. ErrorKind::internal, naming `path`, when what stands
/// there is no regular file of our own, or others could have written it. A record that others can read is taken from
/// them first. A system call that fails is `trouble`.
std::optional<Secret> read_record(int directory, const std::string& name, const std::string& path,
                                  ErrorKind trouble = ErrorKind::internal);

/// Whether there is a file of that name. Throws as read_record does for what must not be removed.
bool is_removable(int directory, const std::string& name, const std::string& path);

}  // namespace oauthctl
