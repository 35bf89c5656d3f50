#pragma once

#include <string>
#include <string_view>

#include "model/store.h"
#include "oauthctl/secret.h"

namespace oauthctl {

class JsonObject;

/// The text of a record's file as docs/token-store.md describes it.
Secret encode_record(const Record& record);

/// Throws ErrorKind::internal naming `path` for a text that is not to the byte what encode_record() once wrote, for a
/// record of a newer version and for that of another profile. Members that are not known here are passed over.
Record decode_record(std::string_view text, std::string_view profile, const std::string& path);

/// The members of a record. Throws as JsonObject does, and ErrorKind::internal for a record of a newer version.
Record read_record(const JsonObject& object);

}  // namespace oauthctl
