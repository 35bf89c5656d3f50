#include "store/file/profile_lock.h"

#include <unistd.h>

#include "store/file/directory.h"
#include "store/file/file_names.h"
#include "store/profile_name.h"

namespace oauthctl {
namespace {

std::vector<std::string> files_of(const std::string& folder, std::string_view profile) {
  std::vector<std::string> files = telling_names(profile);
  for (std::string& file : files) file.insert(0, folder + '/');
  return files;
}

/// A program that uses the library may wait for itself.
bool is_ours(const std::string& holder) {
  return holder == std::to_string(getpid());
}

std::string named(const std::string& holder) {
  if (is_ours(holder)) return "another thread of this process";
  return holder.empty() ? "another process" : "process " + holder;
}

std::string how_to_end(const std::string& holder) {
  return holder.empty() || is_ours(holder) ? "end it" : "end it: kill " + holder;
}

}  // namespace

Waited seen_in(const TokenStore& store, std::string_view profile) {
  try {
    return {store.load(profile)};
  } catch (const Error&) {
    return {};
  }
}

LockedProfile lock_for_turn(const std::string& folder, std::string_view profile, std::chrono::milliseconds patience,
                            const TokenStore& store, LockFile file) {
  require_profile_name(profile);
  FileDescriptor directory = make_directory(folder);
  const std::string name = renewal_lock_name(profile);
  FileLock lock(directory.get(), name, folder + '/' + name,
                file == LockFile::of_profile ? files_of(folder, profile) : std::vector<std::string>{});
  if (lock.try_once()) return {std::move(directory), std::move(lock), {}};
  Waited waited = seen_in(store, profile);
  if (lock.acquire(patience)) return {std::move(directory), std::move(lock), std::move(waited)};
  throw Error(ErrorKind::unavailable, "profile " + std::string(profile) + " is locked by " + named(lock.holder()),
              "try again; if that process hangs, " + how_to_end(lock.holder()));
}

Hold lock_for_login(const std::string& folder, std::string_view profile) {
  require_profile_name(profile);
  const FileDescriptor directory = make_directory(folder);
  const std::string name = login_lock_name(profile);
  auto lock = std::make_shared<FileLock>(directory.get(), name, folder + '/' + name, files_of(folder, profile));
  if (lock->try_once()) return lock;
  throw Error(ErrorKind::unavailable,
              "another login of profile " + std::string(profile) + " is under way in " + named(lock->holder()),
              "finish that login, or " + how_to_end(lock->holder()));
}

void remove_lock_files(const std::string& folder, std::string_view profile) {
  require_profile_name(profile);
  const FileDescriptor directory = open_directory(folder);
  if (!directory) return;
  for (const std::string& name : {renewal_lock_name(profile), login_lock_name(profile)})
    FileLock(directory.get(), name, folder + '/' + name, files_of(folder, profile)).try_once();
}

}  // namespace oauthctl
