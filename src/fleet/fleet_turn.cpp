#include "fleet/fleet_turn.h"

#include "model/store.h"

namespace oauthctl {

bool replaces(const Record& unsaved, const FleetRecords::Stored& stored) {
  if (unsaved.revision) return *unsaved.revision == stored.revision;
  // An earlier version did not say. Serials are counted, and a sign-in after a sign-out starts at 1 again.
  if (!stored.record) return unsaved.serial == 1;
  return unsaved.serial == stored.record->serial + 1 && unsaved.tokens.obtained_at >= stored.record->tokens.obtained_at;
}

FleetTurn::FleetTurn(std::string profile, std::optional<Waited> waited, Place place, std::unique_ptr<FileTurn> local,
                     std::unique_ptr<FleetLock> lock)
    : Turn(std::move(profile), std::move(waited)), place_(place), unsaved_(std::move(local)), lock_(std::move(lock)) {}

std::optional<Record> FleetTurn::read() {
  const auto stored = place_.records.read(profile());
  place_.copies.copy(profile(), stored.record, stored.revision);
  auto unsaved = unsaved_->read();
  if (!unsaved) return stored.record;
  const bool counts = replaces(*unsaved, stored);
  unsaved->revision.reset();
  if (counts && is_handed_over(*unsaved, stored.revision)) return unsaved;
  unsaved_->remove();
  return counts ? place_.records.read(profile()).record : stored.record;
}

bool FleetTurn::is_handed_over(const Record& unsaved, std::int64_t replaced) {
  const auto outcome = place_.records.save(unsaved, *lock_, replaced);
  if (outcome.saved != FleetRecords::Saved::yes) return false;
  place_.notices.step("handed the etcd cluster what it had not taken yet");
  settle(unsaved, outcome.revision);
  return true;
}

void FleetTurn::settle(const Record& record, std::int64_t revision) {
  place_.copies.copy(profile(), record, revision);
  unsaved_->remove();
}

void FleetTurn::reserve() {
  unsaved_->reserve();
  replaced_ = place_.records.read_under(*lock_, profile()).revision;
}

void FleetTurn::save(const Record& record) {
  // Saved locally first, so that nothing is lost if this process is killed during the request or the engine is gone.
  Record unsaved = record;
  unsaved.revision = replaced_;
  unsaved_->save(unsaved);
  const auto outcome = place_.records.save(record, *lock_, replaced_, place_.save_patience, place_.notices);
  switch (outcome.saved) {
    case FleetRecords::Saved::yes:
      return settle(record, outcome.revision);
    case FleetRecords::Saved::superseded:
      unsaved_->remove();
      throw Superseded(profile());
    case FleetRecords::Saved::no_answer:
      place_.save_patience = std::chrono::milliseconds{0};  // for this turn's next save
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
