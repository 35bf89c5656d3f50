#pragma once

#include <string>

#include "session/transfer.h"
#include "store/store_directory.h"

namespace oauthctl::cli {

/// The options for a copy whose profile is then bound to the store with that URL, which came from `source`.
inline TransferOptions bound_copy(TransferOptions options, const std::string& profile, const std::string& url,
                                  const std::string& source, const StoreDirectory& stores) {
  options.name_copy = [&stores, profile, url, source] { stores.bind(profile, url, source); };
  options.unname_copy = [&stores, profile, source, before = stores.bound(profile)] {
    stores.bind(profile, before, source);
  };
  return options;
}

}  // namespace oauthctl::cli
