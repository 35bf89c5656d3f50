#pragma once

#include <string>
#include <string_view>

#include "model/store.h"
#include "oauthctl/secret.h"

namespace oauthctl {

class JsonObject;

/// The text of a record's file as docs/token-store.md describes it.
Secret encode_record(const Record& record);

/// Throws ErrorKind::internal naming `path` for a text that is not exactly as encode_record() wrote it, for a record of
/// a newer version and for one of another profile. Skips unknown members.
Record decode_record(std::string_view text, std::string_view profile, const std::string& path);

/// The members of a record. Throws as JsonObject does, and ErrorKind::internal for a record of a newer version.
Record read_record(const JsonObject& object);

}  // namespace oauthctl
