#pragma once

#include "model/store.h"
#include "store/file/file_store.h"

namespace oauthctl {

/// This machine's part of records that live elsewhere: for each, a copy of the engine's last answer, and the record
/// that the engine has not accepted yet, each with the engine's revision that it comes from. load() gives the later
/// one, so that a cached token needs no network.
///
/// A copy that cannot be read counts as none, and the next answer replaces it. An unaccepted record may have the only
/// refresh token that still works: one that cannot be read is refused as in any store.
class LocalCopies final : public TokenStore {
 public:
  explicit LocalCopies(const std::string& directory) : copies_(directory), unsaved_(directory + "/unsaved") {}

  std::optional<Record> load(std::string_view profile) const override;
  /// A turn at the pending record: a committed record is kept here until it is erased because the engine has it or a
  /// newer one.
  std::unique_ptr<Turn> take_turn(std::string_view profile, std::chrono::milliseconds patience) override;
  std::unique_ptr<FileTurn> take_unsaved_turn(std::string_view profile, std::chrono::milliseconds patience,
                                              const TokenStore& records);
  Hold begin_login(std::string_view profile) override;
  std::vector<std::string> profiles() const override;
  std::string where(std::string_view profile) const override;

  std::optional<Record> unsaved(std::string_view profile) const { return unsaved_.load(profile); }
  /// Keeps the engine's answer; nothing: the engine has no record. Does nothing if another process is writing it
  /// already, or if it cannot be written.
  void copy(std::string_view profile, std::optional<Record> record, std::int64_t revision);
  /// Deletes the copy. False: this machine had none.
  bool erase_copy(std::string_view profile);

 private:
  bool is_copied(std::string_view profile, const std::optional<Record>& record) const;

  FileStore copies_;
  FileStore unsaved_;
};

}  // namespace oauthctl
