#include "store/store_directory.h"

#include "oauthctl/error.h"
#include "store/binding.h"
#include "store/chosen_profile.h"
#include "store/file/checksum.h"
#include "store/file/directory.h"
#include "store/file/file_names.h"
#include "store/file/file_store.h"
#include "store/file/profile_files.h"
#include "store/file/profile_lock.h"
#include "store/file/small_file.h"
#include "store/helper/helper_store.h"
#include "store/local_copies.h"
#include "store/memory_store.h"
#include "store/profile_name.h"
#include "store/profile_stores.h"
#include "store/served_places.h"

namespace oauthctl {
namespace {

/// One function for each kind of store: std::visit does not compile if a kind is missing.
template <typename... Each>
struct ForEachKind : Each... {
  using Each::operator()...;
};
template <typename... Each>
ForEachKind(Each...) -> ForEachKind<Each...>;

}  // namespace

StoreDirectory::StoreDirectory(Settings settings, FleetOpener open_fleet)
    : settings_(std::move(settings)), open_fleet_(std::move(open_fleet)) {
  if (settings_.named) named_ = parse_store_url(*settings_.named, settings_.named_by);
}

StoreUrl StoreDirectory::url_of(const std::string& profile) const {
  return named_ ? *named_ : parse_store_url(bound(profile), settings_.profiles);
}

std::string StoreDirectory::copies_of(const StoreUrl& url) const {
  return settings_.copies + '/' + checksum_of(url.text);
}

StoreDirectory::OnDisk StoreDirectory::on_disk_at(const StoreUrl& url) const {
  return std::visit(ForEachKind{
                        [&](const StoreUrl::File&) { return OnDisk{std::make_unique<FileStore>(settings_.profiles)}; },
                        [&](const StoreUrl::Memory&) { return OnDisk{}; },
                        [&](const StoreUrl::Helper&) { return OnDisk{}; },
                        [&](const StoreUrl::Etcd&) {
                          return OnDisk{std::make_unique<LocalCopies>(copies_of(url)), true};
                        },
                    },
                    url.kind);
}

StoreDirectory::OnDisk StoreDirectory::on_disk(const std::string& profile) const {
  return on_disk_at(url_of(profile));
}

StoreDirectory::OnDisk StoreDirectory::all_on_disk() const {
  if (!named_ && !bound_profiles(settings_.profiles).empty()) return {};
  return on_disk_at(named_.value_or(StoreUrl{}));
}

std::unique_ptr<TokenStore> StoreDirectory::opened(const StoreUrl& url) const {
  using Opened = std::unique_ptr<TokenStore>;
  return std::visit(
      ForEachKind{
          [&](const StoreUrl::File&) -> Opened { return std::make_unique<FileStore>(settings_.profiles); },
          [&](const StoreUrl::Memory&) -> Opened { return std::make_unique<MemoryStore>(); },
          [&](const StoreUrl::Helper& helper) -> Opened {
            return std::make_unique<HelperStore>(helper.name, settings_.profiles, settings_.environment);
          },
          [&](const StoreUrl::Etcd& cluster) { return open_fleet_(cluster, url.text, copies_of(url)); },
      },
      url.kind);
}

std::unique_ptr<TokenStore> StoreDirectory::open(const std::string& url, const std::string& source) const {
  return opened(parse_store_url(url, source));
}

std::unique_ptr<TokenStore> StoreDirectory::open() const {
  if (named_) return opened(*named_);
  return std::make_unique<ProfileStores>(settings_.profiles,
                                         [this](const std::string& url) { return open(url, settings_.profiles); });
}

std::unique_ptr<TokenStore> StoreDirectory::open_offline() const {
  const auto open_one = [this](const std::string& text) {
    const StoreUrl url = parse_store_url(text, settings_.profiles);
    if (auto store = on_disk_at(url).store) return store;
    return opened(url);
  };
  if (named_) return open_one(named_->text);
  return std::make_unique<ProfileStores>(settings_.profiles, open_one);
}

std::string StoreDirectory::bound(const std::string& profile) const {
  return store_of(settings_.profiles, profile);
}

void StoreDirectory::bind(const std::string& profile, const std::string& url, const std::string& source) const {
  bind_store(settings_.profiles, profile, parse_store_url(url, source).text);
}

void StoreDirectory::bind_to_named(const std::string& profile) const {
  if (!named_ || std::holds_alternative<StoreUrl::Memory>(named_->kind)) return;
  bind_store(settings_.profiles, profile, named_->text);
}

std::string StoreDirectory::claims_file(const std::string& profile) const {
  return settings_.profiles + '/' + claims_name(profile);
}

std::string StoreDirectory::keep_claims(const std::string& profile, const std::string& claims) const {
  require_profile_name(profile);
  std::string path = claims_file(profile);
  replace_file(make_directory(settings_.profiles), claims_name(profile), claims + '\n', path);
  return path;
}

void StoreDirectory::forget_claims(const std::string& profile) const {
  if (settings_.profiles.empty()) return;
  remove_file(open_directory(settings_.profiles), claims_name(profile), claims_file(profile));
}

void StoreDirectory::forget(const std::string& profile) const {
  forget_claims(profile);
  // A profile of that name in another store than the named one still has them.
  if (named_ && named_->text != bound(profile)) return;
  oauthctl::note_places(settings_.profiles, profile, {});
  bind_store(settings_.profiles, profile, StoreUrl{}.text);
  pending().take(profile);
  if (chosen() == profile) choose_profile(settings_.profiles, std::nullopt);
  remove_lock_files(settings_.profiles, profile);
}

std::optional<std::string> StoreDirectory::chosen() const {
  return chosen_profile(settings_.profiles);
}

void StoreDirectory::choose(const std::string& profile) const {
  choose_profile(settings_.profiles, profile);
}

bool StoreDirectory::is_empty() const {
  return profiles_in(settings_.profiles).empty() && bound_profiles(settings_.profiles).empty();
}

std::vector<std::string> StoreDirectory::profiles_serving(const Destination& url) const {
  return oauthctl::profiles_serving(settings_.profiles, url);
}

bool StoreDirectory::is_served_in_part(std::string_view origin) const {
  return oauthctl::is_served_in_part(settings_.profiles, origin);
}

void StoreDirectory::note_places(const std::string& profile, const Record& record) const {
  oauthctl::note_places(settings_.profiles, profile, record);
}

std::vector<std::string> StoreDirectory::noted_places(const std::string& profile) const {
  return oauthctl::noted_places(settings_.profiles, profile);
}

}  // namespace oauthctl
