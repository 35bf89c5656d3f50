#include "cli/hint.h"

#include "model/typed_again.h"

namespace oauthctl::cli {

std::string typed_again(const std::string& command, const GlobalOptions& typed) {
  Named named;
  if (typed.home_typed) named.home = typed.home;
  if (typed.store_typed) named.store = typed.store;
  if (typed.profile_typed) named.profile = typed.profile;
  return oauthctl::typed_again(command, named);
}

}  // namespace oauthctl::cli
