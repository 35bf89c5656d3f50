#include "store/chosen_profile.h"

#include <unistd.h>

#include <array>
#include <cerrno>

#include "store/file/directory.h"
#include "store/file/file_errors.h"
#include "store/profile_name.h"
#include "store/retried_calls.h"

namespace oauthctl {
namespace {

constexpr const char* link_name = ".chosen";
constexpr const char* fresh_name = ".chosen.new";

}  // namespace

std::optional<std::string> chosen_profile(const std::string& directory) {
  std::array<char, 128> name{};
  const ssize_t length = readlink((directory + '/' + link_name).c_str(), name.data(), name.size());
  if (length <= 0) return std::nullopt;
  std::string chosen(name.data(), static_cast<std::size_t>(length));
  return is_profile_name(chosen) ? std::optional(std::move(chosen)) : std::nullopt;
}

void choose_profile(const std::string& directory, const std::optional<std::string>& profile) {
  if (chosen_profile(directory) == profile) return;
  const std::string path = directory + '/' + link_name;
  const FileDescriptor folder = make_directory(directory);
  if (!profile) {
    if (unlinkat(folder.get(), link_name, 0) != 0 && errno != ENOENT)
      throw cannot("be removed", path, ErrorKind::unavailable);
    return;
  }
  require_profile_name(*profile);
  unlinkat(folder.get(), fresh_name, 0);  // one that a killed process left
  const bool done = symlinkat(profile->c_str(), folder.get(), fresh_name) == 0 &&
                    rename_at(folder.get(), fresh_name, link_name) == 0 && sync_folder(folder.get()) == 0;
  if (!done) throw cannot("be written", path, ErrorKind::unavailable);
}

}  // namespace oauthctl
