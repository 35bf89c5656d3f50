#include "devserver/resources/trap.h"

namespace oauthctl::devserver {

std::span<const Trap> traps() {
  static const std::vector<Trap> all = [] {
    std::vector<Trap> joined;
    for (const auto part : {challenge_traps(), metadata_traps(), answer_traps()})
      joined.insert(joined.end(), part.begin(), part.end());
    return joined;
  }();
  return all;
}

}  // namespace oauthctl::devserver
