#include "http/trust.h"

namespace oauthctl {

TrustPlan trust_plan(const Trust& chosen, const Trust& system) {
  // Some environments set SSL_CERT_FILE to the system's own bundle: that is no pin.
  if (!chosen.file.empty() && chosen.file != system.file) return {chosen, std::nullopt};
  const std::string& directory = chosen.directory.empty() ? system.directory : chosen.directory;
  const Trust whole{system.file, directory};
  if (directory.empty() || system.file.empty()) return {whole, std::nullopt};
  return {{"", directory}, whole};
}

std::string describe(const Trust& trust) {
  if (trust.file.empty()) return trust.directory;
  return trust.directory.empty() ? trust.file : trust.file + " and " + trust.directory;
}

}  // namespace oauthctl
