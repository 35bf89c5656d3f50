#include <algorithm>
#include <utility>

#include "base/text.h"
#include "devserver/command_line.h"
#include "devserver/option_table.h"

namespace oauthctl::devserver {
namespace {

constexpr std::size_t width = 80;
/// Where the explanations begin.
constexpr std::size_t column = 27;

constexpr const char* introduction =
    "Usage: oauthctl dev-server [options]\n"
    "\n"
    "Run an authorization server on this machine, for development and tests.\n";

constexpr const char* examples =
    "\n"
    "Examples:\n"
    "  oauthctl dev-server --client-file dev.json\n"
    "      then: oauthctl login --secrets dev.json\n"
    "  oauthctl dev-server\n"
    "      then: oauthctl login http://127.0.0.1:8910/mcp, without a client file\n"
    "  oauthctl dev-server --db dev.db --user bob:b\n"
    "      keeps its users, clients and tokens\n"
    "  oauthctl dev-server --tls-ca-file ca.pem --client-file dev.json\n"
    "      then: SSL_CERT_FILE=ca.pem oauthctl login --secrets dev.json\n"
    "  oauthctl dev-server --port 0 --auto-approve\n"
    "      for a script: any port, no pages\n";

std::string label(const Option& option) {
  std::string text = option.letter == '\0' ? "  " : std::string("  -") + option.letter + ", ";
  text += std::string("--") + option.name;
  return option.value == nullptr ? text : text + ' ' + option.value;
}

/// The words behind `line`, in lines that begin at the column of the explanations.
std::string wrapped(std::string line, const char* text) {
  std::string lines;
  if (line.size() + 2 > column) lines += std::exchange(line, "") + '\n';
  line.resize(column, ' ');
  for (const std::string& word : words(text)) {
    if (line.size() + word.size() > width) {
      lines += std::string(line, 0, line.find_last_not_of(' ') + 1) + '\n';
      line = std::string(column, ' ');
    }
    line += word + ' ';
  }
  return lines + std::string(line, 0, line.find_last_not_of(' ') + 1) + '\n';
}

}  // namespace

std::string help_text() {
  std::string text = introduction;
  std::string group;
  for (const Option& option : option_table()) {
    if (option.group == nullptr) continue;
    if (group != option.group) text += '\n' + (group = option.group) + ":\n";
    text += wrapped(label(option), option.help);
  }
  return text + examples;
}

}  // namespace oauthctl::devserver
