#include "oauth/extra_params.h"

#include <algorithm>

#include "base/text.h"
#include "oauthctl/error.h"

namespace oauthctl {

Params extra_params(const Client& client, const Params& extra, std::span<const std::string_view> owned) {
  Params all;
  for (const auto& [name, value] : client.params) {
    if (!extra.contains(name)) all.add(name, value);
  }
  for (const auto& [name, value] : extra) all.add(name, value);
  for (const auto& [name, value] : all) {
    if (std::find(owned.begin(), owned.end(), name) == owned.end()) continue;
    throw Error(ErrorKind::usage, "the parameter \"" + printable(name) + "\" belongs to the protocol and cannot be set",
                name == "scope"           ? "use --scope"
                : name == "response_mode" ? "name it in the secrets file: \"response_mode\""
                                          : "");
  }
  return all;
}

}  // namespace oauthctl
