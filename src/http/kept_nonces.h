#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/time.h"
#include "http/cache_folder.h"
#include "model/dpop_nonces.h"

namespace oauthctl {

/// Nonces in a file of the cache, so that the next process is not refused first: the newest of at most 50 servers, for
/// a day. An outdated nonce costs no more than a missing one.
class KeptNonces final : public DpopNonces {
 public:
  KeptNonces(std::string folder, Clock clock) : folder_(std::move(folder)), clock_(std::move(clock)) {}

  std::string find(Giver giver, const std::string& origin) const override;
  void remember(Giver giver, const std::string& origin, const std::string& nonce) override;

 private:
  struct Entry {
    Giver giver;
    std::string origin;
    std::string nonce;
    TimePoint given_at;
  };
  static std::vector<Entry> decoded(const std::string& text);
  static std::string encoded(const std::vector<Entry>& entries);
  std::vector<Entry> entries() const;

  CacheFolder folder_;
  Clock clock_;
  std::map<std::pair<Giver, std::string>, std::string> known_;  ///< to this process, even if nothing can be kept
};

}  // namespace oauthctl
