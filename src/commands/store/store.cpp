#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "commands/client/registered_client.h"
#include "commands/command_context.h"
#include "commands/files/input.h"
#include "commands/profile/bound_copy.h"
#include "commands/profile/record_view.h"
#include "config/authorized_user.h"
#include "config/client_file.h"
#include "config/client_file_reader.h"
#include "config/same_server.h"
#include "session/party.h"
#include "session/token.h"
#include "store/new_file.h"
#include "store/record_import.h"
#include "store/record_json.h"

namespace oauthctl::cli {
namespace {

int list(const CommandContext& context) {
  const TokenStore& store = context.services.store;
  nlohmann::ordered_json records = nlohmann::ordered_json::array();
  std::string lines;
  int code = 0;
  for (const std::string& profile : store.profiles()) {
    try {
      const auto record = store.load(profile);
      if (!record) continue;  // deleted meanwhile
      records.push_back({{"profile", profile}, {"stored", store.where(profile)}, {"serial", record->serial}});
      lines += profile + '\t' + store.where(profile) + '\n';
    } catch (const Error& error) {
      // One broken record must not hide the others.
      code = context.terminal.report(error);
    }
  }
  context.terminal.answer(context.global.json ? to_text(nlohmann::ordered_json{{"records", records}}, 2) + '\n'
                                              : lines);
  return code;
}

int show(const StoreOptions& options, const CommandContext& context) {
  const auto record = context.services.store.load(context.global.profile);
  if (!record) throw not_signed_in(context.global.profile, context.services.store);
  context.terminal.answer(record_view(encode_record(*record).reveal(), options.reveal));
  return 0;
}

bool has_two_holders(const Record& record, const StoreOptions& options) {
  return !options.move && !record.tokens.refresh_token.empty();
}

/// The copy is for the same places; a profile that has moved is for none.
void note_copy(const Record& record, const std::string& as, bool has_moved, const CommandContext& context) {
  if (has_moved && as != context.global.profile) context.stores.note_places(context.global.profile, {});
  context.stores.note_places(as, record);
  if (has_moved && context.stores.chosen() == context.global.profile) context.stores.choose(as);
}

int copy(const StoreOptions& options, const CommandContext& context) {
  const std::string& profile = context.global.profile;
  const std::string as = options.as.empty() ? profile : options.as;
  const auto opened = options.to.empty() ? nullptr : context.stores.open(options.to, "--to");
  TokenStore& target = opened ? *opened : context.services.store;
  TransferOptions how{.replace = options.replace, .move = options.move};
  if (opened && (options.move || as != profile)) how = bound_copy(how, as, options.to, "--to", context.stores);
  const Record record = transfer({context.services.store, profile}, {target, as}, how);
  note_copy(record, as, options.move, context);
  context.terminal.info((options.move ? "moved profile " : "copied profile ") + profile + " to " + target.where(as));
  if (has_two_holders(record, options)) {
    context.terminal.warning(
        "both copies hold the same refresh token: if the server rotates it, the first to renew ends the other's "
        "sign-in (--move avoids that)");
  }
  return 0;
}

/// The file is read like any client file first, so that an export never holds another client's secret.
Secret with_client(const Record& record, const CommandContext& context) {
  require_party_of(record, context.services.read_client_file(record.client_file));
  return encode_export(record, read_file(record.client_file), printable(record.client_file, 4096));
}

bool needs_client_file(const Record& record) {
  return !record.client && !record.client_file.empty();
}

void note_export(const Record& record, const StoreOptions& options, const CommandContext& context) {
  if (!options.output.empty()) context.terminal.info("exported profile " + record.profile + " to " + options.output);
  if (needs_client_file(record) && !options.with_client)
    context.terminal.info("the other machine needs the client file too: " + printable(record.client_file, 4096) +
                          " (--with-client puts it into the export)");
}

void warn_of_two_holders(const std::vector<Record>& records, const CommandContext& context) {
  const bool has_any = std::any_of(records.begin(), records.end(),
                                   [](const Record& record) { return !record.tokens.refresh_token.empty(); });
  if (!has_any) return;
  context.terminal.warning(
      "the export holds the refresh token too: if the server rotates it, the first machine to renew ends the "
      "other's sign-in");
}

std::vector<Record> records_to_export(const StoreOptions& options, const CommandContext& context) {
  const TokenStore& store = context.services.store;
  if (!options.all) return {load_record(context.global.profile, store)};
  std::vector<Record> out;
  for (const std::string& profile : store.profiles()) {
    if (auto record = signed_in(store.load(profile))) {
      out.push_back(std::move(*record));
    } else {
      context.terminal.info("left out profile " + profile + ": it is signed out");
    }
  }
  if (out.empty()) throw Error(ErrorKind::login_required, "nobody is signed in");
  return out;
}

/// An export is one line, so several are a file too.
int export_records(const StoreOptions& options, const CommandContext& context) {
  if (options.output.empty() && !options.reveal)
    throw Error(ErrorKind::usage, "refusing to print an export: it holds tokens",
                "-o FILE writes it to a new file of your own, --reveal prints it");
  const std::vector<Record> records = records_to_export(options, context);
  std::string text;
  for (const Record& record : records) {
    const bool has_client = options.with_client && needs_client_file(record);
    text += (has_client ? with_client(record, context) : encode_record(record)).reveal();
  }
  const Secret whole(std::move(text));
  // Always a new private file: an existing one may be open to others, or a link to such a file.
  options.output.empty() ? context.terminal.answer(whole.reveal())
                         : NewFile(options.output, "name a new file with -o FILE").commit(whole.reveal());
  for (const Record& record : records) note_export(record, options, context);
  warn_of_two_holders(records, context);
  return 0;
}

Record decode_import(const std::string& text, const std::string& source, const Providers& providers) {
  return is_authorized_user(text) ? parse_authorized_user(text, source, providers) : decode_export(text, source);
}

/// A record may name a client file of this machine only if that file belongs to the same server. Otherwise a malicious
/// record could make us send the secret in one of our files to its own server. A file that is missing is compared when
/// it is first used.
void check_client_file(Record& record, const std::string& profile, const std::string& source,
                       const CommandContext& context) {
  if (record.client_file.empty()) return;
  const std::string shown = printable(record.client_file, 200);
  try {
    if (names_same_server(context.services.read_client_file(record.client_file).server, record.server)) {
      record.is_unchecked = false;
      return;
    }
  } catch (const MissingClientFile&) {
    record.is_unchecked = true;
    context.terminal.warning("the client file " + shown +
                             " is missing: put it there, or name another with oauthctl profile set " + profile +
                             " --secrets FILE");
    return;
  }
  throw Error(ErrorKind::usage, source + ": names the client file " + shown + ", which is for another server",
              Hint::run("oauthctl login"));
}

/// A name in the home that nothing has: no client file is ever written over.
std::string free_client_file(const std::string& profile, const CommandContext& context) {
  const std::string path = make_clients_folder(context.paths) + '/' + profile;
  std::string free = path + ".json";
  for (int i = 2; access(free.c_str(), F_OK) == 0; ++i) free = path + '-' + std::to_string(i) + ".json";
  return free;
}

/// Stores the record, and first the client file that came with it, which must be the record's own: a stored record
/// names no file that is missing.
void put_with_client(Record record, const Secret& client_file, const std::string& source, const Place& place,
                     bool replace, const CommandContext& context) {
  const ClientFile client = parse_client_file(client_file.reveal(), source, context.providers);
  record.client_file = find_client_file(free_client_file(place.profile, context), working_folder(), context.paths);
  record.is_unchecked = false;
  require_party_of(record, client);
  NewFile file(record.client_file);
  file.write(client_file.reveal());
  put(record, place, replace);
  file.keep();
  context.terminal.info("wrote the client file " + printable(record.client_file, 4096));
}

/// A record to store, and the client file that came with it.
struct Import {
  Record record;
  std::optional<Secret> client_file;
  std::string profile;
  std::string source;
};

Import read_import(const std::string& text, const std::string& source, bool is_named, const CommandContext& context) {
  Import out{decode_import(text, source, context.providers), client_file_in(text, source), {}, source};
  out.profile = is_named || out.record.profile.empty() ? context.global.profile : out.record.profile;
  if (!out.client_file) check_client_file(out.record, out.profile, source, context);
  return out;
}

/// Each export is one line; a file of Google's is one text of many.
std::vector<std::string> exports_in(const std::string& text) {
  const auto lines = split(text, '\n');
  const bool are_exports = std::all_of(
      lines.begin(), lines.end(), [](std::string_view line) { return line.starts_with('{') && line.ends_with('}'); });
  if (lines.size() < 2 || !are_exports) return {text};
  std::vector<std::string> out;
  out.reserve(lines.size());
  for (const std::string_view line : lines) out.push_back(std::string(line) + '\n');
  return out;
}

/// All of them can be read, or none is stored.
std::vector<Import> read_imports(const StoreOptions& options, const CommandContext& context) {
  const Secret text(read_input(options.file, "the record"));
  const std::string source = options.file == "-" ? "standard input" : options.file;
  const auto texts = exports_in(text.reveal());
  if (texts.size() > 1 && context.global.profile_typed)
    throw Error(ErrorKind::usage, source + ": has " + std::to_string(texts.size()) + " profiles, and -p names one",
                "leave out -p: each keeps its name");
  if (texts.size() == 1) return {read_import(texts.front(), source, context.global.profile_named, context)};
  std::vector<Import> out;
  out.reserve(texts.size());
  for (const std::string& one : texts)
    out.push_back(read_import(one, source + ", line " + std::to_string(out.size() + 1), false, context));
  return out;
}

void import_one(const Import& import, const StoreOptions& options, const CommandContext& context) {
  const Place place{context.services.store, import.profile};
  if (import.client_file) {
    put_with_client(import.record, *import.client_file, import.source, place, options.replace, context);
  } else {
    put(import.record, place, options.replace);
  }
  if (context.global.store) context.stores.bind(import.profile, *context.global.store, "--store");
  context.stores.note_places(import.profile, import.record);
  context.terminal.info("imported profile " + import.profile + "; stored in " +
                        context.services.store.where(import.profile));
}

int import_records(const StoreOptions& options, const CommandContext& context) {
  const std::vector<Import> imports = read_imports(options, context);
  if (imports.size() == 1) {
    import_one(imports.front(), options, context);
    return 0;
  }
  int code = 0;
  for (const Import& import : imports) {
    try {
      import_one(import, options, context);
    } catch (const Error& error) {
      // A profile that is here already must not keep the others out.
      if (error.kind() == ErrorKind::interrupted) throw;
      code = context.terminal.report(error);
    }
  }
  return code;
}

}  // namespace

int run(const StoreOptions& options, const CommandContext& context) {
  switch (options.action) {
    case StoreAction::list:
      return list(context);
    case StoreAction::show:
      return show(options, context);
    case StoreAction::copy:
      return copy(options, context);
    case StoreAction::export_record:
      return export_records(options, context);
    case StoreAction::import_record:
      return import_records(options, context);
  }
  throw Error(ErrorKind::internal, "store: no such action");
}

}  // namespace oauthctl::cli
