#include "http/trust.h"

#include <sys/stat.h>

namespace oauthctl {

TrustPlan trust_plan(const Trust& chosen, const Trust& system) {
  // Some environments set SSL_CERT_FILE to the system's own bundle: that does not pin anything.
  if (!chosen.file.empty() && chosen.file != system.file) return {{chosen.file, ""}, std::nullopt};
  const std::string& directory = chosen.directory.empty() ? system.directory : chosen.directory;
  const Trust whole{system.file, directory};
  if (directory.empty() || system.file.empty()) return {whole, std::nullopt};
  return {{"", directory}, whole};
}

std::string fingerprint(const Trust& chosen) {
  std::string text;
  for (const std::string& path : {chosen.file, chosen.directory}) {
    struct stat status = {};
    text += path + '\n';
    if (path.empty() || stat(path.c_str(), &status) != 0) continue;
    for (const auto number : {static_cast<long long>(status.st_dev), static_cast<long long>(status.st_ino),
                              static_cast<long long>(status.st_size), static_cast<long long>(status.st_mtim.tv_sec),
                              static_cast<long long>(status.st_mtim.tv_nsec)}) {
      text += std::to_string(number) + ' ';
    }
  }
  return text;
}

std::string describe(const Trust& trust) {
  if (trust.file.empty()) return trust.directory;
  return trust.directory.empty() ? trust.file : trust.file + " and " + trust.directory;
}

}  // namespace oauthctl
