#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/url.h"

namespace oauthctl {

/// Which store keeps the records: what `--store`, OAUTHCTL_STORE and a profile name.
struct StoreUrl {
  enum class Kind { file, memory, helper, etcd };

  Kind kind = Kind::file;
  std::string text = "file";  ///< as it was written
  std::string helper;         ///< NAME of `helper:NAME`
  std::vector<Url> members;   ///< of an etcd cluster, as https URLs
  std::string prefix;         ///< of our keys there, without a slash at its end
};

/// `file`, `memory`, `helper:NAME` or `etcd://HOST:PORT,HOST:PORT/PREFIX`. Throws ErrorKind::usage, naming `source`,
/// for anything else.
StoreUrl parse_store_url(std::string_view text, const std::string& source);

}  // namespace oauthctl
