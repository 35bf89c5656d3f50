#pragma once

#include "cli/fill.h"
#include "cli/global_options.h"

namespace oauthctl::cli {

enum class StoreAction { list, show, copy, export_record, import_record };

struct StoreOptions {
  StoreAction action = StoreAction::list;
  std::string file;    ///< what import reads; `-` is stdin
  std::string output;  ///< where export writes; empty: stdout
  std::string to;      ///< the URL of the store that copy writes to; empty: the profile's
  std::string as;      ///< the name of the copy; empty: the profile's
  bool move = false;
  bool replace = false;
  bool reveal = false;
  bool with_client = false;
  bool all = false;  ///< export every profile
};

namespace store_command {

/// Throws ErrorKind::usage for an option that the action does not use.
void check(StoreOptions& options, GlobalOptions& global);

using Store = Fills<StoreOptions>;

inline constexpr Word actions[] = {
    {"list", "the profiles, and where each is stored"},
    {"show", "a profile, without its secrets"},
    {"copy", "a profile to another store or name"},
    {"export", "a profile to a file, with its secrets"},
    {"import", "a profile from a file"},
};

inline constexpr Option table[] = {
    {.name = "ACTION",
     .help = "what to do:",
     .words = actions,
     .required = true,
     .fill = Store::to<&StoreOptions::action>},
    {.name = "FILE", .help = "what to import, - for stdin", .fill = Store::to<&StoreOptions::file>},
    {.name = "--to",
     .value = "URL",
     .group = "For copy",
     .help = "the store to copy to (default: the same)",
     .fill = Store::to<&StoreOptions::to>},
    {.name = "--as",
     .value = "NAME",
     .group = "For copy",
     .help = "the profile's name there (default: the same)",
     .fill = Store::to<&StoreOptions::as>},
    {.name = "--move",
     .group = "For copy",
     .help = "delete the profile here once it is there",
     .fill = Store::to<&StoreOptions::move>},
    {.name = "--replace",
     .group = "For copy and import",
     .help = "overwrite a profile of that name",
     .fill = Store::to<&StoreOptions::replace>},
    {.name = "--output",
     .letter = 'o',
     .value = "FILE",
     .group = "For export",
     .help = "a new file to write, which only you can read",
     .fill = Store::to<&StoreOptions::output>},
    {.name = "--all",
     .group = "For export",
     .help = "every profile that is signed in, into one file",
     .fill = Store::to<&StoreOptions::all>},
    {.name = "--with-client",
     .group = "For export",
     .help = "put the client file into the export, for a machine that lacks it",
     .fill = Store::to<&StoreOptions::with_client>},
    {.name = "--reveal",
     .group = "For show and export",
     .help = "show: print the secrets too; export: print to stdout instead of to a file",
     .fill = Store::to<&StoreOptions::reveal>},
};

inline constexpr Example examples[] = {
    {"oauthctl store list"},
    {"oauthctl store show -p work"},
    {"oauthctl store copy -p work --to helper:pass --move", "to another store"},
    {"oauthctl store export -p work --with-client -o work.json"},
    {"oauthctl store export --all --with-client -o all.json"},
    {"oauthctl store import work.json -p work", "or Google's authorized_user file"},
};

}  // namespace store_command

template <>
inline constexpr Description description_of<StoreOptions> =
    complete({.name = "store",
              .group = "Manage",
              .summary = "List, show, copy, export and import profiles",
              .options = store_command::table,
              .examples = store_command::examples,
              .check = store_command::Store::check<store_command::check>});

}  // namespace oauthctl::cli
