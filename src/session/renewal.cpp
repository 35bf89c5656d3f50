#include "session/renewal.h"

#include "base/text.h"
#include "model/targeted_tokens.h"
#include "oauth/encrypted_response.h"
#include "oauth/identity/introspection.h"
#include "oauth/scopes.h"
#include "oauth/token_response.h"
#include "session/id_token.h"
#include "session/login/redeem.h"
#include "session/party.h"
#include "session/register.h"
#include "session/targeted_grant.h"
#include "session/unattended_grant.h"

namespace oauthctl {
namespace {

Hint login_hint(const Record& record) {
  return Hint::run("oauthctl login -p " + record.profile);
}

/// Presents the refresh token, or the profile's own grant again if that needs no person. Some servers hand out a
/// refresh token with such a grant, against RFC 6749 §4.4.3. It may expire; the grant does not.
Grant renewal_grant(const Record& record, const Party& party, const Services& services) {
  if (needs_no_person(record)) return own_grant(record, party, services);
  return RefreshGrant{record.tokens.refresh_token, {}, record.redirect_uri};
}

void require_renewable(const Record& record) {
  if (is_renewable(record)) return;
  throw Error(ErrorKind::login_required, "profile " + record.profile + " has no refresh token", login_hint(record));
}

/// Presents the grant. A refusal says if only a person can help.
Redeemed present(const Record& record, const Party& party, const Grant& grant, const Services& services) {
  services.notices.step("renewing profile " + record.profile);
  try {
    return redeem(party, record.dpop_key, grant, services);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::login_required) throw;
    throw Error(error.kind(), "profile " + record.profile + " cannot be renewed: " + error.message(),
                login_hint(record), error.answer());
  }
}

/// The words of the target's scope that the profile was not granted, as far as the server said.
std::string beyond_granted(const Target& target, const Record& record) {
  const std::string& granted = granted_scope(record);
  return granted.empty() ? "" : join(scopes_beyond(target.scope, granted));
}

/// RFC 6749 §6: only scopes that were granted. Each resource can have scopes of its own, which the server knows.
void require_granted(const Target& target, const Record& record, const Client& client) {
  if (target.names_place() || client.rules.scope_names_resource) return;
  const std::string& granted = granted_scope(record);
  const std::string more = beyond_granted(target, record);
  if (more.empty()) return;
  throw Error(ErrorKind::usage, "profile " + record.profile + " was not granted the scope " + printable(more),
              Hint::run(login_hint(record).command() + " --scope " + shell_word(granted + ' ' + more)));
}

/// People ask for a narrower token to give it to a program that must not have more. A server whose scopes name a
/// resource grants all that the resource has for us.
void require_narrow(const TokenSet& granted, const Target& target, const Record& record, const Client& client) {
  const bool is_elsewhere = client.rules.scope_names_resource && !beyond_granted(target, record).empty();
  if (target.scope.empty() || is_elsewhere) return;
  const std::string more = join(scopes_beyond(granted.scope, target.scope));
  if (more.empty()) return;
  throw Error(ErrorKind::protocol, "the server did not narrow the scope: its token has also " + printable(more));
}

bool is_rotated(const Record& record, const TokenSet& granted) {
  return !granted.refresh_token.empty() && granted.refresh_token != record.tokens.refresh_token;
}

/// The old refresh token no longer works, so the new one is saved before anything can go wrong with the ID token.
/// Otherwise the profile would be lost. The access token that came with it is not kept yet: it may be another person's.
void keep_refresh_token(Record& record, const TokenSet& granted, Turn& turn) {
  record.tokens.refresh_token = granted.refresh_token;
  record.tokens.refresh_token_expires_at = granted.refresh_token_expires_at;
  turn.commit(record);
}

/// As present(). A mistake in the rest of the answer does not cost the profile its refresh token either.
Redeemed present_or_keep(Record& record, const Party& party, const Grant& grant, Turn& turn, const Services& services) {
  try {
    return present(record, party, grant, services);
  } catch (const RefusedTokens& refused) {
    if (is_rotated(record, refused.renewal())) keep_refresh_token(record, refused.renewal(), turn);
    throw;
  }
}

void check_renewed(const Record& record, Redeemed& redeemed, const Party& party, const Services& services) {
  TokenSet& granted = redeemed.tokens;
  granted.id_token = decrypted(granted.id_token, id_token_encryption, party.client);
  IdTokenContext expected{.asked = no_expectation()};
  expected.access_token = granted.access_token;
  expected.is_renewal = true;
  expected.server_time = redeemed.server_time;
  const IdTokenClaims claims = check_id_token(granted.id_token, party.server, party.client, expected, services);
  if (!record.tokens.id_token.empty()) require_same_login(read_id_token(record.tokens.id_token), claims);
}

/// The client and the server, with a secret that has not expired.
Party fresh_party_of(const Record& record, const Services& services) {
  Party party = party_of(record, services);
  if (!ends_soon(party.client.client_secret_expires_at, services.clock()) || !services.change_client_file ||
      record.client_file.empty())
    return party;
  renew_client_secret(record.client_file, services);
  return party_of(record, services);
}

/// The client as it was just used, for the record.
void note_client(Record& record, const Party& party, const Redeemed& redeemed) {
  record.basic_unencoded = redeemed.basic_unencoded;
  record.client_id = identity_of(party.client, party.service_account);
  record.client_secret_expires_at = party.client.client_secret_expires_at;
}

Record renew_once(Turn& turn, const Services& services) {
  const Record record = *turn.record();
  require_renewable(record);
  // Reserves the room first: if the disk were full, a rotated refresh token would be lost, or a renewed client secret.
  turn.make_room();
  const Party party = fresh_party_of(record, services);
  const Grant grant = renewal_grant(record, party, services);
  Record fresh = record;
  Redeemed redeemed;
  try {
    redeemed = present_or_keep(fresh, party, grant, turn, services);
    note_client(fresh, party, redeemed);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::login_required) throw;
    // Somebody may have renewed although it is our turn. Then our token was refused because it is old, and theirs
    // counts.
    if (auto theirs = signed_in(turn.saved_by_another())) return *theirs;
    throw;
  }
  if (!redeemed.tokens.id_token.empty()) {
    if (is_rotated(record, redeemed.tokens)) keep_refresh_token(fresh, redeemed.tokens, turn);
    check_renewed(record, redeemed, party, services);
  }
  fresh.tokens = renewed(record.tokens, redeemed.tokens);
  drop_old_targeted(fresh, services.clock());
  return turn.commit(fresh);
}

}  // namespace

Record renew(Turn& turn, const Services& services) {
  try {
    return renew_once(turn, services);
  } catch (const Superseded&) {
    if (auto theirs = signed_in(turn.saved_by_another())) return *theirs;
    throw;
  }
}

namespace {

bool is_invalid_target(const Error& error) {
  return error.answer() && error.answer()->error == "invalid_target";
}

/// Exchanges the profile's own token, which is renewed first if it has expired. A refresh token in the answer belongs
/// to the exchanged token, and the profile keeps its own.
Redeemed exchange_own_token(Record& record, const Party& party, const Target& target, Turn& turn,
                            const Services& services) {
  if (!record.tokens.usable(services.clock(), std::chrono::seconds{0})) record = renew_once(turn, services);
  Redeemed redeemed = present(record, exchanging(party), exchange_for(record, target), services);
  redeemed.tokens.refresh_token = {};
  redeemed.tokens.id_token = {};
  return redeemed;
}

/// The target's resources that the sign-in did not name, although it named some: its refresh token is not for them
/// (RFC 8707 §2.2). oidc-provider spends the refresh token before it refuses, which would end the login.
std::vector<std::string> beyond_sign_in(const Target& target, const Record& record) {
  if (record.resource.empty() || needs_no_person(record)) return {};
  std::vector<std::string> beyond = target.resource;
  std::erase_if(beyond, [&](const std::string& uri) { return contains(record.resource, uri); });
  return beyond;
}

void require_granted_resources(const Target& target, const Record& record) {
  const auto beyond = beyond_sign_in(target, record);
  if (beyond.empty()) return;
  Target all{.resource = record.resource};
  all.resource.insert(all.resource.end(), beyond.begin(), beyond.end());
  throw Error(ErrorKind::usage,
              "the sign-in of profile " + record.profile + " was not for " + printable(join(beyond, ", ")),
              Hint::run(login_hint(record).command() + as_options(all)));
}

/// The token for the target, by the profile's renewal, else by an exchange if the server offers that.
Redeemed present_for(Record& record, const Party& party, const Target& target, Turn& turn, const Services& services) {
  const bool may_exchange = offers_exchange(party.server) && record.grant_type != GrantType::token_exchange;
  const bool may_renew = is_renewable(record) && beyond_sign_in(target, record).empty();
  if (!may_renew && may_exchange) return exchange_own_token(record, party, target, turn, services);
  require_renewable(record);
  require_granted_resources(target, record);
  try {
    return present_or_keep(record, party, grant_for(record, target, party, services), turn, services);
  } catch (const Error& error) {
    if (!is_invalid_target(error) || !may_exchange) throw;
    services.notices.step("the server does not renew for that target; exchanging the token");
  }
  return exchange_own_token(record, party, target, turn, services);
}

void warn_if_aimed_elsewhere(const Target& target, const TokenSet& granted, const Services& services) {
  std::vector<std::string> asked = target.resource;
  asked.insert(asked.end(), target.audience.begin(), target.audience.end());
  const auto missing = missing_resources(asked, granted.access_token);
  if (missing.empty()) return;
  services.notices.warning("the server's token is not for what was asked for: its audience lacks " +
                           printable(join(missing, ", ")));
}

}  // namespace

Record renew_for(Turn& turn, const Target& target, const Services& services) {
  Record fresh = *turn.record();
  if (!fresh.tokens.usable(services.clock(), std::chrono::seconds{0})) require_renewable(fresh);
  turn.make_room();
  const Party party = aim(fresh_party_of(fresh, services), target);
  require_granted(target, fresh, party.client);
  Redeemed redeemed;
  try {
    redeemed = present_for(fresh, party, target, turn, services);
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::login_required && turn.saved_by_another()) throw Superseded(fresh.profile);
    throw;
  }
  TokenSet& granted = redeemed.tokens;
  note_client(fresh, party, redeemed);
  if (is_rotated(fresh, granted)) keep_refresh_token(fresh, granted, turn);
  require_narrow(granted, target, fresh, party.client);
  if (!granted.id_token.empty()) check_renewed(fresh, redeemed, party, services);
  if (granted.scope.empty()) granted.scope = target.scope;
  put_tokens(fresh, target, granted);
  Record answer = *aimed(fresh, target);
  drop_old_targeted(fresh, services.clock());
  answer.serial = turn.commit(fresh).serial;
  warn_if_aimed_elsewhere(target, granted, services);
  return answer;
}

}  // namespace oauthctl
