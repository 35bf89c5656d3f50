#include "commands/commands.h"

#include <algorithm>
#include <utility>

#include "cli/command_line.h"

namespace oauthctl::cli {
namespace {

/// Makes it the command at that place, and returns the struct that its options fill.
template <std::size_t... i>
void* become_command_at(std::size_t place, Command& command, std::index_sequence<i...>) {
  using Make = void* (*)(Command&);
  constexpr Make make[] = {[](Command& out) -> void* { return &out.emplace<i>(); }...};
  return make[place](command);
}

void fill(void* options, const std::vector<Given>& given) {
  for (const auto& [option, value] : given) option->fill(options, *option, value);
}

/// A program of which we are the helper calls us by a name of its own making.
struct HelperName {
  std::string_view name;
  std::string_view program;
};
constexpr HelperName helper_names[] = {
    {"git-credential-oauthctl", "git"},
    {"docker-credential-oauthctl", "docker"},
    {"terraform-credentials-oauthctl", "terraform"},
};

/// The words behind the program's name; a helper's name stands for two more.
std::vector<char*> words_of(int argc, char** argv) {
  if (argc < 1) return {};
  std::vector<char*> words(argv + 1, argv + argc);
  std::string_view name = argv[0];
  name.remove_prefix(name.rfind('/') + 1);
  for (const HelperName& helper : helper_names) {
    if (name != helper.name) continue;
    static char command[] = "credential";
    static std::string program;
    program = helper.program;
    words.insert(words.begin(), {command, program.data()});
  }
  return words;
}

/// An option that says which others may be given beside it.
void require_company(const std::vector<Given>& given) {
  for (const auto& [strict, its_value] : given) {
    const auto& allowed = strict->only_with;
    for (const auto& [other, value] : given) {
      if (allowed.empty() || other == strict || std::find(allowed.begin(), allowed.end(), other->name) != allowed.end())
        continue;
      throw Error(ErrorKind::usage,
                  std::string(strict->name) + " and " + std::string(other->name) + " cannot be used together");
    }
  }
}

void read_command(const CommandLine& line, Invocation& invocation) {
  const auto place = static_cast<std::size_t>(line.command - descriptions.data());
  require_all(line);
  require_company(line.own);
  constexpr auto places = std::make_index_sequence<std::variant_size_v<Command>>();
  void* options = become_command_at(place, invocation.command, places);
  fill(options, line.own);
  if (line.command->check != nullptr) line.command->check(options, invocation.global);
}

}  // namespace

Color color_named(int argc, char** argv) {
  constexpr std::string_view option = "--color";
  std::string_view when;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == option && i + 1 < argc) when = argv[i + 1];
    if (word.starts_with("--color=")) when = word.substr(option.size() + 1);
  }
  return when == "always" ? Color::always : when == "never" ? Color::never : Color::automatic;
}

Invocation parse(int argc, char** argv, const Environment& environment) {
  Invocation invocation{global_options_of(environment), {}};
  GlobalOptions& global = invocation.global;
  const std::vector<char*> words = words_of(argc, argv);
  if (words.empty()) {
    invocation.command = HelpOptions{.command = {}, .is_short = true};
    return invocation;
  }
  const CommandLine line = read_command_line(words, descriptions, global_options());
  fill(&global, line.global);
  const bool ours = line.command == nullptr || !line.command->reads_own_options;
  if (ours && global.help) {
    invocation.command = HelpOptions{.command = std::string(line.command == nullptr ? "" : line.command->name)};
  } else if (ours && global.version) {
    invocation.command = VersionOptions{};
  } else if (line.command == nullptr) {
    throw Error(ErrorKind::usage, "no command was given", Hint::run("oauthctl help"));
  } else {
    read_command(line, invocation);
  }
  return invocation;
}

}  // namespace oauthctl::cli
