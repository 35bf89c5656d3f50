#pragma once

#include <gmock/gmock.h>

#include <cstdint>

#include "adapters/fleet/cluster.h"
#include "adapters/helper/programs.h"
#include "fleet/fleet_store.h"
#include "http/curl_transport.h"
#include "store/record_json.h"
#include "support/records.h"

namespace oauthctl::testing {

using namespace std::chrono_literals;

class SilentNotices final : public Notices {
 public:
  void step(const std::string&) override {}
  void info(const std::string&) override {}
  void warning(const std::string& text) override { warnings.push_back(text); }
  void instruction(const std::string&) override {}

  std::vector<std::string> warnings;
};

inline std::unique_ptr<Transport> plain_transport() {
  return std::make_unique<CurlTransport>(TransportSettings{});
}

/// A machine of a fleet: a folder of its own, and the key that all of them have.
class Machine {
 public:
  Machine(EtcdAccess access, std::chrono::seconds lease_time = 15s, char key = 'k',
          const std::string& prefix = "oauthctl/test")
      : store_(plain_transport, std::move(access), RecordCipher({Secret(std::string(32, key))}),
               {prefix, "etcd", home_ / "copies", "machine", lease_time, 1s}, notices_) {}

  FleetStore& store() { return store_; }
  std::unique_ptr<Turn> turn(std::chrono::milliseconds patience = 30s) { return store_.take_turn("work", patience); }
  void save(const Record& record) { turn()->commit(record); }
  /// Of this machine's copy of the record: `work.json`; of what the cluster did not accept: `unsaved/work.json`.
  std::string file(const std::string& name) const { return home_ / ("copies/" + name); }
  LocalCopies copies() const { return LocalCopies(home_ / "copies"); }
  const std::vector<std::string>& warnings() const { return notices_.warnings; }

 private:
  TemporaryDirectory home_;
  SilentNotices notices_;
  FleetStore store_;
};

inline Record record_of(std::uint64_t serial, const std::string& token) {
  Record record = full_record("work");
  record.serial = serial;
  record.tokens.obtained_at += std::chrono::seconds(serial);
  record.tokens.access_token = Secret(token);
  return record;
}

inline EtcdAccess impatient(EtcdAccess access) {
  access.request_time = 300ms;
  access.patience = 300ms;
  return access;
}

}  // namespace oauthctl::testing
