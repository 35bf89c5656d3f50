#include "store/served_places.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <set>

#include "base/file.h"
#include "base/text.h"
#include "store/file/checksum.h"
#include "store/file/directory.h"
#include "store/file/file_errors.h"
#include "store/file/file_lock.h"
#include "store/file/file_names.h"
#include "store/file/record_file.h"
#include "store/file/small_file.h"
#include "store/profile_name.h"

namespace oauthctl {
namespace {

constexpr std::chrono::seconds patience{10};
constexpr const char* index_name = ".served";
constexpr std::string_view served = "serves ";

using Lines = std::vector<std::string>;

Lines lines_of(std::string_view text) {
  const auto lines = split(text, '\n');
  return {lines.begin(), lines.end()};
}

std::string text_of(const Lines& lines) {
  std::string out;
  for (const std::string& line : lines) out += line + '\n';
  return out;
}

Lines read_lines(const FileDescriptor& directory, const std::string& name, const std::string& path) {
  if (!directory) return {};
  const auto text = read_record(directory.get(), name, path);
  return text ? lines_of(text->reveal()) : Lines{};
}

/// Empty when it is not there.
FileDescriptor open_folder(const FileDescriptor& above, const std::string& name, const std::string& path) {
  if (!above) return {};
  FileDescriptor folder = open_at(above.get(), name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  if (!folder && errno != ENOENT) throw cannot("be opened", path, ErrorKind::internal);
  return folder;
}

FileDescriptor make_folder(const FileDescriptor& above, const std::string& name, const std::string& path) {
  const bool is_made = mkdirat(above.get(), name.c_str(), S_IRWXU) == 0;
  // A umask may have removed our own permissions, and then we could not even open it.
  if (is_made ? fchmodat(above.get(), name.c_str(), S_IRWXU, 0) != 0 : errno != EEXIST)
    throw cannot("be made", path, ErrorKind::unavailable);
  FileDescriptor folder = open_folder(above, name, path);
  if (!folder) throw cannot("be made", path, ErrorKind::unavailable);
  return folder;
}

/// The file of a place, and the line by which it names a profile. Two places may share a file: the line has the place.
struct Entry {
  std::string folder;
  std::string file;
  std::string line;

  Entry(const std::string& origin, const std::string& place, std::string_view profile)
      : folder(checksum_of(origin)), file(checksum_of(place)), line(place + ' ' + std::string(profile)) {}
};

std::string origin_in(const std::string& place) {
  return place.substr(0, place.find('/', place.find("://") + 3));
}

/// Adds to or takes from a profile's entries, under the lock.
class Index {
 public:
  explicit Index(const std::string& directory)
      : path_(directory + '/' + index_name),
        folder_(make_folder(make_directory(directory), index_name, path_)),
        lock_(folder_.get(), "lock", path_ + "/lock") {
    if (!lock_.acquire(patience))
      throw Error(ErrorKind::unavailable, path_ + ": is locked by another oauthctl", "try again");
  }

  void add(const Entry& entry) const {
    const FileDescriptor folder = make_folder(folder_, entry.folder, path_);
    Lines lines = read_lines(folder, entry.file, path_of(entry));
    if (contains(lines, entry.line)) return;
    lines.push_back(entry.line);
    replace_file(folder, entry.file, text_of(lines), path_of(entry));
  }

  void remove(const Entry& entry) const {
    const FileDescriptor folder = open_folder(folder_, entry.folder, path_);
    Lines lines = read_lines(folder, entry.file, path_of(entry));
    if (std::erase(lines, entry.line) == 0) return;
    if (!lines.empty()) return replace_file(folder, entry.file, text_of(lines), path_of(entry));
    remove_file(folder, entry.file, path_of(entry));
    unlinkat(folder_.get(), entry.folder.c_str(), AT_REMOVEDIR);  // as soon as nothing else is in it
  }

 private:
  std::string path_of(const Entry& entry) const { return path_ + '/' + entry.folder + '/' + entry.file; }

  std::string path_;
  FileDescriptor folder_;
  FileLock lock_;
};

std::string list_path(const std::string& directory, std::string_view profile) {
  return directory + '/' + places_name(profile);
}

Lines read_list(const std::string& directory, std::string_view profile) {
  require_profile_name(profile);
  return read_lines(open_directory(directory), places_name(profile), list_path(directory, profile));
}

std::string place_in(const std::string& line) {
  return line.substr(std::min(line.find(' ') + 1, line.size()));
}

Lines list_of(const Record& record) {
  Lines out;
  for (const std::string& place : record.serves) out.push_back(std::string(served) + place);
  for (const std::string& place : places_of_resources(record)) out.push_back("resource " + place);
  return out;
}

std::vector<std::string> named_in(const FileDescriptor& folder, const Entry& entry, const std::string& path) {
  std::vector<std::string> out;
  for (const std::string& line : read_lines(folder, entry.file, path)) {
    const std::string profile = line.starts_with(entry.line) ? line.substr(entry.line.size()) : "";
    if (is_profile_name(profile)) out.push_back(profile);
  }
  std::sort(out.begin(), out.end());
  return out;
}

/// The paths of which one covers `path`, the longest first.
std::vector<std::string> paths_above(const std::string& path) {
  std::vector<std::string> out;
  std::size_t slashes = 0;
  for (std::size_t i = 0; i < path.size() && slashes <= Destination::deepest; ++i) {
    if (path[i] != '/') continue;
    if (i > 0) out.push_back(path.substr(0, i));
    out.push_back(path.substr(0, i + 1));
    ++slashes;
  }
  if (slashes <= Destination::deepest && out.back() != path) out.push_back(path);
  std::reverse(out.begin(), out.end());
  return out;
}

}  // namespace

std::vector<std::string> profiles_serving(const std::string& directory, const Destination& url) {
  const std::string path = directory + '/' + index_name;
  const FileDescriptor index = open_folder(open_directory(directory), index_name, path);
  const FileDescriptor folder = open_folder(index, checksum_of(url.origin()), path);
  if (!folder) return {};
  for (const std::string& above : paths_above(url.path())) {
    const Entry entry(url.origin(), url.origin() + above, "");
    auto found = named_in(folder, entry, path + '/' + entry.folder + '/' + entry.file);
    if (!found.empty()) return found;
  }
  return {};
}

bool is_served_in_part(const std::string& directory, std::string_view origin) {
  const std::string path = directory + '/' + index_name;
  const FileDescriptor index = open_folder(open_directory(directory), index_name, path);
  return static_cast<bool>(open_folder(index, checksum_of(origin), path));
}

void note_places(const std::string& directory, const std::string& profile, const Record& record) {
  const Lines before = read_list(directory, profile);
  const Lines now = list_of(record);
  if (before == now) return;
  const Index index(directory);
  const auto entry_of = [&](const std::string& line) {
    const std::string place = place_in(line);
    return Entry(origin_in(place), place, profile);
  };
  // Added first: whoever looks meanwhile finds the old place or the new one.
  for (const std::string& line : now) index.add(entry_of(line));
  const FileDescriptor folder = make_directory(directory);
  replace_file(folder, places_name(profile), text_of(now), list_path(directory, profile));
  std::set<std::string> kept;
  for (const std::string& line : now) kept.insert(place_in(line));
  for (const std::string& line : before) {
    if (!kept.contains(place_in(line))) index.remove(entry_of(line));
  }
  if (now.empty()) remove_file(folder, places_name(profile), list_path(directory, profile));
}

std::vector<std::string> noted_places(const std::string& directory, std::string_view profile) {
  std::vector<std::string> out;
  for (const std::string& line : read_list(directory, profile)) {
    if (line.starts_with(served)) out.push_back(place_in(line));
  }
  return out;
}

}  // namespace oauthctl
