#pragma once

#include <cstdint>
#include <memory>

#include "fleet/fleet_records.h"
#include "store/local_copies.h"

namespace oauthctl {

/// A turn at a record that machines share: this machine's turn, and the cluster's lock. make_room() and erase() throw
/// Superseded if that lock was lost, commit() if somebody else has saved since. erase() refuses a record that this
/// machine cannot read, because the others may.
class FleetTurn final : public Turn {
 public:
  struct Place {
    const FleetRecords& records;
    LocalCopies& copies;
    Notices& notices;
    std::chrono::milliseconds save_patience;
  };
  FleetTurn(std::string profile, std::optional<Waited> waited, Place place, std::unique_ptr<FileTurn> local,
            std::unique_ptr<FleetLock> lock);

 private:
  std::optional<Record> read() override;
  void reserve() override;
  void save(const Record& record) override;
  bool remove() override;

  /// Whether the engine accepted the record that was pending on this machine.
  bool is_handed_over(const Record& unsaved, std::int64_t replaced);
  /// Notes that the engine now has the record, at that revision.
  void settle(const Record& record, std::int64_t revision);

  Place place_;
  std::unique_ptr<FileTurn> unsaved_;
  std::unique_ptr<FleetLock> lock_;
  std::int64_t replaced_ = 0;  ///< the engine's revision of the record that the next one replaces
};

/// Whether the engine still has what this machine's unsaved record was made from: then its tokens are the newest.
bool replaces(const Record& unsaved, const FleetRecords::Stored& stored);

}  // namespace oauthctl
