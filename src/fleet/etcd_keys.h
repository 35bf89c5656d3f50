#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "fleet/etcd_client.h"

namespace oauthctl {

/// A key's value with the revisions that transactions compare.
struct EtcdValue {
  std::string value;
  std::int64_t create_revision = 0;
  std::int64_t mod_revision = 0;
  std::int64_t lease = 0;
};

/// The condition of a transaction. Zero: the key must not be there.
struct EtcdCondition {
  enum class Of { creation, modification };

  std::string key;
  Of of = Of::creation;
  std::int64_t revision = 0;
};

struct EtcdOutcome {
  bool done = false;
  std::int64_t revision = 0;         ///< of the cluster, after it
  std::optional<EtcdValue> present;  ///< what the key asked for holds
};

std::optional<EtcdValue> read_key(EtcdClient& etcd, const std::string& key);

/// Writes the key if the condition holds, else returns its value. `lease` zero: permanently.
EtcdOutcome put_if(EtcdClient& etcd, const EtcdCondition& condition, const std::string& key, std::string_view value,
                   std::int64_t lease, bool interruptible);

/// Whether the condition holds, and the key's value then.
EtcdOutcome read_if(EtcdClient& etcd, const EtcdCondition& condition, const std::string& key);

/// `done`: the condition held, and `present` is what was deleted.
EtcdOutcome delete_if(EtcdClient& etcd, const EtcdCondition& condition, const std::string& key);

/// The rest of every key with this prefix.
std::vector<std::string> keys_below(EtcdClient& etcd, const std::string& prefix);

}  // namespace oauthctl
