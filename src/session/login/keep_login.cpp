#include "session/login/keep_login.h"

#include "oauth/encrypted_response.h"
#include "session/id_token.h"
#include "session/login/redeem.h"

namespace oauthctl {

namespace {

/// Before anything else is asked, because the process may be killed then. The sign-in is stored already, so a failure
/// is only a warning.
void remember_store(const std::string& profile, const Services& services) {
  if (!services.remember_store) return;
  try {
    services.remember_store(profile);
  } catch (const Error& error) {
    services.notices.warning("commands need --store for profile " + profile + ": " + error.message());
  }
}

/// Merges the answer into the record while nobody else can save.
template <typename Fill>
Exchanged store(const LoginPlan& plan, const Services& services, const Fill& fill) {
  Record record = plan.record;
  const auto turn = services.store.take_turn(record.profile, renewal_patience);
  turn->make_room();
  const auto current = turn->record();
  // Somebody may have narrowed the profile since the sign-in began.
  if (current && !plan.names_places) record.serves = current->serves;
  fill(record);
  Exchanged done{turn->commit(record), current};
  remember_store(record.profile, services);
  return done;
}

void check_own_id_token(Record& record, const Client& client, const IdTokenContext& expected,
                        const Services& services) {
  Secret& id_token = record.tokens.id_token;
  // OpenID Connect Core §3.3.3.3: a server that issues one beside the code must issue one for the code too.
  if (id_token.empty() && expected.beside_code)
    throw Error(ErrorKind::protocol, "the token endpoint gave no ID token, though one came with the code");
  if (id_token.empty()) {
    if (lacks_id_token(*expected.asked, record.tokens.scope))
      services.notices.warning(
          "the server sent no ID token, though the scope openid was asked for: nobody is identified");
    return;
  }
  id_token = decrypted(id_token, id_token_encryption, client);
  record.account = check_id_token(id_token, record.server, client, expected, services).account;
}

}  // namespace

Exchanged exchange(const LoginPlan& plan, const Grant& grant, IdTokenContext expected, const Services& services,
                   const Spent& spent) {
  return store(plan, services, [&](Record& record) {
    const Redeemed redeemed = redeem(plan.party, record.dpop_key, grant, services);
    if (spent) spent();
    record.grant_type = type_of(grant);
    record.tokens = redeemed.tokens;
    if (!redeemed.account.sub.empty()) record.account = redeemed.account;
    record.basic_unencoded = redeemed.basic_unencoded;
    expected.server_time = redeemed.server_time;
    expected.access_token = record.tokens.access_token;
    check_own_id_token(record, plan.party.client, expected, services);
  });
}

Exchanged keep(const LoginPlan& plan, const TokenSet& tokens, const Account& account, const Services& services) {
  return store(plan, services, [&](Record& record) {
    record.grant_type = GrantType::implicit;
    record.tokens = tokens;
    record.account = account;
  });
}

}  // namespace oauthctl
