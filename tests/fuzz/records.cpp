#include "fuzz/harness.h"
#include "fuzz/properties.h"
#include "store/file/checksum.h"
#include "store/record_import.h"
#include "store/record_json.h"

namespace oauthctl::fuzz {
namespace {

/// Reading and writing are inverses: a record is written as it was read, except for unknown members.
void require_round_trip(const Record& record) {
  const Secret text = encode_record(record);
  const bool is_read = parses([&] {
    require(encode_record(decode_record(text.reveal(), record.profile, "the record")) == text,
            "a record changes when it is read and written");
  });
  require(is_read, "a record cannot be read again");
}

/// Anybody can compute the checksum, so a file that is imported can have the right one. Each of these inputs has it.
std::string with_its_checksum(std::string_view input) {
  return input.ends_with('}') && input.size() > 2 ? with_checksum(std::string(input)) : std::string(input);
}

void check(std::string_view input) {
  const Secrets secrets = secrets_in(input, input);
  const std::string text = with_its_checksum(input);
  parses([&] { require_round_trip(decode_record(text, "work", "the record")); }, secrets);
  parses([&] { require_round_trip(decode_export(text, "the export")); }, secrets);
}

const Harness harness{"records", check};

}  // namespace
}  // namespace oauthctl::fuzz
