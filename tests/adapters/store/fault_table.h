#pragma once

#include <functional>
#include <string>
#include <vector>

#include "adapters/store/faults.h"
#include "adapters/store/store_test.h"

namespace oauthctl::testing {

/// A kind of fault: an errno, or a read or write that transfers fewer bytes than asked.
struct FaultKind {
  const char* name;
  Misbehaviour misbehaviour;
  int error;
};
extern const std::vector<FaultKind> fault_kinds;

/// An operation of the store, from a state that is created anew for each fault.
struct StoreOperation {
  std::string name;
  std::string before;  ///< the record: `old` or `none`
  std::string done;    ///< and when the operation has succeeded
  std::function<void(const std::string& folder)> prepare;
  std::function<void(FileStore&)> act;          ///< either this
  std::function<void(Turn&)> act_in_turn = {};  ///< or this, in a turn that is taken without a fault
};
extern const std::vector<StoreOperation> store_operations;

/// The result of the operation: the exit code of its failure, or zero, and the record that a reader finds. After an
/// arrow, if it differs, the record that the next holder of the lock finds.
struct Ending {
  int code = 0;
  std::string after;
  std::string next;

  std::string text() const;
};

/// The system calls that the operation makes if none fails.
std::vector<SystemCall> calls_of(const StoreOperation& operation);

/// Runs the operation with that call failing, once or from there on, in a new folder.
Ending ending_of(const StoreOperation& operation, std::size_t call, const FaultKind& kind, bool for_good);

}  // namespace oauthctl::testing
