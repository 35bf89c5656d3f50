// Signs and verifies as told by its arguments, for the comparison with another implementation: jose_peer.mjs.
#include <iostream>
#include <iterator>

#include "jose/jwk.h"
#include "jose/jws.h"

namespace {

using namespace oauthctl;

std::string run(const std::string& action, const std::string& alg, const std::string& key, const std::string& text) {
  const JsonObject jwk = JsonObject::parse(key, "the key", ErrorKind::usage);
  const bool is_secret = jwk.string("kty") == "oct";
  if (action == "sign") {
    return is_secret ? sign_jws({}, text, alg, read_secret_jwk(jwk)) : sign_jws({}, text, alg, read_private_jwk(jwk));
  }
  const UnverifiedJws jws = parse_jws(text, "the token");
  if (is_secret) {
    verify(jws, read_secret_jwk(jwk), {alg});
  } else {
    verify(jws, JwkSet::parse("{\"keys\":[" + key + "]}", "the set"), {alg});
  }
  return jws.payload;
}

}  // namespace

/// jose_peer sign|verify ALG JWK, with the payload or the token on stdin.
int main(int, char** arguments) {
  const std::string text(std::istreambuf_iterator<char>(std::cin), {});
  try {
    std::cout << run(arguments[1], arguments[2], arguments[3], text);
    return 0;
  } catch (const Error& error) {
    std::cerr << error.message() << '\n';
    return exit_code(error.kind());
  }
}
