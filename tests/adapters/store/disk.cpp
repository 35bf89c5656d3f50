#include "adapters/store/disk.h"

#include <sys/stat.h>

#include <filesystem>

#include "support/text_file.h"

namespace oauthctl::testing {
namespace {

namespace fs = std::filesystem;
using Kind = Change::Kind;

ino_t inode_of(const fs::path& path) {
  struct stat status = {};
  return stat(path.c_str(), &status) == 0 ? status.st_ino : 0;
}

void read_into(Disk& disk, const fs::path& folder) {
  auto& names = disk.folders[inode_of(folder)];
  for (const auto& entry : fs::directory_iterator(folder)) {
    const ino_t inode = names[entry.path().filename()] = inode_of(entry.path());
    if (entry.is_directory()) {
      read_into(disk, entry.path());
    } else {
      disk.files[inode] = read_file(entry.path());
    }
  }
}

/// How much of it may be there: nothing, all, or half of a write.
std::vector<std::size_t> possible_parts(const Change& change) {
  if (change.kind != Kind::write) return {0, std::string::npos};
  return {0, change.bytes.size() / 2, std::string::npos};
}

void see_all(const Disk& disk, const std::vector<Change>& pending, std::size_t next,
             const std::function<void(const Disk&)>& see) {
  if (next == pending.size()) return see(disk);
  for (const std::size_t part : possible_parts(pending[next])) {
    Disk possible = disk;
    if (part > 0) possible.apply(pending[next], part);
    see_all(possible, pending, next + 1, see);
  }
}

}  // namespace

Disk Disk::of(const std::string& folder) {
  Disk disk;
  read_into(disk, folder);
  return disk;
}

void Disk::write_to(const std::string& folder, ino_t inode) const {
  for (const auto& [name, what] : folders.at(inode)) {
    const std::string path = folder + '/' + name;
    if (folders.contains(what)) {
      mkdir(path.c_str(), S_IRWXU);
      write_to(path, what);
    } else {
      const auto bytes = files.find(what);
      write_file(path, bytes == files.end() ? "" : bytes->second);
      chmod(path.c_str(), S_IRUSR | S_IWUSR);
    }
  }
}

void Disk::apply(const Change& change, std::size_t kept) {
  const auto size = static_cast<std::size_t>(change.offset);
  switch (change.kind) {
    case Kind::make_folder:
      folders[change.made];
      [[fallthrough]];
    case Kind::create:
      folders[change.place][change.name] = change.made;
      break;
    case Kind::rename:
      folders[change.place].erase(change.name);
      folders[change.place][change.new_name] = change.made;
      break;
    case Kind::unlink:
      folders[change.place].erase(change.name);
      break;
    case Kind::write: {
      std::string& bytes = files[change.place];
      const std::string part = change.bytes.substr(0, kept);
      bytes.resize(std::max(bytes.size(), size + part.size()));
      bytes.replace(size, part.size(), part);
      break;
    }
    case Kind::truncate:
      files[change.place].resize(size);
      break;
  }
}

void lose_power(const Disk& before, const Recording& recording, std::size_t steps,
                const std::function<void(const Disk&)>& see) {
  Disk disk = before;
  std::vector<Change> pending;
  for (std::size_t i = 0; i < steps; ++i) {
    const Step& step = recording.steps[i];
    pending.insert(pending.end(), step.change.begin(), step.change.end());
    std::erase_if(pending, [&](const Change& change) {
      if (step.synced == 0 || change.place != step.synced) return false;
      disk.apply(change);
      return true;
    });
  }
  see_all(disk, pending, 0, see);
}

}  // namespace oauthctl::testing
