#include "store/file/leftovers.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>

#include "store/file/directory.h"
#include "store/file/file_lock.h"
#include "store/file/file_names.h"
#include "store/file/profile_files.h"

namespace oauthctl {
namespace {

bool is_there(int directory, const std::string& name) {
  return faccessat(directory, name.c_str(), F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

bool is_known(int directory, const std::string& profile) {
  const auto names = telling_names(profile);
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) { return is_there(directory, name); });
}

constexpr std::string (*lock_names[])(std::string_view profile) = {renewal_lock_name, login_lock_name};

/// The profiles with a file of such a name, and nothing else.
std::vector<std::string> unknown_profiles(int directory, const std::string& path) {
  std::vector<std::string> out;
  for (const auto& name_of : lock_names) {
    for (std::string& profile : profiles_with(path, name_of("")))
      if (!is_known(directory, profile)) out.push_back(std::move(profile));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// A process that opened a lock just before it is deleted locks nobody out. At worst two first sign-ins of the profile
/// wait for a person at the same time: nothing can be lost of a profile that does not exist.
void remove_of(int directory, const std::string& profile, const std::string& path) {
  std::vector<FileLock> held;
  for (const auto& name_of : lock_names) {
    if (!is_there(directory, name_of(profile))) continue;
    held.emplace_back(directory, name_of(profile), path + '/' + name_of(profile));
    if (!held.back().try_once()) return;
  }
  if (is_known(directory, profile)) return;
  for (const auto& name_of : lock_names) unlinkat(directory, name_of(profile).c_str(), 0);
}

}  // namespace

std::vector<std::string> leftovers_in(const std::string& directory) {
  const FileDescriptor folder = open_directory(directory);
  std::vector<std::string> out;
  if (!folder) return out;
  for (const std::string& profile : unknown_profiles(folder.get(), directory)) {
    for (const auto& name_of : lock_names)
      if (is_there(folder.get(), name_of(profile))) out.push_back(name_of(profile));
  }
  return out;
}

std::size_t remove_leftovers(const std::string& directory) {
  const FileDescriptor folder = open_directory(directory);
  if (!folder) return 0;
  const std::size_t before = leftovers_in(directory).size();
  for (const std::string& profile : unknown_profiles(folder.get(), directory))
    remove_of(folder.get(), profile, directory);
  return before - leftovers_in(directory).size();
}

}  // namespace oauthctl
