#include "store/profile_name.h"

#include <algorithm>

#include "base/text.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

constexpr std::size_t longest = 100;

bool is_allowed(char c) {
  return is_alphanumeric(c) || std::string_view("._@+-").find(c) != std::string_view::npos;
}

}  // namespace

bool is_profile_name(std::string_view name) {
  return !name.empty() && name.size() <= longest && name[0] != '.' && name[0] != '-' &&
         std::all_of(name.begin(), name.end(), is_allowed);
}

void require_profile_name(std::string_view name) {
  if (is_profile_name(name)) return;
  throw Error(ErrorKind::usage, "\"" + printable(name, 60) + "\" cannot be the name of a profile",
              "use 1 to 100 letters, digits and . _ @ + -, beginning with a letter or a digit, as in -p work");
}

}  // namespace oauthctl
