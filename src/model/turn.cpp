#include "model/turn.h"

#include "model/store.h"
#include "model/targeted_tokens.h"

namespace oauthctl {

const std::optional<Record>& Turn::record() {
  if (!is_read_) record_ = read();
  is_read_ = true;
  return record_;
}

bool Turn::renewed_while_waiting(const Target& target) {
  if (!waited_ || !record()) return false;
  const auto& seen = waited_->seen;
  const TokenSet* now = tokens_for(*record(), target);
  const TokenSet* then = seen ? tokens_for(*seen, target) : nullptr;
  if (now == nullptr || then == nullptr) return now != nullptr;
  // A save may have kept a rotated refresh token alone.
  return record()->serial != seen->serial && now->access_token != then->access_token;
}

std::optional<Record> Turn::saved_by_another() {
  auto now = read_again();
  return now && record() && is_same_save(*now, *record()) ? std::nullopt : now;
}

void Turn::make_room() {
  if (has_room_) return;
  record();
  reserve();
  has_room_ = true;
}

Record Turn::commit(Record record) {
  make_room();
  has_room_ = false;
  record.profile = profile_;
  record.serial = record_ ? record_->serial + 1 : 1;
  record.revision.reset();  // it may come from another store
  save(record);
  record_ = record;
  return record;
}

bool Turn::sign_out(TimePoint now) {
  drop_pending();
  try {
    commit(settings_of(*record(), now));
    return true;
  } catch (const Superseded&) {
    throw;
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::unavailable) throw;
  }
  erase();
  return false;
}

bool Turn::erase() {
  drop_pending();
  const bool removed = remove();
  is_read_ = true;
  record_.reset();
  return removed;
}

}  // namespace oauthctl
