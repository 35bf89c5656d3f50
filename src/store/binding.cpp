#include "store/binding.h"

#include "base/text.h"
#include "store/file/directory.h"
#include "store/file/file_names.h"
#include "store/file/profile_files.h"
#include "store/file/record_file.h"
#include "store/file/small_file.h"
#include "store/profile_name.h"

namespace oauthctl {
namespace {

constexpr const char* unbound = "file";

std::string path_of(const std::string& directory, std::string_view profile) {
  return directory + '/' + binding_name(profile);
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

std::string store_of(const std::string& directory, std::string_view profile) {
  return bound_store(directory, profile).value_or(unbound);
}

void bind_store(const std::string& directory, std::string_view profile, const std::string& url) {
  require_profile_name(profile);
  const std::string path = path_of(directory, profile);
  if (url == unbound) return remove_file(open_directory(directory), binding_name(profile), path);
  if (bound_store(directory, profile) == url) return;
  const FileDescriptor opened = make_directory(directory);
  sync_entry_of(directory);
  replace_file(opened, binding_name(profile), url + '\n', path);
}

std::vector<std::string> bound_profiles(const std::string& directory) {
  return profiles_with(directory, binding_name(""));
}

}  // namespace oauthctl
