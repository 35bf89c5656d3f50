#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fleet/etcd_keys.h"
#include "fleet/fleet_lock.h"
#include "fleet/record_cipher.h"
#include "model/notices.h"
#include "model/record.h"

namespace oauthctl {

/// The records of a fleet in the engine: sealed, under a prefix, each with its lock.
class FleetRecords {
 public:
  struct Stored {
    std::optional<Record> record;
    std::int64_t revision = 0;  ///< zero: not stored
  };
  enum class Saved { yes, superseded, no_answer };
  struct Outcome {
    Saved saved;
    std::int64_t revision = 0;  ///< of the saved record
  };

  /// `name` is the store's, for messages.
  FleetRecords(EtcdClient& etcd, RecordCipher cipher, std::string prefix, std::string name)
      : etcd_(etcd), cipher_(std::move(cipher)), prefix_(std::move(prefix)), name_(std::move(name)) {}

  std::string where(std::string_view profile) const;
  std::string lock_key(std::string_view profile) const;
  std::vector<std::string> profiles() const;

  Stored read(std::string_view profile) const;
  /// The same. Throws Superseded if the lock was lost.
  Stored read_under(const FleetLock& lock, std::string_view profile) const;
  /// One attempt. `replaced` is the revision of the record that this one was made from.
  Outcome save(const Record& record, const FleetLock& lock, std::int64_t replaced) const;
  /// Retries until one attempt was answered or the patience has ended.
  Outcome save(const Record& record, const FleetLock& lock, std::int64_t replaced, std::chrono::milliseconds patience,
               Notices& notices) const;
  /// False: the cluster had none. Throws Superseded if the lock was lost.
  bool erase(std::string_view profile, const FleetLock& lock) const;

 private:
  std::string key(std::string_view profile) const;
  /// A record can be opened only in its own place: in this cluster, under this prefix, for this profile.
  std::string place(std::string_view profile) const { return etcd_.cluster() + ' ' + key(profile); }
  std::string sealed(const Record& record) const;
  Stored opened(std::string_view profile, const std::optional<EtcdValue>& value) const;
  EtcdCondition held(const FleetLock& lock, std::string_view profile) const;
  Outcome put(const std::string& key, const std::string& text, const EtcdCondition& held, std::int64_t replaced) const;

  EtcdClient& etcd_;
  RecordCipher cipher_;
  std::string prefix_;
  std::string name_;
};

}  // namespace oauthctl
