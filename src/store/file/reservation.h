#pragma once

#include <string>

#include "base/file_descriptor.h"

namespace oauthctl {

/// A new file of a fixed name beside the record, with room on the disk, that replaces the record when it is committed
/// and is deleted otherwise. The caller must hold the profile's renewal lock.
///
/// If the first file fails, a commit tries a second one, because the old refresh token no longer works by then. A next
/// record that was completely written but could not be renamed stays where it is: see adopt_leftover().
class FileReservation {
 public:
  /// Reserves `size` bytes of the disk now. Throws ErrorKind::unavailable if the disk is full. `directory` belongs to
  /// the caller and outlives this; `path` is the record's, for messages.
  FileReservation(int directory, std::string profile, std::string path, std::size_t size);
  FileReservation(const FileReservation&) = delete;
  FileReservation& operator=(const FileReservation&) = delete;
  ~FileReservation();

  /// Durable when it returns: file and folder are synced and the name is replaced. At most once.
  void commit(const std::string& text);

 private:
  void create(std::size_t size);
  void put(const std::string& text);
  void replace() const;

  int directory_;
  std::string profile_;
  std::string path_;
  FileDescriptor file_;
  bool written_ = false;  ///< the next record is completely in the file
};

}  // namespace oauthctl
