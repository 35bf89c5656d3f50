#pragma once

#include <string>

#include "base/file_descriptor.h"
#include "model/store.h"

namespace oauthctl {

/// A new file of a fixed name beside the record, with room on the disk, that takes the record's place when it is
/// committed and goes away when it is not. The profile's renewal lock keeps others from making the same.
///
/// A commit whose first file fails is tried with a second one, for the server has spent the old refresh token by then.
/// A next record that was written whole and still did not get its name stays where it is: see adopt_leftover().
class FileReservation final : public Reservation {
 public:
  /// `size` bytes are taken from the disk now. ErrorKind::unavailable when they are not to be had.
  FileReservation(FileDescriptor directory, std::string profile, std::string path, std::size_t size);
  FileReservation(const FileReservation&) = delete;
  FileReservation& operator=(const FileReservation&) = delete;
  ~FileReservation() override;

  void commit(const Record& record) override;

 private:
  void create(std::size_t size);
  void put(const std::string& text);
  void replace() const;

  FileDescriptor directory_;
  std::string profile_;
  std::string path_;  ///< of the record, for messages
  FileDescriptor file_;
  bool written_ = false;  ///< the next record is in the file, whole
};

}  // namespace oauthctl
