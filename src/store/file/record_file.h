#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "oauthctl/error.h"
#include "oauthctl/secret.h"

namespace oauthctl {

/// A longer record was not written by oauthctl: a token answer has at most 1 MiB.
constexpr std::size_t longest_record = 4 << 20;

/// The whole text of a record; nothing if the file does not exist. Throws ErrorKind::internal, naming `path`, if it is
/// not a regular file of our own, or others could have written it. If others can read a record, it silently removes
/// their access first. A failed system call throws `trouble`.
std::optional<Secret> read_record(int directory, const std::string& name, const std::string& path,
                                  ErrorKind trouble = ErrorKind::internal);

struct RecordText {
  Secret text;
  bool is_settings = false;  ///< of a profile that signed out
};

/// The record of the profile in the folder `path`, or its settings. Throws as read_record() does.
std::optional<RecordText> read_record_or_settings(int directory, std::string_view profile, const std::string& path);

/// Whether there is a file of that name. Throws as read_record does for a file that must not be removed.
bool is_removable(int directory, const std::string& name, const std::string& path);

}  // namespace oauthctl
