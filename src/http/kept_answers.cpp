#include "http/kept_answers.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <memory>

#include "base/file.h"
#include "base/json.h"
#include "http/cache_control.h"

namespace oauthctl {
namespace {

constexpr std::size_t longest_file = 4 << 20;
constexpr std::int64_t version = 1;

/// Whoever can write here could make us believe in keys.
bool is_ours_alone(int fd, mode_t type) {
  struct stat status = {};
  return fstat(fd, &status) == 0 && (status.st_mode & S_IFMT) == type && status.st_uid == geteuid() &&
         (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

FileDescriptor open_folder(const std::string& path) {
  FileDescriptor folder = open_at(AT_FDCWD, path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  return folder && is_ours_alone(folder.get(), S_IFDIR) ? std::move(folder) : FileDescriptor();
}

FileDescriptor make_folder(const std::string& path) {
  std::error_code ignored;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), ignored);
  mkdir(path.c_str(), S_IRWXU);
  return open_folder(path);
}

std::int64_t seconds(TimePoint time) {
  return time.time_since_epoch().count();
}

std::string encoded(const AnswerKey& key, const HttpResponse& answer, TimePoint now, TimePoint good_until) {
  return to_text(nlohmann::json{{"version", version},
                                {"issuer", key.issuer},
                                {"url", key.url},
                                {"kept_at", seconds(now)},
                                {"good_until", seconds(good_until)},
                                {"status", answer.status},
                                {"content_type", answer.headers.get("content-type")},
                                {"answered_by", answer.url},
                                {"body", answer.body}});
}

/// Throws for what is no such file.
std::optional<KeptAnswers::Kept> decoded(const std::string& text, const AnswerKey& key, TimePoint now) {
  const JsonObject file = JsonObject::parse(text, "a kept answer", ErrorKind::internal);
  const auto kept_at = file.integer("kept_at").value_or(0);
  const auto good_until = file.integer("good_until").value_or(0);
  // The file's name is only a hash of them.
  const bool is_it =
      file.integer("version") == version && file.string("issuer") == key.issuer && file.string("url") == key.url;
  const bool is_fresh =
      kept_at <= seconds(now) && seconds(now) < good_until && good_until - kept_at <= longest_freshness.count();
  if (!is_it || !is_fresh) return std::nullopt;
  KeptAnswers::Kept kept;
  kept.answer.status = static_cast<int>(file.integer("status").value_or(0));
  kept.answer.headers = {{"content-type", file.string("content_type")}};
  kept.answer.url = file.string("answered_by");
  kept.answer.body = file.string("body");
  kept.good_until = TimePoint(std::chrono::seconds(good_until));
  return kept;
}

/// Nobody asks for most of them again. What is as old as this can no longer be good.
void remove_old(const FileDescriptor& folder, TimePoint now) {
  const int copy = dup(folder.get());
  const std::unique_ptr<DIR, int (*)(DIR*)> entries(fdopendir(copy), closedir);
  if (!entries) return;
  while (const dirent* entry = readdir(entries.get())) {
    struct stat status = {};
    const bool is_old = fstatat(folder.get(), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
                        S_ISREG(status.st_mode) && status.st_mtime + longest_freshness.count() < seconds(now);
    if (is_old) unlinkat(folder.get(), entry->d_name, 0);
  }
}

}  // namespace

std::optional<KeptAnswers::Kept> KeptAnswers::find(const AnswerKey& key, TimePoint now) const {
  const FileDescriptor folder = open_folder(folder_);
  if (!folder) return std::nullopt;
  const FileDescriptor file = open_at(folder.get(), name_of(key).c_str(), O_RDONLY | O_NOFOLLOW);
  std::string text;
  if (!file || !is_ours_alone(file.get(), S_IFREG) || !read_all(file.get(), longest_file, text)) return std::nullopt;
  try {
    return decoded(text, key, now);
  } catch (const Error&) {
    return std::nullopt;
  }
}

void KeptAnswers::keep(const AnswerKey& key, const HttpResponse& answer, TimePoint now, TimePoint good_until) const {
  const FileDescriptor folder = make_folder(folder_);
  if (!folder) return;
  remove_old(folder, now);
  const std::string name = name_of(key);
  // One a process, so that two which keep the same answer do not write into each other's.
  const std::string next = name + ".next-" + std::to_string(getpid());
  unlinkat(folder.get(), next.c_str(), 0);
  const FileDescriptor file = open_at(folder.get(), next.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
  if (!file) return;
  if (!write_all(file.get(), encoded(key, answer, now, good_until)) ||
      renameat(folder.get(), next.c_str(), folder.get(), name.c_str()) != 0)
    unlinkat(folder.get(), next.c_str(), 0);
}

void KeptAnswers::forget(const AnswerKey& key) const {
  if (const FileDescriptor folder = open_folder(folder_)) unlinkat(folder.get(), name_of(key).c_str(), 0);
}

}  // namespace oauthctl
