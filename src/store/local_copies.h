#pragma once

#include "model/store.h"
#include "store/file_store.h"

namespace oauthctl {

/// What this machine has of records that live elsewhere: for each a copy of what the engine said last, and what the
/// engine has not taken yet. load() gives the one obtained later, so that a cached token needs no network.
class LocalCopies final : public TokenStore {
 public:
  explicit LocalCopies(const std::string& directory) : copies_(directory), unsaved_(directory + "/unsaved") {}

  std::optional<Record> load(std::string_view profile) const override;
  /// Room for what the engine is to be given: a record committed is kept here until saved() or dropped().
  std::unique_ptr<Reservation> reserve(std::string_view profile) override;
  /// Both, under the lock.
  bool erase(std::string_view profile) override;
  std::vector<std::string> profiles() const override;
  std::unique_ptr<ProfileLock> lock(std::string_view profile, LockPurpose purpose,
                                    std::chrono::milliseconds patience) override;
  std::string where(std::string_view profile) const override;

  std::optional<Record> unsaved(std::string_view profile) const { return unsaved_.load(profile); }
  /// The engine has it, or something newer. The caller holds the lock.
  void drop_unsaved(std::string_view profile) { unsaved_.erase(profile); }
  /// What the engine says now; nothing: that there is no record. Left to somebody else where one is at it already.
  void copy(std::string_view profile, const std::optional<Record>& record);

 private:
  FileStore copies_;
  FileStore unsaved_;
};

}  // namespace oauthctl
