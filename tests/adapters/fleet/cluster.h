#pragma once

#include <memory>
#include <string>
#include <vector>

#include "fleet/etcd_client.h"
#include "support/child_process.h"
#include "support/temporary_directory.h"

namespace oauthctl::testing {

/// A real etcd of this many members on free ports of loopback. The destructor ends each by its process id.
class Cluster {
 public:
  explicit Cluster(std::size_t size = 1);

  EtcdAccess access() const;
  void stop(std::size_t member);
  void start(std::size_t member);
  /// Until a majority answers.
  void wait() const;

 private:
  struct Member {
    std::string client_url, peer_url;
    std::unique_ptr<ChildProcess> process;
  };

  TemporaryDirectory folder_;
  std::vector<Member> members_;
};

}  // namespace oauthctl::testing
