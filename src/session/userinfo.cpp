#include "session/userinfo.h"

#include "oauth/encrypted_response.h"
#include "session/server_keys.h"

namespace oauthctl {

std::optional<Account> ask_userinfo(const ServerMetadata& server, const Client& client, const Record& record,
                                    const Services& services) {
  const HttpResponse answer = decrypted(send_with_proof([&] { return userinfo_request(server, record.tokens); },
                                                        {record.dpop_key, record.tokens.access_token, {}}, services),
                                        userinfo_encryption, client);
  const std::string& alg = client.userinfo_signed_response_alg;
  if (alg.empty()) return parse_userinfo_response(answer);
  return verify_userinfo_response(answer, server, client, keys_for_answer(answer, alg, server, services));
}

}  // namespace oauthctl
