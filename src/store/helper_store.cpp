#include "store/helper_store.h"

#include <algorithm>

#include "oauthctl/error.h"
#include "store/profile_name.h"
#include "store/record_json.h"

namespace oauthctl {
namespace {

constexpr std::string_view scheme = "oauthctl://";

/// What a new record may be longer than the last.
constexpr std::size_t entry_growth = 256;

std::string url_of(std::string_view profile) {
  return std::string(scheme) + std::string(profile);
}

/// No profile's name has a slash.
std::string trial_url_of(std::string_view profile) {
  return url_of(profile) + "/trial";
}

class HelperReservation final : public Reservation {
 public:
  HelperReservation(const CredentialHelper& helper, std::string profile, std::size_t size)
      : helper_(helper), profile_(std::move(profile)) {
    const Secret trial(std::string(size, 'x'));
    helper_.store(trial_url_of(profile_), trial);
    const auto kept = helper_.get(trial_url_of(profile_));
    helper_.erase(trial_url_of(profile_));
    if (kept == trial) return;
    throw Error(ErrorKind::unavailable,
                "the credential helper did not give back a secret of " + std::to_string(size) + " bytes as it got it",
                "keep this profile in another store: oauthctl login --store file");
  }

  void commit(const Record& record) override {
    Record named = record;
    named.profile = profile_;
    helper_.store(url_of(profile_), encode_record(named));
  }

 private:
  const CredentialHelper& helper_;
  std::string profile_;
};

}  // namespace

HelperStore::HelperStore(std::string name, const std::string& directory, const EnvironmentLines& ours,
                         std::chrono::milliseconds patience)
    : name_(std::move(name)), helper_(name_, ours, patience), locks_(directory) {}

std::string HelperStore::where(std::string_view profile) const {
  return "helper:" + name_ + " under " + url_of(profile);
}

std::optional<Record> HelperStore::load(std::string_view profile) const {
  require_profile_name(profile);
  auto secret = helper_.get(url_of(profile));
  if (!secret) return std::nullopt;
  std::string text = secret->reveal();
  if (!text.ends_with('\n')) text += '\n';  // pass takes the end of the last line away
  const Secret whole(std::move(text));
  return decode_record(whole.reveal(), profile, where(profile));
}

std::unique_ptr<Reservation> HelperStore::reserve(std::string_view profile) {
  const auto present = load(profile);  // what cannot be read is not written over
  const std::size_t size = present ? encode_record(*present).reveal().size() : 0;
  return std::make_unique<HelperReservation>(helper_, std::string(profile), size + entry_growth);
}

bool HelperStore::erase(std::string_view profile) {
  require_profile_name(profile);
  if (!helper_.get(url_of(profile))) return false;
  helper_.erase(url_of(profile));
  return true;
}

std::vector<std::string> HelperStore::profiles() const {
  std::vector<std::string> out;
  for (const std::string& url : helper_.list()) {
    if (url.starts_with(scheme) && is_profile_name(url.substr(scheme.size()))) out.push_back(url.substr(scheme.size()));
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::unique_ptr<ProfileLock> HelperStore::lock(std::string_view profile, LockPurpose purpose,
                                               std::chrono::milliseconds patience) {
  return locks_.lock(profile, purpose, patience);
}

}  // namespace oauthctl
