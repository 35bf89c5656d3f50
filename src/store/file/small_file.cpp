#include "store/file/small_file.h"

#include <unistd.h>

#include "base/file.h"
#include "store/file/file_errors.h"
#include "store/file/record_file.h"
#include "store/retried_calls.h"

namespace oauthctl {

void replace_file(const FileDescriptor& directory, const std::string& name, const std::string& text,
                  const std::string& path) {
  const std::string fresh = name + ".new";
  unlinkat(directory.get(), fresh.c_str(), 0);  // one that a killed process left
  const FileDescriptor file = create_own_file(directory.get(), fresh.c_str());
  const bool done = file && write_all(file.get(), text) && sync(file.get()) == 0 &&
                    rename_at(directory.get(), fresh, name) == 0 && sync_folder(directory.get()) == 0;
  if (!done) throw cannot("be written", path, ErrorKind::unavailable);
}

void remove_file(const FileDescriptor& directory, const std::string& name, const std::string& path) {
  if (!directory || !is_removable(directory.get(), name, path)) return;
  if (unlinkat(directory.get(), name.c_str(), 0) != 0 || sync_folder(directory.get()) != 0)
    throw cannot("be removed", path, ErrorKind::unavailable);
}

}  // namespace oauthctl
