#include "fuzz/harness.h"

namespace oauthctl::fuzz {

std::vector<const Harness*>& Harness::all() {
  static std::vector<const Harness*> harnesses;
  return harnesses;
}

}  // namespace oauthctl::fuzz
