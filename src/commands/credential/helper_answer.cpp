#include "commands/credential/helper_answer.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "commands/credential/helper_print.h"
#include "commands/token/lasts.h"
#include "model/destination.h"

namespace oauthctl::cli {
namespace {

/// Each program has its own way to hear that there is nothing for it.
int not_found(HelperProtocol protocol, const std::string& profile, Terminal& terminal) {
  switch (protocol) {
    case HelperProtocol::git:
      return 0;
    case HelperProtocol::docker:
      terminal.answer("credentials not found in native keychain\n");
      return 1;
    case HelperProtocol::terraform:
      terminal.answer("{}\n");
      return 0;
    case HelperProtocol::kubectl:
      break;
  }
  throw Error(ErrorKind::usage, "profile " + profile + " does not serve this cluster",
              "sign in to the cluster's own profile with --for URL");
}

int refuse(const CredentialOptions& options, Terminal& terminal) {
  const bool is_store = options.action == "store";
  terminal.answer(is_store ? "oauthctl keeps no passwords: sign in with oauthctl login --for URL\n"
                           : "oauthctl does not know the action " + in_quotes(options.action, 40) + '\n');
  return 1;
}

bool is_for_question(const CredentialOptions& options, const Record& record) {
  return options.question.url.empty() || is_served(record, options.question.url);
}

std::optional<int> answer_get(const GlobalOptions& global, const CredentialOptions& options, const TokenStore& store,
                              TimePoint now, Terminal& terminal, bool records_elsewhere) {
  const auto record = signed_in(store.load(global.profile));
  if (!record && records_elsewhere) return std::nullopt;
  if (!record && (options.is_found || options.question.url.empty())) throw not_signed_in(global.profile);
  if (!record || !is_for_question(options, *record)) return not_found(options.protocol, global.profile, terminal);
  if (!lasts(*record, type_for(options), now, default_min_ttl)) return std::nullopt;
  print_credential(options, *record, now, terminal);
  return 0;
}

bool is_ours(const CredentialOptions& options, const std::optional<Record>& record) {
  const auto& password = options.question.password;
  return record && is_for_question(options, *record) && (!password || *password == record->tokens.access_token);
}

/// The next `get` renews. A token that cannot be renewed stays: the server may refuse one place and not another, and
/// nobody is signed out for that.
int reject(const GlobalOptions& global, const CredentialOptions& options, TokenStore& store, TimePoint now,
           Terminal& terminal) {
  if (!is_ours(options, signed_in(store.load(global.profile)))) return 0;
  const auto turn = store.take_turn(global.profile, renewal_patience);
  if (!is_ours(options, signed_in(turn->record()))) return 0;
  Record record = *turn->record();
  if (!is_renewable(record, now)) {
    terminal.warning("the token of profile " + record.profile +
                     " was rejected and cannot be renewed: sign in with oauthctl login -p " + record.profile);
    return 0;
  }
  if (!record.tokens.expires_at || *record.tokens.expires_at > now) {
    record.tokens.expires_at = now;
    turn->make_room();
    turn->commit(std::move(record));
  }
  return 0;
}

std::string listed(const std::string& place) {
  const auto host = place.find("://") + 3;
  const std::string registry = place.substr(host, place.find('/', host) - host);
  return url_of_registry(registry) + '/' == place ? registry : place;
}

int list(const TokenStore& store, Terminal& terminal) {
  auto out = nlohmann::ordered_json::object();
  for (const std::string& profile : store.profiles()) {
    const auto record = signed_in(store.load(profile));
    if (!record) continue;
    for (const std::string& place : record->serves) {
      HelperQuestion question;
      question.server = listed(place);
      out[question.server] = user_for(question);
    }
  }
  terminal.answer(to_text(out) + '\n');
  return 0;
}

}  // namespace

std::optional<int> answer_helper(const GlobalOptions& global, const CredentialOptions& options, TokenStore& store,
                                 TimePoint now, Terminal& terminal, bool records_elsewhere) {
  const bool is_nobodys = !options.is_found && !global.profile_named;
  switch (action_of(options)) {
    case HelperAction::ignore:
      return 0;
    case HelperAction::refuse:
      return refuse(options, terminal);
    case HelperAction::list:
      return records_elsewhere ? std::nullopt : std::optional(list(store, terminal));
    case HelperAction::get:
      if (is_nobodys) return not_found(options.protocol, global.profile, terminal);
      return answer_get(global, options, store, now, terminal, records_elsewhere);
    case HelperAction::erase:
      if (is_nobodys) return 0;
      return records_elsewhere ? std::nullopt : std::optional(reject(global, options, store, now, terminal));
  }
  return std::nullopt;
}

}  // namespace oauthctl::cli
