#include "session/logout.h"

#include "oauth/sign_out.h"
#include "session/party.h"
#include "session/send.h"
#include "session/token.h"

namespace oauthctl {
namespace {

Revocation revoke_one(Party& party, const Secret& token, const char* type, const Record& record,
                      const Services& services, std::string& trouble) {
  if (token.empty()) return Revocation::not_tried;
  if (std::string why = why_not_revocable(party, type); !why.empty()) {
    trouble = std::move(why);
    return Revocation::not_offered;
  }
  const auto make = [&](const Party& as, const ClientAuth& auth) {
    return revocation_request(as, auth, token, type, record.account.sub);
  };
  const auto [response, basic_unencoded] = send_as_client(party, {make}, services);
  party.client.basic_unencoded = basic_unencoded;
  const std::string refused = parse_revocation_response(response, party.client.rules.revocation);
  if (refused.empty()) return Revocation::done;
  trouble = refused;
  return Revocation::refused;
}

}  // namespace

LogoutOutcome revoke(const Record& record, const Services& services) {
  LogoutOutcome outcome;
  try {
    Party party = party_of(record, services);
    const auto revoke_as = [&](const char* type, const Secret& token) {
      return revoke_one(party, token, type, record, services, outcome.trouble);
    };
    outcome.refresh_token = revoke_as("refresh_token", record.tokens.refresh_token);
    outcome.access_token = revoke_as("access_token", record.tokens.access_token);
    if (outcome.access_token == Revocation::refused || outcome.access_token == Revocation::not_offered) return outcome;
    for (const TargetedToken& targeted : record.targeted) {
      if (!targeted.tokens.usable(services.clock(), std::chrono::seconds{0})) continue;
      if (revoke_as("access_token", targeted.tokens.access_token) == Revocation::done) ++outcome.targeted_tokens;
    }
  } catch (const Error& error) {
    const bool is_other_party = dynamic_cast<const OtherParty*>(&error) != nullptr;
    if (is_other_party || error.kind() == ErrorKind::interrupted) throw;
    outcome.trouble = error.message();
  }
  return outcome;
}

LogoutOutcome logout(const std::string& profile, Settings settings, const Services& services) {
  // Takes a turn: otherwise a renewal under way would save its new tokens afterwards.
  const auto turn = services.store.take_turn(profile, renewal_patience);
  turn->drop_pending();
  const auto& record = turn->record();
  if (!record || (settings == Settings::keep && is_signed_out(*record))) throw not_signed_in(profile, services.store);
  LogoutOutcome outcome;
  if (!is_signed_out(*record)) outcome = revoke(*record, services);
  outcome.settings_kept = settings == Settings::keep && turn->sign_out(services.clock());
  if (settings == Settings::forget) turn->erase();
  return outcome;
}

}  // namespace oauthctl
