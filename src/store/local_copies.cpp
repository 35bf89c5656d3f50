#include "store/local_copies.h"

#include <algorithm>
#include <iterator>

#include "oauthctl/error.h"

namespace oauthctl {
namespace {

using namespace std::chrono_literals;

bool is_same(const Record& a, const Record& b) {
  return a.serial == b.serial && a.tokens.access_token == b.tokens.access_token &&
         a.tokens.refresh_token == b.tokens.refresh_token && a.account == b.account;
}

}  // namespace

std::optional<Record> LocalCopies::load(std::string_view profile) const {
  auto copy = copies_.load(profile);
  auto unsaved = unsaved_.load(profile);
  if (!unsaved) return copy;
  return copy && copy->tokens.obtained_at > unsaved->tokens.obtained_at ? copy : unsaved;
}

std::unique_ptr<Reservation> LocalCopies::reserve(std::string_view profile) {
  return unsaved_.reserve(profile);
}

bool LocalCopies::erase(std::string_view profile) {
  const auto lock = copies_.lock(profile, LockPurpose::renewal, 5s);
  const bool had_copy = copies_.erase(profile);
  return unsaved_.erase(profile) || had_copy;
}

std::vector<std::string> LocalCopies::profiles() const {
  const auto copied = copies_.profiles();
  const auto unsaved = unsaved_.profiles();
  std::vector<std::string> out;
  std::set_union(copied.begin(), copied.end(), unsaved.begin(), unsaved.end(), std::back_inserter(out));
  return out;
}

std::unique_ptr<ProfileLock> LocalCopies::lock(std::string_view profile, LockPurpose purpose,
                                               std::chrono::milliseconds patience) {
  return unsaved_.lock(profile, purpose, patience);
}

std::string LocalCopies::where(std::string_view profile) const {
  return copies_.where(profile);
}

void LocalCopies::copy(std::string_view profile, const std::optional<Record>& record) {
  const auto present = copies_.load(profile);
  if (present ? record && is_same(*present, *record) : !record) return;
  try {
    const auto lock = copies_.lock(profile, LockPurpose::renewal, 0ms);
    if (record) {
      copies_.reserve(profile)->commit(*record);
    } else {
      copies_.erase(profile);
    }
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::unavailable) throw;
  }
}

}  // namespace oauthctl
