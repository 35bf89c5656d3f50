#include "cli/hint.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.h"

namespace oauthctl::cli {
namespace {

constexpr std::string_view program = "oauthctl ";
constexpr std::array<std::string_view, 6> commands_of_a_login = {"login",   "logout",   "token",
                                                                 "request", "validate", "status"};

/// What is to stand behind the command's name; `rest` is what does.
std::string repeated(std::string_view rest, const GlobalOptions& typed) {
  if (rest.starts_with(" --help")) return {};
  std::string options;
  if (typed.home_typed && rest.find(" --home ") == std::string_view::npos) {
    options += " --home " + shell_word(*typed.home);
  }
  if (typed.profile_typed && rest.find(" -p ") == std::string_view::npos) {
    options += " -p " + shell_word(typed.profile);
  }
  return options;
}

}  // namespace

std::string for_same_login(const std::string& hint, const GlobalOptions& typed) {
  std::string out;
  std::string_view left = hint;
  for (auto at = left.find(program); at != std::string_view::npos; at = left.find(program)) {
    const auto name = at + program.size();
    const auto end = std::min(left.find_first_of(" \n", name), left.size());
    const bool concerned =
        std::count(commands_of_a_login.begin(), commands_of_a_login.end(), left.substr(name, end - name));
    out += left.substr(0, end);
    left.remove_prefix(end);
    if (concerned) out += repeated(left.substr(0, left.find(program)), typed);
  }
  return out.append(left);
}

}  // namespace oauthctl::cli
