#pragma once

#include <functional>
#include <string>
#include <vector>

#include "adapters/store/faults.h"
#include "adapters/store/store_test.h"

namespace oauthctl::testing {

/// A kind of fault: an errno, or a read or write that does less than it was told.
struct FaultKind {
  const char* name;
  Misbehaviour misbehaviour;
  int error;
};
extern const std::vector<FaultKind> fault_kinds;

/// Something that the store does, from a state that is made anew for each fault.
struct StoreOperation {
  std::string name;
  std::string before;  ///< the record: `old` or `none`
  std::string done;    ///< and when the operation has succeeded
  std::function<void(const std::string& folder)> prepare;
  std::function<void(FileStore&)> act;          ///< either this
  std::function<void(Turn&)> act_in_turn = {};  ///< or this, in a turn that is taken without a fault
};
extern const std::vector<StoreOperation> store_operations;

/// How the operation ended: the exit code of its failure, or zero, and the record as a reader finds it; behind an
/// arrow, where it is another, the record as the next holder of the lock finds it.
struct Ending {
  int code = 0;
  std::string after;
  std::string next;

  std::string text() const;
};

/// The system calls that the operation makes where none fails.
std::vector<SystemCall> calls_of(const StoreOperation& operation);

/// Runs the operation with that call failing, once or from there on, in a new folder.
Ending ending_of(const StoreOperation& operation, std::size_t call, const FaultKind& kind, bool for_good);

}  // namespace oauthctl::testing
