// Signs, verifies, encrypts and decrypts as told by its arguments, for the comparison with another implementation:
// jose_peer.mjs and jwe_peer.mjs.
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "jose/jwe.h"
#include "jose/jws.h"
#include "jose/keys/jwk.h"

namespace {

using namespace oauthctl;

/// `ALG/ENC`
JweAlgorithms algorithms_of(const std::string& pair) {
  const auto slash = pair.find('/');
  return {pair.substr(0, slash), pair.substr(slash + 1)};
}

std::string encrypt(const JweAlgorithms& algorithms, const JsonObject& jwk, const std::string& text) {
  if (jwk.string("kty") == "oct") return encrypt_jwe({}, text, algorithms, read_secret_jwk(jwk));
  return encrypt_jwe({}, text, algorithms, read_public_jwk(jwk));
}

std::string decrypt(const JweAlgorithms& algorithms, const JsonObject& jwk, const std::string& text) {
  const ParsedJwe jwe = parse_jwe(text, "the token");
  if (jwk.string("kty") == "oct") return decrypt(jwe, read_secret_jwk(jwk), algorithms);
  return decrypt(jwe, read_private_jwk(jwk), algorithms);
}

std::string run(const std::string& action, const std::string& alg, const std::string& key, const std::string& text) {
  const JsonObject jwk = JsonObject::parse(key, "the key", ErrorKind::usage);
  if (action == "encrypt") return encrypt(algorithms_of(alg), jwk, text);
  if (action == "decrypt") return decrypt(algorithms_of(alg), jwk, text);
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

/// jose_peer sign|verify ALG JWK or encrypt|decrypt ALG/ENC JWK, with the payload or the token on stdin.
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
