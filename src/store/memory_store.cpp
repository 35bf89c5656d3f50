#include "store/memory_store.h"

#include "store/profile_name.h"

namespace oauthctl {
namespace {

using Records = std::map<std::string, Record, std::less<>>;

std::optional<Record> find(const Records& records, std::string_view profile) {
  const auto found = records.find(profile);
  return found == records.end() ? std::nullopt : std::optional(found->second);
}

class MemoryTurn final : public Turn {
 public:
  MemoryTurn(std::string_view profile, Records& records) : Turn(std::string(profile)), records_(records) {}

 private:
  std::optional<Record> read() override { return find(records_, profile()); }
  void reserve() override {}
  void save(const Record& record) override { records_[profile()] = record; }
  bool remove() override { return records_.erase(profile()) == 1; }

  Records& records_;
};

}  // namespace

std::optional<Record> MemoryStore::load(std::string_view profile) const {
  return find(records_, profile);
}

std::unique_ptr<Turn> MemoryStore::take_turn(std::string_view profile, std::chrono::milliseconds) {
  require_profile_name(profile);
  return std::make_unique<MemoryTurn>(profile, records_);
}

Hold MemoryStore::begin_login(std::string_view) {
  return {};
}

std::vector<std::string> MemoryStore::profiles() const {
  std::vector<std::string> out;
  for (const auto& [profile, record] : records_) out.push_back(profile);
  return out;
}

std::string MemoryStore::where(std::string_view) const {
  return "memory, and nowhere else";
}

}  // namespace oauthctl
