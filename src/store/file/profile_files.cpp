#include "store/file/profile_files.h"

#include <dirent.h>
#include <fcntl.h>

#include <algorithm>
#include <memory>

#include "base/releases.h"
#include "store/file/directory.h"
#include "store/file/file_errors.h"
#include "store/file/file_names.h"
#include "store/profile_name.h"

namespace oauthctl {

std::vector<std::string> profiles_with(const std::string& directory, std::string_view ending) {
  std::vector<std::string> out;
  const FileDescriptor opened = open_directory(directory);
  if (!opened) return out;
  const int copy = fcntl(opened.get(), F_DUPFD_CLOEXEC, 0);
  const std::unique_ptr<DIR, Releases<closedir>> entries(copy < 0 ? nullptr : fdopendir(copy));
  if (!entries) throw cannot("be read", directory, ErrorKind::internal);
  while (const dirent* entry = readdir(entries.get())) {
    const std::string_view name = entry->d_name;
    if (!name.ends_with(ending)) continue;
    const auto profile = name.substr(0, name.size() - ending.size());
    if (is_profile_name(profile)) out.emplace_back(profile);
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<std::string> profiles_in(const std::string& directory) {
  std::vector<std::string> out = profiles_with(directory, record_name(""));
  for (std::string& profile : profiles_with(directory, settings_name(""))) out.push_back(std::move(profile));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace oauthctl
