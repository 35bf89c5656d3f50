#pragma once

#include "model/store.h"
#include "store/file/file_turn.h"

namespace oauthctl {

/// The store of docs/token-store.md: one file per profile in one folder, replaced as a whole, with lock files beside
/// it.
class FileStore final : public TokenStore {
 public:
  /// The folder is created at the first write.
  explicit FileStore(std::string directory) : directory_(std::move(directory)) {}

  std::optional<Record> load(std::string_view profile) const override;
  std::unique_ptr<Turn> take_turn(std::string_view profile, std::chrono::milliseconds patience) override;
  /// `records` is the store that is read before a wait: these files may be only a part of it.
  std::unique_ptr<FileTurn> take_file_turn(std::string_view profile, std::chrono::milliseconds patience,
                                           const TokenStore& records, LockFile file = LockFile::stays);
  Hold begin_login(std::string_view profile) override;
  std::vector<std::string> profiles() const override;
  std::string where(std::string_view profile) const override;

 private:
  std::string directory_;
};

}  // namespace oauthctl
