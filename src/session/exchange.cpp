#include "session/exchange.h"

#include "session/redeem.h"

namespace oauthctl {

Exchanged exchange(const LoginPlan& plan, const Grant& grant, const Services& services) {
  Record record = plan.record;
  const auto lock = services.store.lock(record.profile, LockPurpose::renewal, renewal_patience);
  const auto room = services.store.reserve(record.profile);
  const auto current = services.store.load(record.profile);
  if (current) record.serial = current->serial;
  const Redeemed redeemed = redeem(record.server, plan.client, grant, services);
  record.grant_type = grant_type(grant);
  record.tokens = redeemed.tokens;
  record.basic_unencoded = redeemed.basic_unencoded;
  record.account = account_of_id_token(record.tokens.id_token).value_or(Account{});
  ++record.serial;
  room->commit(record);
  return {record, current};
}

}  // namespace oauthctl
