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

void LocalCopies::copy(std::string_view profile, const std::optional<Record>& record) {
  const auto present = copies_.load(profile);
  if (present ? record && is_same(*present, *record) : !record) return;
  try {
    const auto turn = copies_.take_file_turn(profile, 0ms, copies_);
    if (!record) {
      turn->remove();
      return;
    }
    turn->reserve();
    turn->save(*record);  // with the engine's serial
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::unavailable) throw;
  }
}

}  // namespace oauthctl
