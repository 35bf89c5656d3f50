#include "store/profile_stores.h"

#include <set>

#include "oauthctl/error.h"
#include "store/binding.h"

namespace oauthctl {
namespace {

/// A store that cannot answer counts as having it: loading the record then reports the reason.
bool may_be_in(const TokenStore& store, const std::string& profile) {
  try {
    return store.load(profile).has_value();
  } catch (const Error&) {
    return true;
  }
}

}  // namespace

TokenStore& ProfileStores::opened(const std::string& url) const {
  auto& store = opened_[url];
  if (!store) store = open_(url);
  return *store;
}

std::string ProfileStores::url_of(std::string_view profile) const {
  return store_of(directory_, profile);
}

std::optional<Record> ProfileStores::load(std::string_view profile) const {
  std::string url = url_of(profile);
  while (true) {
    auto record = opened(url).load(profile);
    std::string now = record ? url : url_of(profile);
    if (now == url) return record;
    url = std::move(now);
  }
}

std::unique_ptr<Turn> ProfileStores::take_turn(std::string_view profile, std::chrono::milliseconds patience) {
  while (true) {
    const std::string url = url_of(profile);
    auto turn = opened(url).take_turn(profile, patience);
    // The profile may have moved during the wait.
    if (url == url_of(profile)) return turn;
  }
}

Hold ProfileStores::begin_login(std::string_view profile) {
  return of(profile).begin_login(profile);
}

std::vector<std::string> ProfileStores::profiles() const {
  const auto filed = opened("file").profiles();
  std::set<std::string> all(filed.begin(), filed.end());
  for (const auto& profile : bound_profiles(directory_)) {
    if (may_be_in(of(profile), profile)) {
      all.insert(profile);
    } else {
      all.erase(profile);
    }
  }
  return {all.begin(), all.end()};
}

std::string ProfileStores::where(std::string_view profile) const {
  return of(profile).where(profile);
}

}  // namespace oauthctl
