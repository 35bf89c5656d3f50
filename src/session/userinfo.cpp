#include "session/userinfo.h"

namespace oauthctl {

std::optional<Account> ask_userinfo(const ServerMetadata& server, const Record& record, const Services& services) {
  return parse_userinfo_response(send_with_proof([&] { return userinfo_request(server, record.tokens); },
                                                 {record.dpop_key, record.tokens.access_token, {}}, services));
}

}  // namespace oauthctl
