#include "fleet/fleet_turn.h"

#include "model/store.h"

namespace oauthctl {

bool follows(const Record& later, const std::optional<Record>& earlier) {
  if (!earlier) return later.serial == 1;
  return later.serial == earlier->serial + 1 && later.tokens.obtained_at >= earlier->tokens.obtained_at;
}

FleetTurn::FleetTurn(std::string profile, std::optional<Waited> waited, Place place, std::unique_ptr<FileTurn> local,
                     std::unique_ptr<FleetLock> lock)
    : Turn(std::move(profile), std::move(waited)), place_(place), unsaved_(std::move(local)), lock_(std::move(lock)) {}

std::optional<Record> FleetTurn::read() {
  const auto stored = place_.records.read(profile());
  place_.copies.copy(profile(), stored.record);
  auto unsaved = unsaved_->read();
  if (!unsaved) return stored.record;
  const bool counts = follows(*unsaved, stored.record);
  if (counts && is_handed_over(*unsaved, stored.revision)) return unsaved;
  unsaved_->remove();
  return counts ? place_.records.read(profile()).record : stored.record;
}

bool FleetTurn::is_handed_over(const Record& unsaved, std::int64_t replaced) {
  if (place_.records.save(unsaved, *lock_, replaced) != FleetRecords::Saved::yes) return false;
  place_.notices.step("handed the etcd cluster what it had not taken yet");
  place_.copies.copy(profile(), unsaved);
  unsaved_->remove();
  return true;
}

void FleetTurn::reserve() {
  unsaved_->reserve();
  replaced_ = place_.records.read_under(*lock_, profile()).revision;
}

void FleetTurn::save(const Record& record) {
  // Saved locally first, so that nothing is lost if this process is killed during the request or the engine is gone.
  unsaved_->save(record);
  switch (place_.records.save(record, *lock_, replaced_, place_.save_patience, place_.notices)) {
    case FleetRecords::Saved::yes:
      place_.copies.copy(profile(), record);
      unsaved_->remove();
      return;
    case FleetRecords::Saved::superseded:
      unsaved_->remove();
      throw Superseded(profile());
    case FleetRecords::Saved::no_answer:
      place_.notices.warning("the new tokens of profile " + profile() +
                             " are on this machine alone until the etcd cluster answers again");
  }
}

bool FleetTurn::remove() {
  // If it cannot be read here, the cause may be on this machine alone: a wrong key, a damaged file.
  record();
  const bool was_there = place_.records.erase(profile(), *lock_);
  const bool had_copy = place_.copies.erase_copy(profile());
  return unsaved_->remove() || had_copy || was_there;
}

}  // namespace oauthctl
