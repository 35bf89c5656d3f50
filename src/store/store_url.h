#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/url.h"

namespace oauthctl {

/// The store that keeps the records, as `--store`, OAUTHCTL_STORE and a profile name it. Only std::visit handles a
/// kind, so that a new kind compiles only if every place knows it.
struct StoreUrl {
  struct File {};
  struct Memory {};
  struct Helper {
    std::string name;
  };
  struct Etcd {
    std::vector<Url> members;  ///< as https URLs
    std::string prefix;        ///< of our keys, without a trailing slash
  };

  std::string text = "file";  ///< as it was written
  std::variant<File, Memory, Helper, Etcd> kind;
};

/// `file`, `memory`, `helper:NAME` or `etcd://HOST:PORT,HOST:PORT/PREFIX`. Throws ErrorKind::usage, naming `source`,
/// for anything else.
StoreUrl parse_store_url(std::string_view text, const std::string& source);

}  // namespace oauthctl
