#pragma once

#include <sys/types.h>

#include <map>
#include <string>
#include <vector>

namespace oauthctl::testing {

/// A change of the file system that is certainly on the disk only after an fsync of `place`: of the folder for names,
/// of the file for bytes.
struct Change {
  enum class Kind { make_folder, create, rename, unlink, write, truncate };

  Kind kind;
  ino_t place;
  std::string name;      ///< in the folder: what is made, renamed or unlinked
  std::string new_name;  ///< of a rename
  ino_t made = 0;        ///< the folder or file that has the name then
  off_t offset = 0;      ///< of a write; the size that a truncate gives
  std::string bytes;
};

/// One entry of a recording: a change, or that everything before it at `synced` is on the disk.
struct Step {
  std::vector<Change> change;  ///< one or none
  ino_t synced = 0;
};

/// The steps of the store, in order.
struct Recording {
  std::vector<Step> steps;

  void add(Change change) { steps.push_back({{std::move(change)}, 0}); }
  void add_sync(ino_t place) { steps.push_back({{}, place}); }
};

}  // namespace oauthctl::testing
