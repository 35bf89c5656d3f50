#include "fuzz/harness.h"
#include "fuzz/properties.h"
#include "jose/jwe.h"
#include "jose/jws.h"
#include "jose/keys/jwk.h"
#include "oauth/identity/id_token.h"
#include "oauth/identity/inspection.h"
#include "oauth/identity/userinfo.h"

namespace oauthctl::fuzz {
namespace {

const TimePoint now{std::chrono::seconds{1'700'000'000}};

/// The key of RFC 7515 §A.3. Its private part is in that appendix alone, so a signature that it verifies here is the
/// appendix's own or forged.
constexpr const char* published =
    R"({"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
    R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]})";
constexpr const char* signed_by_it =
    "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlf"
    "Q";

void check_signature(std::string_view token) {
  static const JwkSet keys = JwkSet::parse(published, "the set");
  const UnverifiedJws jws = parse_jws(token, "the token");
  verify(jws, keys, {"ES256", "RS256", "PS256", "EdDSA"});
  require(jws.signing_input == signed_by_it, "a forged signature passes");
}

void check_mac(std::string_view token) {
  verify(parse_jws(token, "the token"), Secret("a secret of more than thirty-two bytes"), {"HS256", "HS512"});
  throw Broken("a forged MAC passes");
}

void check_decryption(std::string_view token) {
  decrypt(parse_jwe(token, "the token"), Secret("0123456789abcdef0123456789abcdef"), {"dir", "A128CBC-HS256"});
  throw Broken("a token that was encrypted with another key opens");
}

void inspect(std::string_view token) {
  const InspectedToken inspected = inspect_token(Secret(std::string(token)), now);
  for (const ClaimInWords& claim : inspected.claims) require_fit_for_terminal(claim.meaning);
  session_of_id_token(Secret(std::string(token)));
}

void check(std::string_view input) {
  parses([&] { check_signature(input); });
  parses([&] { check_mac(input); });
  parses([&] { check_decryption(input); });
  parses([&] { inspect(input); });
  parses([&] { read_id_token(Secret(std::string(input))); });
}

const Harness harness{"tokens", check};

}  // namespace
}  // namespace oauthctl::fuzz
