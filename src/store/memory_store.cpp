#include "store/memory_store.h"

#include "store/profile_name.h"

namespace oauthctl {
namespace {

class MemoryReservation final : public Reservation {
 public:
  explicit MemoryReservation(Record& place) : place_(place) {}
  void commit(const Record& record) override { place_ = record; }

 private:
  Record& place_;
};

}  // namespace

std::optional<Record> MemoryStore::load(std::string_view profile) const {
  const auto found = records_.find(profile);
  // A name that is there has only been reserved, until the first commit.
  if (found == records_.end() || found->second.profile.empty()) return std::nullopt;
  return found->second;
}

std::unique_ptr<Reservation> MemoryStore::reserve(std::string_view profile) {
  require_profile_name(profile);
  return std::make_unique<MemoryReservation>(records_[std::string(profile)]);
}

bool MemoryStore::erase(std::string_view profile) {
  return records_.erase(std::string(profile)) == 1;
}

std::vector<std::string> MemoryStore::profiles() const {
  std::vector<std::string> out;
  for (const auto& [profile, record] : records_) {
    if (!record.profile.empty()) out.push_back(profile);
  }
  return out;
}

std::unique_ptr<ProfileLock> MemoryStore::lock(std::string_view, LockPurpose, std::chrono::milliseconds) {
  return std::make_unique<ProfileLock>();
}

std::string MemoryStore::where(std::string_view) const {
  return "memory, and nowhere else";
}

}  // namespace oauthctl
