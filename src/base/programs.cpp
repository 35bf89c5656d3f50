#include "base/programs.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

namespace oauthctl {
namespace {

bool is_program(const std::string& path) {
  struct stat found = {};
  return stat(path.c_str(), &found) == 0 && S_ISREG(found.st_mode) && access(path.c_str(), X_OK) == 0;
}

}  // namespace

std::optional<std::string> find_program(const std::string& name, std::string_view path) {
  if (name.find('/') != std::string::npos) return is_program(name) ? std::optional(name) : std::nullopt;
  for (const std::string_view folder : split(path, ':')) {
    const std::string candidate = std::string(folder) + '/' + name;
    if (!folder.empty() && is_program(candidate)) return candidate;
  }
  return std::nullopt;
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> out;
  out.reserve(texts.size() + 1);
  // The system's interface is older than const; it does not write.
  for (const std::string& text : texts) out.push_back(const_cast<char*>(text.c_str()));
  out.push_back(nullptr);
  return out;
}

}  // namespace oauthctl
