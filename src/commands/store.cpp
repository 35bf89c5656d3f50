#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "commands/command_context.h"
#include "commands/input.h"
#include "commands/record_view.h"
#include "config/authorized_user.h"
#include "config/same_server.h"
#include "session/token.h"
#include "session/transfer.h"
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
      const Record record = load_record(profile, store);
      records.push_back({{"profile", profile}, {"stored", store.where(profile)}, {"serial", record.serial}});
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
  const Record record = load_record(context.global.profile, context.services.store);
  context.terminal.answer(record_view(encode_record(record).reveal(), options.reveal));
  return 0;
}

bool has_two_holders(const Record& record, const StoreOptions& options) {
  return !options.move && !record.tokens.refresh_token.empty();
}

/// The copy is for the same places; a profile that has moved is for none.
void note_copy(const Record& record, const std::string& as, bool has_moved, const CommandContext& context) {
  if (has_moved && as != context.global.profile) context.stores.note_places(context.global.profile, {});
  context.stores.note_places(as, record);
}

int copy(const StoreOptions& options, const CommandContext& context) {
  const std::string& profile = context.global.profile;
  const std::string as = options.as.empty() ? profile : options.as;
  const auto opened = options.to.empty() ? nullptr : context.stores.open(options.to, "--to");
  TokenStore& target = opened ? *opened : context.services.store;
  const Record record =
      transfer({context.services.store, profile}, {target, as}, {.replace = options.replace, .move = options.move});
  if (opened && (options.move || as != profile)) context.stores.bind(as, options.to, "--to");
  note_copy(record, as, options.move, context);
  context.terminal.info((options.move ? "moved profile " : "copied profile ") + profile + " to " + target.where(as));
  if (has_two_holders(record, options)) {
    context.terminal.warning(
        "both copies hold one refresh token: where the server rotates it, the first to renew ends the other's login "
        "(--move leaves no second one)");
  }
  return 0;
}

/// Always created as a new private file: an existing one may be open to others, or a link to such a file.
void write_new_file(const std::string& path, const Secret& text) {
  const FileDescriptor file = create_own_file(AT_FDCWD, path.c_str());
  if (!file) {
    throw Error(ErrorKind::usage, "cannot write " + path + ": " + describe_errno(errno), "name a new file with -o");
  }
  if (!write_all(file.get(), text.reveal()) || uninterrupted([&] { return fsync(file.get()); }) != 0) {
    const int number = errno;
    unlink(path.c_str());
    throw Error(ErrorKind::unavailable, "cannot write " + path + ": " + describe_errno(number));
  }
}

int export_record(const StoreOptions& options, const CommandContext& context) {
  if (options.output.empty() && !options.reveal) {
    throw Error(ErrorKind::usage, "an export holds tokens, so it is not printed unasked",
                "-o FILE writes it to a new file of your own, --reveal prints it");
  }
  const Secret text = encode_record(load_record(context.global.profile, context.services.store));
  if (options.output.empty()) {
    context.terminal.answer(text.reveal());
  } else {
    write_new_file(options.output, text);
    context.terminal.info("exported profile " + context.global.profile + " to " + options.output);
  }
  return 0;
}

Record decode_import(const std::string& text, const std::string& source, const Providers& providers) {
  return is_authorized_user(text) ? parse_authorized_user(text, source, providers) : decode_export(text, source);
}

/// A record may name a client file of this machine only if that file belongs to the same server. Otherwise a malicious
/// record could make us send the secret in one of our files to its own server.
void require_same_server(const Record& record, const std::string& source, const CommandContext& context) {
  if (record.client_file.empty()) return;
  if (names_same_server(context.services.read_client_file(record.client_file).server, record.server)) return;
  throw Error(
      ErrorKind::usage,
      source + ": names the client file " + printable(record.client_file, 200) + ", which is for another server",
      Hint::run("oauthctl login"));
}

int import_record(const StoreOptions& options, const CommandContext& context) {
  const Secret text(read_input(options.file, "the record"));
  const std::string source = options.file == "-" ? "standard input" : options.file;
  const Record record = decode_import(text.reveal(), source, context.providers);
  require_same_server(record, source, context);
  const bool has_name = !context.global.profile_named && !record.profile.empty();
  const std::string profile = has_name ? record.profile : context.global.profile;
  put(record, {context.services.store, profile}, options.replace);
  if (context.global.store) context.stores.bind(profile, *context.global.store, "--store");
  context.stores.note_places(profile, record);
  context.terminal.info("imported profile " + profile + "; stored in " + context.services.store.where(profile));
  return 0;
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
      return export_record(options, context);
    case StoreAction::import_record:
      return import_record(options, context);
  }
  throw Error(ErrorKind::internal, "store: no such action");
}

}  // namespace oauthctl::cli
