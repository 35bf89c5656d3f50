#include "session/exchange.h"

#include "oauthctl/encrypted_response.h"
#include "session/id_token.h"
#include "session/redeem.h"

namespace oauthctl {

Exchanged exchange(const LoginPlan& plan, const Grant& grant, IdTokenContext expected, const Services& services) {
  Record record = plan.record;
  const auto lock = services.store.lock(record.profile, LockPurpose::renewal, renewal_patience);
  const auto room = services.store.reserve(record.profile);
  const auto current = services.store.load(record.profile);
  if (current) record.serial = current->serial;
  const Redeemed redeemed = redeem(record.server, plan.client, record.dpop_key, grant, services);
  record.grant_type = grant_type(grant);
  record.tokens = redeemed.tokens;
  record.basic_unencoded = redeemed.basic_unencoded;
  if (!record.tokens.id_token.empty()) {
    record.tokens.id_token = decrypted(record.tokens.id_token, id_token_encryption, plan.client);
    expected.server_time = redeemed.server_time;
    expected.access_token = record.tokens.access_token;
    record.account = check_id_token(record.tokens.id_token, record.server, plan.client, expected, services).account;
  }
  ++record.serial;
  room->commit(record);
  return {record, current};
}

}  // namespace oauthctl
