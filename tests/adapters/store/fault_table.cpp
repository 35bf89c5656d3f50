#include "adapters/store/fault_table.h"

#include <cerrno>

#include "store/record_json.h"

namespace oauthctl::testing {
namespace {

void make_old(const std::string& folder) {
  FileStore store(folder);
  save(store, record_of_turn(1, "old"));
}

/// The state after a renewal that wrote the next record into the reserved room and was killed before renaming it.
void make_leftover(const std::string& folder) {
  make_old(folder);
  const std::string text = encode_record(record_of_turn(2, "new")).reveal();
  write_file(folder + "/work.json.new", text + std::string(5000, '\0'));
  chmod((folder + "/work.json.new").c_str(), S_IRUSR | S_IWUSR);
}

void load(FileStore& store) {
  if (!store.load("work")) throw Error(ErrorKind::internal, "the record was taken for none");
}

/// The record as a reader finds it.
std::string state_of(FileStore& store) {
  const auto record = store.load("work");
  if (!record) return "none";
  if (!is_whole(*record)) return "torn";
  return record->tokens.access_token.reveal().substr(3);
}

std::string state_under_lock(FileStore& store) {
  const auto lock = store.take_turn("work", 30s);
  return state_of(store);
}

int code_of(const std::function<void()>& act) {
  try {
    act();
    return 0;
  } catch (const Error& error) {
    return exit_code(error.kind());
  }
}

/// Runs the operation; the faults begin after `arm`.
void act(const StoreOperation& operation, FileStore& store, const std::function<void()>& arm) {
  if (operation.act) {
    arm();
    return operation.act(store);
  }
  const auto turn = store.take_turn("work", 100ms);
  arm();
  operation.act_in_turn(*turn);
}

}  // namespace

const std::vector<FaultKind> fault_kinds = {
    {"ENOSPC", Misbehaviour::fails, ENOSPC}, {"EIO", Misbehaviour::fails, EIO},
    {"EINTR", Misbehaviour::fails, EINTR},   {"EACCES", Misbehaviour::fails, EACCES},
    {"EROFS", Misbehaviour::fails, EROFS},   {"EMFILE", Misbehaviour::fails, EMFILE},
    {"short", Misbehaviour::does_little, 0},
};

const std::vector<StoreOperation> store_operations = {
    {"load", "old", "old", make_old, load},
    {"turn", "old", "old", make_old, [](FileStore& store) { store.take_turn("work", 100ms); }},
    {"save", "old", "new", make_old, {}, [](Turn& turn) { turn.commit(record_of_turn(2, "new")); }},
    {"first save",
     "none",
     "new",
     [](const std::string&) {},
     {},
     [](Turn& turn) { turn.commit(record_of_turn(1, "new")); }},
    {"first turn", "none", "none", [](const std::string&) {}, [](FileStore& store) { store.take_turn("work", 100ms); }},
    {"adopt", "old", "new", make_leftover, [](FileStore& store) { store.take_turn("work", 100ms); }},
    {"erase", "old", "none", make_old, {}, [](Turn& turn) { turn.erase(); }},
};

std::string Ending::text() const {
  return std::to_string(code) + ' ' + after + (next == after ? "" : "→" + next);
}

std::vector<SystemCall> calls_of(const StoreOperation& operation) {
  const TemporaryDirectory home(memory_folder());
  operation.prepare(home / "profiles");
  FileStore store(home / "profiles");
  act(operation, store, [] { faults = {}; });
  auto calls = std::exchange(faults, {}).made;
  for (SystemCall& call : calls) {
    if (call.on.ends_with("/..") || home.path().ends_with(call.on)) call.on = "the folder above";
  }
  return calls;
}

Ending ending_of(const StoreOperation& operation, std::size_t call, const FaultKind& kind, bool for_good) {
  const TemporaryDirectory home(memory_folder());
  operation.prepare(home / "profiles");
  FileStore store(home / "profiles");
  const auto arm = [&] {
    faults = {};
    faults.faulty = call;
    faults.misbehaviour = kind.misbehaviour;
    faults.error = kind.error;
    faults.for_good = for_good;
  };
  Ending ending;
  ending.code = code_of([&] { act(operation, store, arm); });
  faults = {};
  ending.after = state_of(store);
  ending.next = state_under_lock(store);
  return ending;
}

}  // namespace oauthctl::testing
