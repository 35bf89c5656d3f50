#include "store/local_copies.h"

#include <algorithm>
#include <iterator>

#include "oauthctl/error.h"

namespace oauthctl {
namespace {

using namespace std::chrono_literals;

bool is_same(const Record& a, const Record& b) {
  return a.serial == b.serial && a.revision == b.revision && a.tokens.access_token == b.tokens.access_token &&
         a.tokens.refresh_token == b.tokens.refresh_token && a.account == b.account;
}

/// Whether the engine has saved the copied record since the unsaved one was made. Revisions grow with each save.
bool is_later(const Record& copy, const Record& unsaved) {
  if (copy.revision && unsaved.revision) return *copy.revision > *unsaved.revision;
  return copy.tokens.obtained_at > unsaved.tokens.obtained_at;  // an earlier version kept no revisions
}

/// A copy that cannot be read counts as none, because the engine has the record.
template <typename Read>
std::optional<Record> readable(const Read& read) {
  try {
    return read();
  } catch (const Error&) {
    return std::nullopt;
  }
}

}  // namespace

std::optional<Record> LocalCopies::load(std::string_view profile) const {
  auto unsaved = unsaved_.load(profile);
  auto copy = readable([&] { return copies_.load(profile); });
  return !unsaved || (copy && is_later(*copy, *unsaved)) ? copy : unsaved;
}

std::unique_ptr<FileTurn> LocalCopies::take_unsaved_turn(std::string_view profile, std::chrono::milliseconds patience,
                                                         const TokenStore& records) {
  return unsaved_.take_file_turn(profile, patience, records);
}

std::unique_ptr<Turn> LocalCopies::take_turn(std::string_view profile, std::chrono::milliseconds patience) {
  return take_unsaved_turn(profile, patience, *this);
}

Hold LocalCopies::begin_login(std::string_view profile) {
  return unsaved_.begin_login(profile);
}

bool LocalCopies::erase_copy(std::string_view profile) {
  return copies_.take_turn(profile, 5s)->erase();
}

std::vector<std::string> LocalCopies::profiles() const {
  const auto copied = copies_.profiles();
  const auto unsaved = unsaved_.profiles();
  std::vector<std::string> out;
  std::set_union(copied.begin(), copied.end(), unsaved.begin(), unsaved.end(), std::back_inserter(out));
  return out;
}

std::string LocalCopies::where(std::string_view profile) const {
  return copies_.where(profile);
}

bool LocalCopies::is_copied(std::string_view profile, const std::optional<Record>& record) const {
  try {
    const auto present = copies_.load(profile);
    return present ? record && is_same(*present, *record) : !record;
  } catch (const Error&) {
    return false;
  }
}

void LocalCopies::copy(std::string_view profile, std::optional<Record> record, std::int64_t revision) {
  if (record) record->revision = revision;
  if (is_copied(profile, record)) return;
  try {
    const auto turn = copies_.take_file_turn(profile, 0ms, copies_);
    // A turn does not write over what it cannot read.
    if (!record || !readable([&] { return turn->read(); })) turn->remove();
    if (!record) return;
    turn->reserve();
    turn->save(*record);  // with the engine's serial
  } catch (const Error&) {
    // Without a copy, the next command asks the engine.
  }
}

}  // namespace oauthctl
