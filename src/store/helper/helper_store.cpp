#include "store/helper/helper_store.h"

#include <algorithm>

#include "oauthctl/error.h"
#include "store/file/profile_lock.h"
#include "store/pending_files.h"
#include "store/profile_name.h"
#include "store/record_json.h"

namespace oauthctl {
namespace {

constexpr std::string_view scheme = "oauthctl://";

/// A new record may be this much longer than the previous one.
constexpr std::size_t entry_growth = 256;

std::string url_of(std::string_view profile) {
  return std::string(scheme) + std::string(profile);
}

/// No profile's name has a slash.
std::string trial_url_of(std::string_view profile) {
  return url_of(profile) + "/trial";
}

std::string place_of(const std::string& helper, std::string_view profile) {
  return "helper:" + helper + " under " + url_of(profile);
}

std::optional<Record> read(const CredentialHelper& helper, std::string_view profile, const std::string& where) {
  const auto secret = helper.get(url_of(profile));
  if (!secret) return std::nullopt;
  std::string text = secret->reveal();
  if (!text.ends_with('\n')) text += '\n';  // pass takes the end of the last line away
  const Secret whole(std::move(text));
  return decode_record(whole.reveal(), profile, where);
}

class HelperTurn final : public Turn {
 public:
  HelperTurn(std::string_view profile, LockedProfile locked, std::string folder, const CredentialHelper& helper,
             std::string where)
      : Turn(std::string(profile), std::move(locked.waited)),
        folder_(std::move(folder)),
        directory_(std::move(locked.directory)),
        lock_(std::move(locked.lock)),
        helper_(helper),
        where_(std::move(where)) {}

  bool drop_pending() override { return remove_pending(directory_.get(), profile(), folder_); }

 private:
  std::optional<Record> read() override { return oauthctl::read(helper_, profile(), where_); }

  void reserve() override {
    const std::size_t size = (record() ? encode_record(*record()).reveal().size() : 0) + entry_growth;
    const Secret trial(std::string(size, 'x'));
    helper_.store(trial_url_of(profile()), trial);
    const auto kept = helper_.get(trial_url_of(profile()));
    helper_.erase(trial_url_of(profile()));
    if (kept == trial) return;
    throw Error(ErrorKind::unavailable,
                "the credential helper did not give back a secret of " + std::to_string(size) + " bytes as it got it",
                Hint::run("oauthctl login --store file", "keep this profile in another store"));
  }

  void save(const Record& record) override { helper_.store(url_of(profile()), encode_record(record)); }

  bool remove() override {
    if (!helper_.get(url_of(profile()))) return false;
    helper_.erase(url_of(profile()));
    return true;
  }

  std::string folder_;
  FileDescriptor directory_;
  FileLock lock_;
  const CredentialHelper& helper_;
  std::string where_;
};

}  // namespace

HelperStore::HelperStore(std::string name, std::string directory, const EnvironmentLines& ours,
                         std::chrono::milliseconds patience)
    : name_(std::move(name)), directory_(std::move(directory)), helper_(name_, ours, patience) {}

std::string HelperStore::where(std::string_view profile) const {
  return place_of(name_, profile);
}

std::optional<Record> HelperStore::load(std::string_view profile) const {
  require_profile_name(profile);
  return read(helper_, profile, where(profile));
}

std::vector<std::string> HelperStore::profiles() const {
  std::vector<std::string> out;
  for (const std::string& url : helper_.list()) {
    if (url.starts_with(scheme) && is_profile_name(url.substr(scheme.size()))) out.push_back(url.substr(scheme.size()));
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::unique_ptr<Turn> HelperStore::take_turn(std::string_view profile, std::chrono::milliseconds patience) {
  return std::make_unique<HelperTurn>(profile, lock_for_turn(directory_, profile, patience, *this), directory_, helper_,
                                      where(profile));
}

Hold HelperStore::begin_login(std::string_view profile) {
  return lock_for_login(directory_, profile);
}

}  // namespace oauthctl
