#pragma once

#include <string>

#include "base/file_descriptor.h"

namespace oauthctl {

/// A new file of a fixed name beside the record, with room on the disk, that takes the record's place when it is
/// committed and goes away when it is not. Whoever makes one has the profile's renewal lock.
///
/// A commit whose first file fails is tried with a second one, for the server has spent the old refresh token by then.
/// A next record that was written whole and still did not get its name stays where it is: see adopt_leftover().
class FileReservation {
 public:
  /// Takes `size` bytes of the disk now. Throws ErrorKind::unavailable when the disk does not have them. `directory` is
  /// the caller's and outlives this; `path` is the record's, for messages.
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
  bool written_ = false;  ///< the next record is in the file, whole
};

}  // namespace oauthctl
