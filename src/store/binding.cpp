#include "store/binding.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "base/file.h"
#include "base/text.h"
#include "store/directory.h"
#include "store/file_errors.h"
#include "store/file_names.h"
#include "store/profile_files.h"
#include "store/profile_name.h"
#include "store/record_file.h"
#include "store/retried_calls.h"

namespace oauthctl {
namespace {

std::string path_of(const std::string& directory, std::string_view profile) {
  return directory + '/' + binding_name(profile);
}

void unbind(const FileDescriptor& directory, std::string_view profile, const std::string& path) {
  if (!directory || !is_removable(directory.get(), binding_name(profile), path)) return;
  if (unlinkat(directory.get(), binding_name(profile).c_str(), 0) != 0 || sync_folder(directory.get()) != 0) {
    throw cannot("be removed", path, ErrorKind::unavailable);
  }
}

void replace(const FileDescriptor& directory, std::string_view profile, const std::string& line,
             const std::string& path) {
  const std::string name = binding_name(profile) + ".new";
  unlinkat(directory.get(), name.c_str(), 0);  // one that a killed process left
  const FileDescriptor file = create_own_file(directory.get(), name.c_str());
  const bool done = file && write_all(file.get(), line) && fsync(file.get()) == 0 &&
                    renameat(directory.get(), name.c_str(), directory.get(), binding_name(profile).c_str()) == 0 &&
                    sync_folder(directory.get()) == 0;
  if (!done) throw cannot("be written", path, ErrorKind::unavailable);
}

}  // namespace

std::optional<std::string> bound_store(const std::string& directory, std::string_view profile) {
  require_profile_name(profile);
  const FileDescriptor opened = open_directory(directory);
  if (!opened) return std::nullopt;
  const auto text = read_record(opened.get(), binding_name(profile), path_of(directory, profile));
  if (!text) return std::nullopt;
  return std::string(trimmed(text->reveal()));
}

void bind_store(const std::string& directory, std::string_view profile, const std::string& url) {
  require_profile_name(profile);
  const std::string path = path_of(directory, profile);
  if (url == "file") return unbind(open_directory(directory), profile, path);
  if (bound_store(directory, profile) == url) return;
  const FileDescriptor opened = make_directory(directory);
  sync_entry_of(directory);
  replace(opened, profile, url + '\n', path);
}

std::vector<std::string> bound_profiles(const std::string& directory) {
  return profiles_with(directory, binding_name(""));
}

}  // namespace oauthctl
