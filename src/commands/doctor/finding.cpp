#include "commands/doctor/finding.h"

#include "base/text.h"

namespace oauthctl::cli {

Finding good(std::string name, std::string what) {
  return {std::move(name), Outcome::good, std::move(what)};
}
Finding notice(std::string name, std::string what, std::string mend) {
  return {std::move(name), Outcome::notice, std::move(what), std::move(mend)};
}
Finding bad(std::string name, std::string what, std::string mend, ErrorKind kind) {
  return {std::move(name), Outcome::bad, std::move(what), std::move(mend), kind};
}

std::string mend_of(const Error& error, const std::string& otherwise) {
  if (!error.hint().command().empty()) return error.hint().command();
  return error.hint().words().empty() ? otherwise : error.hint().words();
}

std::string edit(const std::string& file) {
  return "${EDITOR:-vi} " + shell_word(file);
}

std::string for_profile(const std::string& command, const std::string& profile) {
  return "oauthctl " + command + (profile.empty() ? "" : " -p " + profile);
}

}  // namespace oauthctl::cli
