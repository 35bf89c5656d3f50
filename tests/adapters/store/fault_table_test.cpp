#include "adapters/store/fault_table.h"

#include <algorithm>

namespace oauthctl::testing {
namespace {

const std::string page = OAUTHCTL_SOURCE_DIR "/docs/fault-table.md";

bool applies(const SystemCall& call, const FaultKind& kind) {
  return kind.misbehaviour != Misbehaviour::does_little || call.name == "read" || call.name == "write";
}

/// A signal interrupts once; the rest may stay as it is.
bool may_stay(const FaultKind& kind) {
  return kind.error != EINTR;
}

/// Holds in each cell, whatever the documentation says.
void expect_harmless(const StoreOperation& operation, const Ending& ending) {
  const std::string& done = operation.done;
  EXPECT_TRUE(ending.after == operation.before || ending.after == done) << ending.after;
  EXPECT_TRUE(ending.next == ending.after || ending.next == done) << ending.next;
  EXPECT_TRUE(ending.code == 0 || ending.code == 1 || ending.code == 5) << ending.code;
  if (ending.code == 0) {
    EXPECT_EQ(ending.after, done) << "it reported a success that did not happen";
  }
}

std::string cell(const StoreOperation& operation, const SystemCall& call, std::size_t number, const FaultKind& kind) {
  SCOPED_TRACE(operation.name + ": " + call.name + " on " + call.on + ": " + kind.name);
  if (!applies(call, kind)) return "";
  const Ending once = ending_of(operation, number, kind, false);
  const Ending for_good = may_stay(kind) ? ending_of(operation, number, kind, true) : once;
  expect_harmless(operation, once);
  expect_harmless(operation, for_good);
  return for_good.text() == once.text() ? once.text() : once.text() + ", " + for_good.text();
}

std::string rows_of(const StoreOperation& operation) {
  std::string rows;
  std::map<std::string, int> seen;
  const auto calls = calls_of(operation);
  for (std::size_t number = 0; number < calls.size(); ++number) {
    const SystemCall& call = calls[number];
    const int occurrence = ++seen[call.name];
    rows += "| " + operation.name + " | " + operation.before + " | `" + call.name + "` " + std::to_string(occurrence) +
            ", " + call.on;
    for (const FaultKind& kind : fault_kinds) rows += " | " + cell(operation, call, number, kind);
    rows += " |\n";
  }
  return rows;
}

std::string table() {
  std::string head = "| operation | before | call";
  std::string rule = "|---|---|---";
  for (const FaultKind& kind : fault_kinds) {
    head += std::string(" | ") + kind.name;
    rule += "|---";
  }
  std::string rows;
  for (const StoreOperation& operation : store_operations) rows += rows_of(operation);
  return head + " |\n" + rule + "|\n" + rows;
}

TEST(FaultTable, NoRowLosesOrTearsARecordAndEachIsAsDocumented) {
  const std::string printed = table();
  std::fputs(printed.c_str(), stdout);
  EXPECT_GT(std::count(printed.begin(), printed.end(), '\n'), 60);
  EXPECT_NE(read_file(page).find('\n' + printed), std::string::npos) << "the table above belongs into " << page;
}

}  // namespace
}  // namespace oauthctl::testing
