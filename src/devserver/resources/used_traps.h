#pragma once

#include <mutex>
#include <set>

#include "devserver/resources/trap.h"

namespace oauthctl::devserver {

/// The traps that somebody has called with a valid token.
class UsedTraps {
 public:
  void add(const Trap* trap) {
    const std::lock_guard lock(mutex_);
    used_.insert(trap);
  }
  bool contain(const Trap* trap) const {
    const std::lock_guard lock(mutex_);
    return used_.contains(trap);
  }

 private:
  mutable std::mutex mutex_;
  std::set<const Trap*> used_;
};

}  // namespace oauthctl::devserver
