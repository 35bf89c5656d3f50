#include "commands/credential/helper_answer.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "commands/credential/helper_print.h"
#include "commands/token/lasts.h"
#include "model/server/destination.h"
#include "model/targeted_tokens.h"

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
  if (!record && (options.is_found || options.question.url.empty())) throw not_signed_in(global.profile, store);
  if (!record || !is_for_question(options, *record)) return not_found(options.protocol, global.profile, terminal);
  const auto aimed_record = aimed(*record, target_for(options, *record));
  if (!aimed_record || !lasts(*aimed_record, type_for(options), now, default_min_ttl)) return std::nullopt;
  print_credential(options, *aimed_record, now, terminal);
  return 0;
}

/// The tokens that an earlier answer was taken from; nothing: the question is about another one.
std::optional<TokenSet> rejected_tokens(const CredentialOptions& options, const std::optional<Record>& record) {
  if (!record || !is_for_question(options, *record)) return std::nullopt;
  const TokenSet* tokens = tokens_for(*record, target_for(options, *record));
  const auto& password = options.question.password;
  if (tokens == nullptr || (password && *password != tokens->access_token)) return std::nullopt;
  return *tokens;
}

/// The next `get` renews. A token that cannot be renewed stays: the server may refuse one place and not another, and
/// nobody is signed out for that.
int reject(const GlobalOptions& global, const CredentialOptions& options, TokenStore& store, TimePoint now,
           Terminal& terminal) {
  if (!rejected_tokens(options, signed_in(store.load(global.profile)))) return 0;
  const auto turn = store.take_turn(global.profile, renewal_patience);
  auto tokens = rejected_tokens(options, signed_in(turn->record()));
  if (!tokens) return 0;
  Record record = *turn->record();
  if (!is_renewable(record, now)) {
    terminal.warning("the token of profile " + record.profile +
                     " was rejected and cannot be renewed: sign in with oauthctl login -p " + record.profile);
    return 0;
  }
  if (!tokens->expires_at || *tokens->expires_at > now) {
    tokens->expires_at = now;
    put_tokens(record, target_for(options, record), *std::move(tokens));
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

Target target_for(const CredentialOptions& options, const Record& record) {
  // An ID token is for the client, whatever the URL is.
  return type_for(options) == TokenType::id ? Target{} : target_of(record, {}, options.question.url);
}

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
