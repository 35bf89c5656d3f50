#include "model/target.h"

#include <algorithm>

#include "base/text.h"

namespace oauthctl {
namespace {

void make_set(std::vector<std::string>& names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
}

}  // namespace

Target canonical(Target target) {
  make_set(target.resource);
  make_set(target.audience);
  auto scope = words(target.scope);
  make_set(scope);
  target.scope = join(scope);
  return target;
}

std::string as_options(const Target& target) {
  std::string out;
  for (const std::string& uri : target.resource) out += " --resource " + shell_word(uri);
  for (const std::string& name : target.audience) out += " --audience " + shell_word(name);
  if (!target.scope.empty()) out += " --scope " + shell_word(target.scope);
  return out;
}

}  // namespace oauthctl
