#include <unistd.h>

#include <exception>
#include <string>

#include "base/file.h"
#include "devserver/command_line.h"
#include "devserver/serve.h"
#include "oauthctl/error.h"

namespace {

int report(const oauthctl::Error& error) {
  std::string text = "oauthctl: error: " + error.message() + '\n';
  if (!error.hint().empty()) text += "oauthctl: hint: " + error.hint().text() + '\n';
  oauthctl::write_all(STDERR_FILENO, text);
  return oauthctl::exit_code(error.kind());
}

}  // namespace

int main(int argc, char** argv) {
  oauthctl::occupy_closed_streams();
  try {
    const auto options = oauthctl::devserver::parse_command_line(argc, argv);
    if (options) oauthctl::devserver::serve(*options);
    oauthctl::write_answer(oauthctl::devserver::help_text());
    return 0;
  } catch (const oauthctl::Error& error) {
    return report(error);
  } catch (const std::exception& failure) {
    return report({oauthctl::ErrorKind::internal, failure.what()});
  }
}
