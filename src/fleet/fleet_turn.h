#pragma once

#include <cstdint>
#include <memory>

#include "fleet/fleet_records.h"
#include "store/local_copies.h"

namespace oauthctl {

/// A turn at a record that machines share: this machine's turn, and the cluster's lock. make_room() and erase() throw
/// Superseded when that lock was lost, commit() when somebody else saved since.
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

  /// Whether the engine took what it had not taken from this machine yet.
  bool is_handed_over(const Record& unsaved, std::int64_t replaced);

  Place place_;
  std::unique_ptr<FileTurn> unsaved_;
  std::unique_ptr<FleetLock> lock_;
  std::int64_t replaced_ = 0;  ///< the engine's revision of the record that the next one replaces
};

/// Whether `later` was made from `earlier`: serials are counted, and a login after a logout counts from 1 again.
bool follows(const Record& later, const std::optional<Record>& earlier);

}  // namespace oauthctl
