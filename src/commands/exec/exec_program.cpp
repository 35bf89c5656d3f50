#include "commands/exec/exec_program.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

#include "base/environment.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/process.h"
#include "commands/files/memory_file.h"

namespace oauthctl::cli {
namespace exec_command {
namespace {

constexpr const char* usual_variable = "OAUTHCTL_ACCESS_TOKEN";

bool is_variable_name(std::string_view name) {
  const auto is_allowed = [](char c) { return is_alphanumeric(c) || c == '_'; };
  return !name.empty() && !is_digit(name[0]) && std::all_of(name.begin(), name.end(), is_allowed);
}

}  // namespace

void add_variable(ExecOptions& options, const Option& option, std::string_view value) {
  const auto equals = value.find('=');
  TokenVariable variable{std::string(value.substr(0, equals)), TokenFormat::plain, option.name == "--file"};
  if (!is_variable_name(variable.name))
    throw Error(ErrorKind::usage,
                std::string(option.name) + ": '" + printable(variable.name, 60) + "' is not the name of a variable");
  if (equals != std::string_view::npos) {
    variable.format = static_cast<TokenFormat>(index_of(option, value.substr(equals + 1)));
  }
  options.variables.push_back(std::move(variable));
}

void check(ExecOptions& options, GlobalOptions&) {
  std::vector<TokenVariable>& variables = options.variables;
  if (options.command.front().empty()) throw Error(ErrorKind::usage, "COMMAND: the value is empty");
  if (variables.empty()) variables.push_back({usual_variable});
  const auto is_mail = [](const TokenVariable& variable) { return names_user(variable.format); };
  if (!options.user.empty() && std::none_of(variables.begin(), variables.end(), is_mail))
    throw Error(ErrorKind::usage, "--user is for the formats xoauth2 and oauthbearer");
  require_access_type(options.target, options.type == TokenType::id);
}

}  // namespace exec_command

namespace {

/// Scripts use the first descriptors for files of their own.
constexpr int lowest_descriptor = 100;

/// A file in memory that the command inherits: it is gone when the last process that has it open ends. The command's
/// children find it as well: this process's id becomes the command's.
std::string path_of_file(std::string_view text) {
  const FileDescriptor file = memory_file("oauthctl-token", text);
  int inherited = file ? fcntl(file.get(), F_DUPFD, lowest_descriptor) : -1;
  if (file && inherited < 0) inherited = fcntl(file.get(), F_DUPFD, 0);
  if (inherited < 0)
    throw Error(ErrorKind::unavailable, "cannot make a file in memory for the token: " + describe_errno(errno));
  return "/proc/" + std::to_string(getpid()) + "/fd/" + std::to_string(inherited);
}

void set(const std::string& name, const std::string& value) {
  unsetenv(name.c_str());  // all of them, if the caller set it twice
  if (setenv(name.c_str(), value.c_str(), 1) == 0) return;
  throw Error(ErrorKind::unavailable, "cannot set " + name + ": " + describe_errno(errno));
}

int failed(const std::string& command, int number, const Terminal& terminal) {
  const bool is_missing = number == ENOENT;
  terminal.report(Error(ErrorKind::usage, "cannot run " + printable(command) + ": " + describe_errno(number)));
  return is_missing ? 127 : 126;
}

}  // namespace

int execute(const ExecOptions& options, const Record& record, TimePoint now, Terminal& terminal) {
  if (options.type == TokenType::access && record.tokens.token_type == dpop_token_type)
    throw Error(ErrorKind::usage,
                "the token of profile " + record.profile + " is bound to a key: the command could not make the proof",
                Hint::run("oauthctl request -p " + record.profile + " URL"));
  for (const char* name : own_secrets) unsetenv(name);
  for (const TokenVariable& variable : options.variables) {
    std::string text = format_token({record, options.type, now, options.user}, variable.format);
    text.pop_back();  // the line end
    set(variable.name, variable.is_file ? path_of_file(text) : text);
  }
  return failed(options.command.front(), become_program(options.command), terminal);
}

}  // namespace oauthctl::cli
