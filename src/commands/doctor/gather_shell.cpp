#include <unistd.h>

#include "base/environment.h"
#include "base/folder.h"
#include "cli/process.h"
#include "commands/doctor/gather.h"

namespace oauthctl::cli {
namespace {

/// Where a shell's completion may be.
struct CompletionPlaces {
  std::string_view shell;
  std::string_view own;       ///< below HOME
  std::string_view beside;    ///< below the prefix of this program
  std::string_view packaged;  ///< of a Debian package
};
constexpr CompletionPlaces completion_places[] = {
    {"bash", "/.local/share/bash-completion/completions/oauthctl", "share/bash-completion/completions/oauthctl",
     "/usr/share/bash-completion/completions/oauthctl"},
    {"zsh", "/.zfunc/_oauthctl", "share/zsh/site-functions/_oauthctl", "/usr/share/zsh/vendor-completions/_oauthctl"},
    {"fish", "/.config/fish/completions/oauthctl.fish", "share/fish/vendor_completions.d/oauthctl.fish",
     "/usr/share/fish/vendor_completions.d/oauthctl.fish"},
};

}  // namespace

ShellFacts gather_shell() {
  const std::string shell = process_environment("SHELL").value_or("");
  const std::string name = shell.substr(shell.rfind('/') + 1);
  for (const auto& [known, own, beside, packaged] : completion_places) {
    if (name != known) continue;
    ShellFacts facts{name, {}, process_environment("HOME").value_or("") + std::string(own)};
    const std::string ours = parent_of(parent_of(front())) + '/' + std::string(beside);
    for (const std::string& path : {facts.place, ours, std::string(packaged)})
      if (facts.installed.empty() && access(path.c_str(), R_OK) == 0) facts.installed = path;
    return facts;
  }
  return {};
}

}  // namespace oauthctl::cli
