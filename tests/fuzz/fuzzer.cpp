#include <cstddef>
#include <cstdint>

#include "fuzz/harness.h"

// libFuzzer's entry (https://llvm.org/docs/LibFuzzer.html). An exception that escapes is a finding.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  oauthctl::fuzz::Harness::all().front()->check({reinterpret_cast<const char*>(bytes), size});
  return 0;
}
