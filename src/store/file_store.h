#pragma once

#include "model/store.h"

namespace oauthctl {

/// The store of docs/token-store.md: one file a profile in one folder, replaced as a whole, with lock files beside it.
/// reserve() and erase() want the profile's renewal lock held by the caller.
class FileStore final : public TokenStore {
 public:
  /// The folder is made when something is first written to it.
  explicit FileStore(std::string directory) : directory_(std::move(directory)) {}

  std::optional<Record> load(std::string_view profile) const override;
  std::unique_ptr<Reservation> reserve(std::string_view profile) override;
  bool erase(std::string_view profile) override;
  std::vector<std::string> profiles() const override;
  std::unique_ptr<ProfileLock> lock(std::string_view profile, LockPurpose purpose,
                                    std::chrono::milliseconds patience) override;
  std::string where(std::string_view profile) const override;

 private:
  std::string path_of(const std::string& name) const { return directory_ + '/' + name; }

  std::string directory_;
};

}  // namespace oauthctl
