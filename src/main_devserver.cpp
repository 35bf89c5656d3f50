#include <cstdio>
#include <exception>

#include "devserver/command_line.h"
#include "devserver/serve.h"
#include "oauthctl/error.h"

namespace {

int report(const oauthctl::Error& error) {
  std::fprintf(stderr, "oauthctl: error: %s\n", error.what());
  if (!error.hint().empty()) std::fprintf(stderr, "oauthctl: hint: %s\n", error.hint().c_str());
  return oauthctl::exit_code(error.kind());
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const auto options = oauthctl::devserver::parse_command_line(argc, argv);
    if (options) oauthctl::devserver::serve(*options);
    return 0;
  } catch (const oauthctl::Error& error) {
    return report(error);
  } catch (const std::exception& failure) {
    return report({oauthctl::ErrorKind::internal, failure.what()});
  }
}
