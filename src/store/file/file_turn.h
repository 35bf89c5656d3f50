#pragma once

#include <optional>
#include <string>

#include "model/turn.h"
#include "store/file/profile_lock.h"
#include "store/file/reservation.h"

namespace oauthctl {

/// A turn at a record that is a file. Everything goes through the descriptor of the folder that was opened for the
/// lock.
class FileTurn final : public Turn {
 public:
  /// Adopts the record that a killed renewal left.
  FileTurn(std::string profile, std::string folder, LockedProfile locked);

  using Turn::waited;

  // A store that keeps its records elsewhere, and pending ones here, calls these itself. The serials are those of the
  // other place.
  std::optional<Record> read() override;
  void reserve() override;
  void save(const Record& record) override;
  bool remove() override;
  bool drop_pending() override;

 private:
  std::string path() const;
  void keep_settings_alone();
  void forget_settings();

  std::string folder_;
  FileDescriptor directory_;
  FileLock lock_;
  std::optional<std::size_t> present_;  ///< bytes of the current record; zero: none is stored
  bool had_settings_ = false;           ///< it came from the settings, since nobody is signed in
  std::optional<FileReservation> room_;
};

}  // namespace oauthctl
