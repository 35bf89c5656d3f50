#include "adapters/fleet/cluster.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/socket.h>

#include <stdexcept>

#include "fleet/etcd_keys.h"
#include "http/curl_transport.h"

namespace oauthctl::testing {
namespace {

using namespace std::chrono_literals;

/// Ports that nobody has; held together, so that they differ.
std::vector<int> free_ports(std::size_t count) {
  std::vector<int> sockets, ports;
  for (std::size_t i = 0; i < count; ++i) {
    sockets.push_back(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    if (bind(sockets.back(), reinterpret_cast<sockaddr*>(&address), length) != 0 ||
        getsockname(sockets.back(), reinterpret_cast<sockaddr*>(&address), &length) != 0) {
      throw std::runtime_error("no free port");
    }
    ports.push_back(ntohs(address.sin_port));
  }
  for (const int fd : sockets) close(fd);
  return ports;
}

int become_etcd(const std::vector<std::string>& command, const std::string& log) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  dup2(out, STDOUT_FILENO);
  dup2(out, STDERR_FILENO);
  std::vector<char*> arguments;
  for (const auto& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  execvp(arguments[0], arguments.data());
  return 97;
}

}  // namespace

Cluster::Cluster(std::size_t size) : members_(size) {
  const auto ports = free_ports(2 * size);
  for (std::size_t i = 0; i < size; ++i) {
    members_[i].client_url = "http://127.0.0.1:" + std::to_string(ports[2 * i]);
    members_[i].peer_url = "http://127.0.0.1:" + std::to_string(ports[2 * i + 1]);
  }
  for (std::size_t i = 0; i < size; ++i) start(i);
  wait();
}

EtcdAccess Cluster::access() const {
  EtcdAccess access;
  for (const Member& member : members_) access.members.push_back(member.client_url);
  return access;
}

void Cluster::start(std::size_t member) {
  std::string all;
  for (std::size_t i = 0; i < members_.size(); ++i) {
    all += (i == 0 ? "m" : ",m") + std::to_string(i) + '=' + members_[i].peer_url;
  }
  const Member& one = members_[member];
  const std::string name = "m" + std::to_string(member);
  const std::vector<std::string> command = {"etcd",
                                            "--name",
                                            name,
                                            "--data-dir",
                                            folder_ / name,
                                            "--listen-client-urls",
                                            one.client_url,
                                            "--advertise-client-urls",
                                            one.client_url,
                                            "--listen-peer-urls",
                                            one.peer_url,
                                            "--initial-advertise-peer-urls",
                                            one.peer_url,
                                            "--initial-cluster",
                                            all};
  members_[member].process =
      std::make_unique<ChildProcess>([&] { return become_etcd(command, folder_ / (name + ".log")); });
}

void Cluster::stop(std::size_t member) {
  members_[member].process.reset();
}

void Cluster::wait() const {
  CurlTransport transport{TransportSettings{}};
  EtcdAccess patient = access();
  patient.patience = 30s;
  EtcdClient etcd(transport, patient);
  read_key(etcd, "oauthctl-test");
}

}  // namespace oauthctl::testing
