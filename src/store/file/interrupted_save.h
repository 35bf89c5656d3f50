#pragma once

#include <functional>
#include <string>

namespace oauthctl {

/// A save that was killed between writing the next text of a file and renaming it has left, in `<name>.new`, the
/// only token or secret that the server still accepts. This renames such a file if `is_next` knows its text. The caller
/// holds the file's lock. Throws ErrorKind::unavailable if that fails: using the old text instead would end the grant
/// (RFC 9700 §4.14.2). Any other file of that name stays until the next reservation removes it.
void adopt_leftover(int directory, const std::string& name, const std::string& path,
                    const std::function<bool(const std::string& text)>& is_next);

/// The same for the record of a profile: the leftover must be a complete record, and the successor of the current one,
/// or one with a revision, for a cluster (local_copies.h), that stands alone.
void adopt_leftover_record(int directory, const std::string& profile, const std::string& path);

}  // namespace oauthctl
