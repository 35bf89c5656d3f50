#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/environment.h"
#include "model/store.h"
#include "store/store_url.h"

namespace oauthctl {

/// Opens a store that machines share; `copies` is the folder for what this machine has of it. It needs a network, so
/// not every program has one.
using FleetOpener = std::function<std::unique_ptr<TokenStore>(const StoreUrl::Etcd& cluster, const std::string& name,
                                                              const std::string& copies)>;

/// Decides which store keeps a profile's records: the one that --store or OAUTHCTL_STORE names, else the one that the
/// profile's last `login --store` named, else the file store. Throws ErrorKind::usage for a URL that names no store.
class StoreDirectory {
 public:
  struct Settings {
    std::string profiles;              ///< the folder of the records, and of which store each profile is in
    std::string copies;                ///< the folder of what this machine has of records that machines share
    std::optional<std::string> named;  ///< the URL of the one store for every profile
    EnvironmentLines environment;      ///< for credential helpers
  };
  StoreDirectory(Settings settings, FleetOpener open_fleet);

  /// The records that this machine's disk has, without another program and without a network.
  struct OnDisk {
    std::unique_ptr<TokenStore> store;  ///< null: the disk does not have it
    bool is_copy = false;               ///< of what machines share, so it may be old
  };
  OnDisk on_disk(const std::string& profile) const;
  /// The same for all profiles: null when they are in more than one store.
  OnDisk all_on_disk() const;

  /// Every profile in its store.
  std::unique_ptr<TokenStore> open() const;
  /// The same, without a network: of what machines share, this machine's copies.
  std::unique_ptr<TokenStore> open_offline() const;
  /// The store of that URL, which `source` gave.
  std::unique_ptr<TokenStore> open(const std::string& url, const std::string& source) const;

  /// From now on the profile is in the store of that URL, which `source` gave.
  void bind(const std::string& profile, const std::string& url, const std::string& source) const;
  /// The same with the store that was named, if that keeps anything, so that it need not be named again.
  void bind_to_named(const std::string& profile) const;

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
