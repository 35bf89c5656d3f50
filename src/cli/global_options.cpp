#include "cli/global_options.h"

#include "base/text.h"
#include "cli/fill.h"

namespace oauthctl::cli {
namespace {

using Global = Fills<GlobalOptions>;

void set_profile(GlobalOptions& global, const Option&, std::string_view value) {
  global.profile = value;
  global.profile_named = global.profile_typed = true;
}

void set_home(GlobalOptions& global, const Option&, std::string_view value) {
  global.home = value;
  global.home_typed = true;
}

void set_store(GlobalOptions& global, const Option&, std::string_view value) {
  global.store = value;
  global.store_typed = true;
}

constexpr Word colors[] = {{"auto", ""}, {"always", ""}, {"never", ""}};

constexpr Option options[] = {
    {.name = "--profile",
     .letter = 'p',
     .value = "NAME",
     .help = "the profile to use (env OAUTHCTL_PROFILE)",
     .values = ValueKind::profiles,
     .fill = Global::by<set_profile>},
    {.name = "--home",
     .value = "DIR",
     .help = "where profiles are kept (env OAUTHCTL_HOME, else the XDG folders)",
     .fill = Global::by<set_home>},
    {.name = "--store",
     .value = "URL",
     .help = "which store keeps the profile: file, memory, helper:NAME or etcd://HOST:PORT/PREFIX (env OAUTHCTL_STORE)",
     .fill = Global::by<set_store>},
    {.name = "--verbose",
     .letter = 'v',
     .help = "print one line per step; -vv adds requests and responses, without their secrets",
     .fill = Global::to<&GlobalOptions::verbosity>},
    {.name = "--quiet",
     .letter = 'q',
     .help = "print no messages except errors",
     .fill = Global::to<&GlobalOptions::quiet>},
    {.name = "--json",
     .help = "print the answer as JSON (request: a JSON body)",
     .fill = Global::to<&GlobalOptions::json>},
    {.name = "--color",
     .value = "WHEN",
     .help = "use colour: auto, always or never",
     .words = colors,
     .fill = Global::to<&GlobalOptions::color>},
    {.name = "--help", .letter = 'h', .help = "show this help", .fill = Global::to<&GlobalOptions::help>},
    {.name = "--version", .letter = 'V', .help = "show the version", .fill = Global::to<&GlobalOptions::version>},
};

}  // namespace

std::span<const Option> global_options() {
  return options;
}

void name_profile(const std::string& name, GlobalOptions& global) {
  if (name.empty()) return;
  if (global.profile_typed && global.profile != name)
    throw Error(ErrorKind::usage,
                "two profiles are named: " + printable(name, 60) + " and, by -p, " + printable(global.profile, 60));
  global.profile = name;
  global.profile_named = global.profile_typed = true;
}

GlobalOptions global_options_of(const Environment& environment) {
  GlobalOptions global;
  if (auto profile = environment("OAUTHCTL_PROFILE")) {
    global.profile = std::move(*profile);
    global.profile_named = true;
  }
  global.home = environment("OAUTHCTL_HOME");
  global.store = environment("OAUTHCTL_STORE");
  return global;
}

}  // namespace oauthctl::cli
