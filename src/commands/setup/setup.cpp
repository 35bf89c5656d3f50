#include <filesystem>

#include "base/environment.h"
#include "base/text.h"
#include "cli/process.h"
#include "commands/setup/steps.h"
#include "session/token.h"
#include "store/helper/bounded_program.h"

namespace oauthctl::cli {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t longest_output = 1U << 20;

std::string absolute_path(const std::string& path) {
  std::error_code failed;
  return std::filesystem::absolute(path, failed).string();
}

Error cannot_run(const std::string& name, const ProgramEnd& end) {
  if (end.how == ProgramEnd::How::not_found)
    return Error(ErrorKind::usage, name + " is not installed", "install it, or put it on the PATH");
  const std::string words = printable(trimmed(end.words.reveal()));
  return Error(ErrorKind::usage, name + " failed" + (words.empty() ? "" : ": " + words));
}

}  // namespace

std::string output_of(const std::vector<std::string>& command, bool may_fail) {
  const BoundedProgram program{command, environment_for_programs(), 30s, longest_output};
  const ProgramEnd end = oauthctl::run(program, Secret());
  const bool has_ended = end.how == ProgramEnd::How::exited;
  if (has_ended && end.status == 0) return end.output.reveal();
  if (has_ended && may_fail) return {};
  throw cannot_run(command.front(), end);
}

int nothing_to_undo(const std::string& what, const CommandContext& context) {
  context.terminal.info(what + "; nothing was changed");
  return 0;
}

void serve(const std::string& url, std::string_view option, const CommandContext& context) {
  const std::string place = place_to_serve(url, option);
  const std::string& profile = context.global.profile;
  const auto turn = take_turn_at_record(profile, context.services.store);
  Record record = *turn->record();
  if (contains(record.serves, place)) return context.stores.note_places(profile, record);
  const bool is_first = record.serves.empty();
  record.serves.push_back(place);
  turn->make_room();
  turn->commit(record);
  context.stores.note_places(profile, record);
  context.terminal.info(is_first ? "from now on, profile " + profile + " gives its token only to " + place
                                 : "profile " + profile + " serves " + place + " too");
}

std::vector<std::string> own_command(const GlobalOptions& global, Caller caller) {
  const bool all = caller == Caller::without_environment;
  std::vector<std::string> words{front()};
  if (global.home && (all || global.home_typed)) words.insert(words.end(), {"--home", absolute_path(*global.home)});
  if (global.store && (all || global.store_typed)) words.insert(words.end(), {"--store", *global.store});
  return words;
}

std::vector<std::string> asking_command(const char* program, const CommandContext& context) {
  const GlobalOptions& global = context.global;
  std::vector<std::string> words = own_command(global, Caller::with_environment);
  if (global.profile_typed || program == std::string_view("kubectl")) words.insert(words.end(), {"-p", global.profile});
  words.insert(words.end(), {"credential", program});
  return words;
}

int run(const SetupOptions& options, const CommandContext& context) {
  switch (options.program) {
    case SetupProgram::git:
      return setup_git(options, context);
    case SetupProgram::docker:
      return setup_docker(options, context);
    case SetupProgram::kubectl:
      return setup_kubectl(options, context);
    case SetupProgram::timer:
      return setup_timer(options, context);
  }
  throw Error(ErrorKind::internal, "setup: no such program");
}

}  // namespace oauthctl::cli
