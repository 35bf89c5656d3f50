#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/environment.h"
#include "model/server/destination.h"
#include "model/store.h"
#include "store/pending_files.h"
#include "store/store_url.h"

namespace oauthctl {

/// Opens a store that machines share; `copies` is the folder for this machine's copies. It needs a network, so not
/// every program has one.
using FleetOpener = std::function<std::unique_ptr<TokenStore>(const StoreUrl::Etcd& cluster, const std::string& name,
                                                              const std::string& copies)>;

/// Decides which store keeps a profile's records: the one that --store or OAUTHCTL_STORE names, else the one that the
/// profile's last `login --store` named, else the file store. Throws ErrorKind::usage for a URL that names no store.
class StoreDirectory {
 public:
  struct Settings {
    std::string profiles;              ///< the folder of the records and of the bindings to stores
    std::string copies;                ///< the folder of this machine's copies of shared records
    std::optional<std::string> named;  ///< the URL of a store for all profiles
    EnvironmentLines environment;      ///< for credential helpers
    const char* named_by = "--store";  ///< the option or variable with that URL, for messages
  };
  StoreDirectory(Settings settings, FleetOpener open_fleet);

  /// The records on this machine's disk, read without another program and without a network.
  struct OnDisk {
    std::unique_ptr<TokenStore> store;  ///< null: the disk does not have it
    bool is_copy = false;               ///< a copy of a shared record, so it may be old
  };
  OnDisk on_disk(const std::string& profile) const;
  /// The same for all profiles: null if they are in more than one store.
  OnDisk all_on_disk() const;

  /// Every profile in its store.
  std::unique_ptr<TokenStore> open() const;
  /// The same without a network: of shared records, this machine's copies.
  std::unique_ptr<TokenStore> open_offline() const;
  /// The store with that URL, which came from `source`.
  std::unique_ptr<TokenStore> open(const std::string& url, const std::string& source) const;

  /// The URL of the store that the profile is bound to, whatever store is named.
  std::string bound(const std::string& profile) const;
  /// From now on the profile is in the store with that URL, which came from `source`.
  void bind(const std::string& profile, const std::string& url, const std::string& source) const;
  /// The same with the named store, unless it keeps nothing, so that it need not be named again.
  void bind_to_named(const std::string& profile) const;

  /// Keeps the claims of a sign-in that a resource wants in a file (0600) until the profile has signed in so. Returns
  /// its path. Throws ErrorKind::unavailable.
  std::string keep_claims(const std::string& profile, const std::string& claims) const;
  std::string claims_file(const std::string& profile) const;
  void forget_claims(const std::string& profile) const;

  /// Removes what the folder says about a profile whose record was deleted: its store, the places that it
  /// served, its claims, and that it was chosen.
  void forget(const std::string& profile) const;

  /// The profile of commands that name none (chosen_profile.h); nothing: `default`.
  std::optional<std::string> chosen() const;
  void choose(const std::string& profile) const;
  /// Whether nobody has signed in here so far.
  bool is_empty() const;

  /// The pending sign-ins, whatever store their profiles are in.
  PendingFiles pending() const { return PendingFiles(settings_.profiles); }

  // Which profile a URL is for (served_places.h).
  std::vector<std::string> profiles_serving(const Destination& url) const;
  bool is_served_in_part(std::string_view origin) const;
  /// To be called when a record was put there by a sign-in or an import.
  void note_places(const std::string& profile, const Record& record) const;
  std::vector<std::string> noted_places(const std::string& profile) const;

 private:
  StoreUrl url_of(const std::string& profile) const;
  OnDisk on_disk_at(const StoreUrl& url) const;
  std::unique_ptr<TokenStore> opened(const StoreUrl& url) const;
  std::string copies_of(const StoreUrl& url) const;

  Settings settings_;
  FleetOpener open_fleet_;
  std::optional<StoreUrl> named_;
};

}  // namespace oauthctl
