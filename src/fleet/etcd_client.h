#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "base/json.h"
#include "model/http.h"
#include "oauthctl/error.h"
#include "oauthctl/secret.h"

namespace oauthctl {

/// The addresses of a cluster and our credentials.
struct EtcdAccess {
  std::vector<std::string> members;  ///< origins: `https://etcd-1:2379`
  std::string user = {};             ///< empty: the cluster has no authentication, or our certificate says who we are
  Secret password = {};
  std::chrono::milliseconds request_time{2'000};
  /// For one call: an election takes a second or two, and three members may need to be asked twice each.
  std::chrono::milliseconds patience{10'000};
  std::optional<ClientCertificate> certificate = {};  ///< shown to members with TLS
};

/// One etcd 3.4 cluster, reached over its JSON gateway. Asks the members in turn until one answers. Every failure is an
/// Error: `unavailable` if no member answers in time or the cluster cannot serve, `usage` if it does not accept our
/// credentials. After a failure the next call does not wait: it asks each member once.
class EtcdClient {
 public:
  EtcdClient(Transport& transport, EtcdAccess access) : transport_(transport), access_(std::move(access)) {}

  /// `path` as in `kv/range`. The answer is a success.
  JsonObject call(const std::string& path, const nlohmann::json& body, bool interruptible = true);

  const EtcdAccess& access() const { return access_; }
  /// The id of the cluster that answered last; empty before the first answer.
  const std::string& cluster() const { return cluster_; }

 private:
  HttpResponse send(const std::string& path, const nlohmann::json& body, bool interruptible);
  HttpResponse send_to(const std::string& member, const std::string& path, const nlohmann::json& body,
                       bool interruptible);
  void authenticate(bool interruptible);
  Error refused(const std::string& path, const HttpResponse& answer) const;
  /// The cluster's own, without our credentials.
  std::string words_of(const HttpResponse& answer) const;

  Transport& transport_;
  EtcdAccess access_;
  std::size_t member_ = 0;  ///< the last that answered
  bool is_away_ = false;
  Secret token_;
  std::string cluster_;
};

}  // namespace oauthctl
