#include "fleet/fleet_records.h"

#include <thread>

#include "model/store.h"
#include "store/profile_name.h"
#include "store/record_json.h"

namespace oauthctl {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

std::string FleetRecords::key(std::string_view profile) const {
  return prefix_ + "/records/" + std::string(profile);
}

std::string FleetRecords::lock_key(std::string_view profile) const {
  return prefix_ + "/locks/" + std::string(profile);
}

std::string FleetRecords::where(std::string_view profile) const {
  return name_ + " under " + key(profile);
}

std::vector<std::string> FleetRecords::profiles() const {
  auto names = keys_below(etcd_, prefix_ + "/records/");
  std::erase_if(names, [](const std::string& name) { return !is_profile_name(name); });
  return names;
}

std::string FleetRecords::sealed(const Record& record) const {
  return cipher_.seal(place(record.profile), encode_record(record));
}

FleetRecords::Stored FleetRecords::opened(std::string_view profile, const std::optional<EtcdValue>& value) const {
  if (!value) return {};
  const Secret text = cipher_.open(place(profile), value->value, where(profile));
  return {decode_record(text.reveal(), profile, where(profile)), value->mod_revision};
}

EtcdCondition FleetRecords::held(const FleetLock& lock, std::string_view profile) const {
  return {lock_key(profile), EtcdCondition::Of::creation, lock.revision()};
}

FleetRecords::Stored FleetRecords::read(std::string_view profile) const {
  return opened(profile, read_key(etcd_, key(profile)));
}

FleetRecords::Stored FleetRecords::read_under(const FleetLock& lock, std::string_view profile) const {
  const EtcdOutcome outcome = read_if(etcd_, held(lock, profile), key(profile));
  if (!outcome.done) throw Superseded(std::string(profile));
  return opened(profile, outcome.present);
}

FleetRecords::Outcome FleetRecords::put(const std::string& key, const std::string& text, const EtcdCondition& held,
                                        std::int64_t replaced) const {
  if (const EtcdOutcome first = put_if(etcd_, held, key, text, 0, false); first.done)
    return {Saved::yes, first.revision};
  // The lease has expired. If nobody else has saved, our record is still the newest.
  const EtcdCondition unchanged{key, EtcdCondition::Of::modification, replaced};
  const EtcdOutcome outcome = put_if(etcd_, unchanged, key, text, 0, false);
  if (outcome.done) return {Saved::yes, outcome.revision};
  // Or we have saved: an answer was lost on its way to us, and we asked the next member.
  const bool is_ours = outcome.present && outcome.present->value == text;
  return is_ours ? Outcome{Saved::yes, outcome.present->mod_revision} : Outcome{Saved::superseded};
}

FleetRecords::Outcome FleetRecords::save(const Record& record, const FleetLock& lock, std::int64_t replaced) const {
  return put(key(record.profile), sealed(record), held(lock, record.profile), replaced);
}

FleetRecords::Outcome FleetRecords::save(const Record& record, const FleetLock& lock, std::int64_t replaced,
                                         std::chrono::milliseconds patience, Notices& notices) const {
  // One text for all attempts: put() recognises it.
  const std::string text = sealed(record);
  const auto deadline = steady_clock::now() + patience;
  while (true) {
    try {
      return put(key(record.profile), text, held(lock, record.profile), replaced);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::unavailable) throw;
      notices.step(error.message());
      if (steady_clock::now() >= deadline) return {Saved::no_answer};
      std::this_thread::sleep_for(200ms);
    }
  }
}

bool FleetRecords::erase(std::string_view profile, const FleetLock& lock) const {
  const EtcdOutcome outcome = delete_if(etcd_, held(lock, profile), key(profile));
  if (!outcome.done) throw Superseded(std::string(profile));
  return outcome.present.has_value();
}

}  // namespace oauthctl
