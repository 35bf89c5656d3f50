#include "session/renewal.h"

#include "session/id_token.h"
#include "session/redeem.h"

namespace oauthctl {
namespace {

std::string login_hint(const Record& record) {
  return "oauthctl login -p " + record.profile;
}

/// Somebody else may have renewed the profile in a way that our lock does not see: then theirs is the grant that
/// counts, and ours was refused for being old.
std::optional<Record> replaced_meanwhile(const Record& record, const Services& services) {
  auto now = services.store.load(record.profile);
  if (now && now->serial != record.serial) return now;
  return std::nullopt;
}

/// The refresh token, or the profile's own grant again where that needs no person: a refresh token that such a server
/// hands out against RFC 6749 §4.4.3 may end, and the grant does not.
Grant renewal_grant(const Record& record) {
  if (needs_no_person(record)) return ClientCredentialsGrant{record.scope, record.params};
  return RefreshGrant{record.tokens.refresh_token, {}};
}

bool is_rotated(const Record& record, const TokenSet& granted) {
  return !granted.refresh_token.empty() && granted.refresh_token != record.tokens.refresh_token;
}

/// The server has spent the old refresh token, so the new one is on the disk before anything can go wrong with the ID
/// token: no login is lost. The access token that came with it is not kept yet: it may be another person's.
void keep_refresh_token(Record& record, const TokenSet& granted, Reservation& room) {
  record.tokens.refresh_token = granted.refresh_token;
  record.tokens.refresh_token_expires_at = granted.refresh_token_expires_at;
  ++record.serial;
  room.commit(record);
}

void check_renewed(const Record& record, Redeemed& redeemed, const Party& party, const Services& services) {
  TokenSet& granted = redeemed.tokens;
  granted.id_token = signed_id_token(granted.id_token, party.client);
  IdTokenContext expected;
  expected.access_token = granted.access_token;
  expected.server_time = redeemed.server_time;
  const IdTokenClaims claims = check_id_token(granted.id_token, party.server, party.client, expected, services);
  if (!record.tokens.id_token.empty()) require_same_login(read_id_token(record.tokens.id_token), claims);
}

}  // namespace

Party party_of(const Record& record, const Services& services) {
  Party party;
  if (record.client) {
    party = {*record.client, record.server};
  } else {
    SecretsFile secrets = services.read_secrets(record.secrets_file);
    party = {std::move(secrets.client), merged(std::move(secrets.server), record.server)};
  }
  party.client.basic_unencoded = record.basic_unencoded;
  return party;
}

Record renew(const Record& record, const Services& services) {
  if (!is_renewable(record)) {
    throw Error(ErrorKind::login_required, "profile " + record.profile + " has no refresh token", login_hint(record));
  }
  const Party party = party_of(record, services);
  // Room first: a rotated refresh token that finds the disk full would be a lost login.
  auto room = services.store.reserve(record.profile);
  services.notices.step("renewing profile " + record.profile);
  Record fresh = record;
  Redeemed redeemed;
  try {
    redeemed = redeem(party.server, party.client, record.dpop_key, renewal_grant(record), services);
    fresh.basic_unencoded = redeemed.basic_unencoded;
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::login_required) throw;
    if (auto theirs = replaced_meanwhile(record, services)) return *theirs;
    throw Error(error.kind(), "profile " + record.profile + " cannot be renewed: " + error.message(),
                login_hint(record), error.answer());
  }
  if (!redeemed.tokens.id_token.empty()) {
    if (is_rotated(record, redeemed.tokens)) {
      keep_refresh_token(fresh, redeemed.tokens, *room);
      room = services.store.reserve(record.profile);
    }
    check_renewed(record, redeemed, party, services);
  }
  fresh.tokens = renewed(record.tokens, redeemed.tokens);
  ++fresh.serial;
  room->commit(fresh);
  return fresh;
}

}  // namespace oauthctl
