#pragma once

#include <string>
#include <string_view>

#include "model/store.h"
#include "oauthctl/secret.h"

namespace oauthctl {

/// The text of a record's file as docs/token-store.md describes it.
Secret encode_record(const Record& record);

/// Throws ErrorKind::internal naming `path` for a text that is not to the byte what encode_record() once wrote, for a
/// record of a newer version and for that of another profile. Members that are not known here are passed over.
Record decode_record(std::string_view text, std::string_view profile, const std::string& path);

/// The same for a text that says itself whose record it is, as an export does. Throws ErrorKind::usage naming `source`.
Record decode_export(std::string_view text, const std::string& source);

}  // namespace oauthctl
