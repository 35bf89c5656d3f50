#include "cli/parse.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <optional>
#include <span>

#include "base/text.h"
#include "cli/subcommands.h"
#include "oauthctl/error.h"

namespace oauthctl::cli {
namespace {

constexpr const char* description = "oauthctl: sign in once, use the token everywhere (OAuth 2 and OpenID Connect)";
constexpr const char* footer =
    "Examples:\n"
    "  oauthctl demo                                     the whole story, no account needed\n"
    "  oauthctl login --secrets secrets.json             sign in with the browser\n"
    "  curl -H @<(oauthctl token --format header) URL    call an API\n"
    "  oauthctl COMMAND --help                           what a command takes\n";

constexpr const char* options_of_every_command =
    "\nOptions of every command (-p, --home, --store, -v, -q, --json, --color): oauthctl --help\n";

std::optional<Color> find_color(std::string_view name) {
  if (name == "auto") return Color::automatic;
  if (name == "always") return Color::always;
  if (name == "never") return Color::never;
  return std::nullopt;
}

Color color_of(const std::string& name) {
  if (const auto color = find_color(name)) return *color;
  throw Error(ErrorKind::usage, "--color: '" + printable(name, 40) + "' is none of auto, always, never");
}

/// Registering an option costs more than reading it, so only those that the command line may name are there. A value
/// that looks like one registers one more; that does no harm.
class Words {
 public:
  Words(int argc, char** argv) : words_(argv + 1, argv + std::max(argc, 1)) { with_help_ = find("--help", 'h'); }

  /// Help shows them all.
  bool may_name(std::string_view option, char letter = '\0') const { return with_help_ || find(option, letter); }
  bool ask_for_help() const { return with_help_; }

 private:
  bool find(std::string_view option, char letter) const {
    return std::any_of(words_.begin(), words_.end(), [=](std::string_view word) {
      if (word.starts_with("--")) return word.starts_with(option);
      return word.starts_with('-') && letter != '\0' && word.find(letter) != std::string_view::npos;
    });
  }

  std::span<char*> words_;
  bool with_help_ = false;
};

void add_global_options(CLI::App& app, GlobalOptions& global, std::string& color, const Words& words) {
  if (words.may_name("--profile", 'p')) {
    app.add_option("-p,--profile", global.profile, "the login to use (env OAUTHCTL_PROFILE)")->type_name("NAME");
  }
  if (words.may_name("--home")) {
    app.add_option("--home", global.home, "where profiles are kept (env OAUTHCTL_HOME, else the XDG folders)")
        ->type_name("DIR");
  }
  if (words.may_name("--store")) {
    app.add_option("--store", global.store, "file, memory, helper:NAME or etcd://HOST:PORT/PREFIX (env OAUTHCTL_STORE)")
        ->type_name("URL");
  }
  if (words.may_name("--verbose", 'v')) {
    app.add_flag("-v,--verbose", global.verbosity, "one line a step; -vv also requests and answers, redacted");
  }
  if (words.may_name("--quiet", 'q')) app.add_flag("-q,--quiet", global.quiet, "errors only");
  if (words.may_name("--json")) app.add_flag("--json", global.json, "the answer as JSON");
  if (words.may_name("--color")) app.add_option("--color", color, "auto, always or never")->type_name("WHEN");
  if (words.may_name("--version")) app.set_version_flag("--version", OAUTHCTL_VERSION);
  if (!words.ask_for_help()) app.set_help_flag();
  app.fallthrough();
}

bool is_given(const CLI::App& app, const std::string& option) {
  const CLI::Option* registered = app.get_option_no_throw(option);
  return registered != nullptr && registered->count() > 0;
}

/// Registering a subcommand costs more than reading it, so only those that the command line names are there. A profile
/// that is called like a command registers one more; that does no harm.
std::vector<const Subcommand*> named(int argc, char** argv) {
  std::vector<const Subcommand*> found;
  for (const Subcommand& subcommand : subcommands()) {
    for (int i = 1; i < argc; ++i) {
      if (subcommand.name == std::string_view(argv[i])) {
        found.push_back(&subcommand);
        break;
      }
    }
  }
  if (!found.empty()) return found;
  for (const Subcommand& subcommand : subcommands()) found.push_back(&subcommand);
  return found;
}

/// CLI11 capitalises and punctuates; our messages do neither.
std::string in_our_voice(std::string text) {
  text = printable(text);
  while (!text.empty() && (text.back() == '.' || text.back() == ' ')) text.pop_back();
  const bool word = text.size() > 1 && text[1] >= 'a' && text[1] <= 'z';
  if (word && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

std::string unexpected(const CLI::App& app) {
  const auto words = app.remaining(true);
  const std::string word = words.empty() ? std::string{} : printable(words.front(), 60);
  if (word.starts_with('-')) return "there is no option '" + word + "'";
  return app.get_subcommands().empty() ? "there is no command '" + word + "'" : "'" + word + "' was not expected";
}

Error usage_error(const CLI::App& app, const std::string& message) {
  const auto chosen = app.get_subcommands();
  return Error(ErrorKind::usage, in_our_voice(message),
               "oauthctl " + (chosen.empty() ? std::string{} : chosen.front()->get_name() + " ") + "--help");
}

/// `--no-store` is a name for `--store memory`, whatever the environment says.
Invocation with_store_of(Command command, GlobalOptions global, bool store_given) {
  if (const auto* login = std::get_if<LoginCommand>(&command); login != nullptr && login->no_store) {
    if (store_given && global.store != "memory") {
      throw Error(ErrorKind::usage, "--no-store and --store contradict each other");
    }
    global.store = "memory";
  }
  return {std::move(global), std::move(command)};
}

}  // namespace

Color color_named(int argc, char** argv) {
  constexpr std::string_view option = "--color";
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == option && i + 1 < argc) return find_color(argv[i + 1]).value_or(Color::automatic);
    if (word.starts_with("--color=")) return find_color(word.substr(option.size() + 1)).value_or(Color::automatic);
  }
  return Color::automatic;
}

Invocation parse(int argc, char** argv, const Environment& environment) {
  GlobalOptions global;
  global.profile = environment("OAUTHCTL_PROFILE").value_or("default");
  global.home = environment("OAUTHCTL_HOME");
  global.store = environment("OAUTHCTL_STORE");
  std::string color = "auto";

  CLI::App app(description, "oauthctl");
  app.footer(footer);
  add_global_options(app, global, color, Words(argc, argv));
  std::vector<std::pair<CLI::App*, std::function<Command()>>> reading;
  for (const Subcommand* subcommand : named(argc, argv)) {
    CLI::App* added = app.add_subcommand(subcommand->name, subcommand->summary);
    added->footer(std::string(subcommand->examples) + options_of_every_command);
    reading.emplace_back(added, subcommand->add(*added));
  }
  try {
    app.parse(argc, argv);
    global.color = color_of(color);
    global.profile_typed = is_given(app, "--profile");
    global.profile_named = global.profile_typed || environment("OAUTHCTL_PROFILE").has_value();
    global.home_typed = is_given(app, "--home");
    for (const auto& [subcommand, command] : reading) {
      if (subcommand->parsed()) return with_store_of(command(), global, is_given(app, "--store"));
    }
  } catch (const CLI::CallForHelp&) {
    const auto chosen = app.get_subcommands();
    return {global, PrintCommand{chosen.empty() ? app.help() : chosen.front()->help("oauthctl")}};
  } catch (const CLI::CallForVersion&) {
    return {global, PrintCommand{"oauthctl " OAUTHCTL_VERSION "\n"}};
  } catch (const CLI::ExtrasError&) {
    throw usage_error(app, unexpected(app));
  } catch (const CLI::Error& error) {
    throw usage_error(app, error.what());
  }
  throw usage_error(app, "no command was given");
}

}  // namespace oauthctl::cli
