#pragma once

#include <string>
#include <string_view>

namespace oauthctl {

/// Which store keeps the records: what `--store`, OAUTHCTL_STORE and a profile name.
struct StoreUrl {
  enum class Kind { file, memory, helper };

  Kind kind = Kind::file;
  std::string text = "file";  ///< as it was written
  std::string helper;         ///< NAME of `helper:NAME`
};

/// `file`, `memory` or `helper:NAME`. Throws ErrorKind::usage, naming `source`, for anything else.
StoreUrl parse_store_url(std::string_view text, const std::string& source);

}  // namespace oauthctl
