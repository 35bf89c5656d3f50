#pragma once

#include <map>

#include "model/store.h"

namespace oauthctl {

/// Keeps records for as long as it lives, and nothing on the disk.
class MemoryStore final : public TokenStore {
 public:
  std::optional<Record> load(std::string_view profile) const override;
  std::unique_ptr<Reservation> reserve(std::string_view profile) override;
  bool erase(std::string_view profile) override;
  std::vector<std::string> profiles() const override;
  std::unique_ptr<ProfileLock> lock(std::string_view profile, LockPurpose purpose,
                                    std::chrono::milliseconds patience) override;
  std::string where(std::string_view profile) const override;

 private:
  std::map<std::string, Record, std::less<>> records_;
};

}  // namespace oauthctl
