#pragma once

#include <string>

#include "base/file_descriptor.h"

namespace oauthctl {

/// A new file of a fixed name (`<name>.new`) beside a file, with room on the disk, that replaces the file when it is
/// committed and is deleted otherwise. The caller must hold a lock of that file.
///
/// If the first file fails, a commit tries a second one, because the old text is worth nothing by then: its refresh
/// token or its client secret no longer works. A next text that was completely written but could not be renamed stays
/// where it is: see adopt_leftover() and change_client_file().
class FileReservation {
 public:
  /// Reserves `size` bytes of the disk now. Throws ErrorKind::unavailable if the disk is full or the file is immutable,
  /// and ErrorKind::usage if it is mounted alone: neither can be replaced. `directory` belongs to the caller and
  /// outlives this; `path` is the file's, for messages.
  FileReservation(int directory, std::string name, std::string path, std::size_t size);
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
  std::string name_;
  std::string path_;
  FileDescriptor file_;
  bool written_ = false;  ///< the next text is completely in the file
};

}  // namespace oauthctl
