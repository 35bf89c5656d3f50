#include "store/file/file_turn.h"

#include <unistd.h>

#include <cerrno>

#include "store/file/directory.h"
#include "store/file/file_errors.h"
#include "store/file/file_names.h"
#include "store/file/interrupted_save.h"
#include "store/file/record_file.h"
#include "store/pending_files.h"
#include "store/record_json.h"
#include "store/retried_calls.h"

namespace oauthctl {
namespace {

/// A record may grow by this much from one renewal to the next: tokens with many claims, an account's name.
constexpr std::size_t file_growth = 64 << 10;

}  // namespace

FileTurn::FileTurn(std::string profile, std::string folder, LockedProfile locked)
    : Turn(std::move(profile), std::move(locked.waited)),
      folder_(std::move(folder)),
      directory_(std::move(locked.directory)),
      lock_(std::move(locked.lock)) {
  adopt_leftover_record(directory_.get(), Turn::profile(), path());
}

std::string FileTurn::path() const {
  return folder_ + '/' + record_name(profile());
}

std::optional<Record> FileTurn::read() {
  const auto found = read_record_or_settings(directory_.get(), profile(), folder_);
  had_settings_ = found && found->is_settings;
  if (!found) {
    present_ = 0;
    return std::nullopt;
  }
  Record record = decode_record(found->text.reveal(), profile(), path());
  present_ = found->text.reveal().size();
  return record;
}

void FileTurn::reserve() {
  if (!present_) read();  // an unreadable record is not overwritten
  if (*present_ == 0) sync_entry_of(folder_);
  room_.emplace(directory_.get(), record_name(profile()), path(), *present_ + file_growth);
}

void FileTurn::save(const Record& record) {
  const Secret text = encode_record(record);
  if (text.reveal().size() > longest_record) throw Error(ErrorKind::internal, path() + ": the record is too long");
  room_->commit(text.reveal());
  room_.reset();
  present_ = text.reveal().size();
  is_signed_out(record) ? keep_settings_alone() : forget_settings();
}

/// Other programs and people look for the record to see whether somebody is signed in.
void FileTurn::keep_settings_alone() {
  const int directory = directory_.get();
  if (rename_at(directory, record_name(profile()), settings_name(profile())) != 0 || sync_folder(directory) != 0) {
    throw cannot("be replaced", path(), ErrorKind::unavailable);
  }
  unlinkat(directory, claims_name(profile()).c_str(), 0);
}

/// The record counts. Settings that cannot be deleted now are replaced at the next sign-out.
void FileTurn::forget_settings() {
  if (had_settings_) unlinkat(directory_.get(), settings_name(profile()).c_str(), 0);
}

bool FileTurn::drop_pending() {
  return remove_pending(directory_.get(), profile(), folder_);
}

bool FileTurn::remove() {
  const int directory = directory_.get();
  room_.reset();
  present_ = 0;
  unlinkat(directory, claims_name(profile()).c_str(), 0);
  // A file that a killed renewal left may hold tokens too.
  if (remove_at(directory, reservation_name(profile())) != 0 && errno != ENOENT) {
    throw cannot("be removed", path() + ".new", ErrorKind::unavailable);
  }
  const bool had_settings = remove_at(directory, settings_name(profile())) == 0;
  if (!had_settings && errno != ENOENT) {
    throw cannot("be removed", folder_ + '/' + settings_name(profile()), ErrorKind::unavailable);
  }
  if (!is_removable(directory, record_name(profile()), path())) {
    if (had_settings) sync_folder(directory);
    return had_settings;
  }
  if (remove_at(directory, record_name(profile())) != 0 || sync_folder(directory) != 0) {
    throw cannot("be removed", path(), ErrorKind::unavailable);
  }
  return true;
}

}  // namespace oauthctl
