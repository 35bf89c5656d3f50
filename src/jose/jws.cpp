#include "jose/jws.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/text.h"
#include "jose/keys/published_key.h"
#include "jose/mac.h"

namespace oauthctl {
namespace {

Error jws_refusal(const std::string& source, const std::string& why) {
  return {ErrorKind::protocol, source + ' ' + why};
}

std::string decoded(std::string_view part, const std::string& source, const char* name) {
  auto bytes = base64url_decode(part);
  if (!bytes) throw jws_refusal(source, std::string("has a ") + name + " that is not base64url");
  return *std::move(bytes);
}

/// `crit` names extensions that must be understood (RFC 7515 §4.1.11), and oauthctl understands none. `b64` (RFC 7797)
/// changes the signed text and `zip` the text that is read, so neither belongs in a signed token.
void refuse_jws_extensions(const JsonObject& header, const std::string& source) {
  for (const char* name : {"crit", "b64", "zip"}) {
    if (header.value().contains(name))
      throw jws_refusal(source, "has \"" + std::string(name) + "\" in its header, which is not supported");
  }
}

/// Why no key of the set can be tried.
std::string missing_key(const UnverifiedJws& jws, const JwkSet& keys) {
  std::string why = jws.kid.empty() ? "names no key, and the server publishes not exactly one that suits " + jws.alg
                                    : "was signed with the key " + in_quotes(jws.kid) +
                                          ", which the server does not publish for " + jws.alg;
  for (const std::string& skipped : keys.skipped()) why += "; skipped: " + skipped;
  return printable(why);
}

bool is_signed_by(const std::vector<const PublishedKey*>& keys, const SignatureAlgorithm& algorithm,
                  const UnverifiedJws& jws) {
  return std::any_of(keys.begin(), keys.end(), [&](const PublishedKey* published) {
    return published->key.verifies(algorithm, jws.signing_input, jws.signature);
  });
}

const SignatureAlgorithm& known_algorithm(std::string_view alg) {
  const SignatureAlgorithm* found = find_algorithm(alg);
  if (found == nullptr) throw Error(ErrorKind::usage, in_quotes(alg) + " is not a signature algorithm");
  return *found;
}

std::string signing_input(nlohmann::json header, std::string_view payload, std::string_view alg) {
  header["alg"] = alg;
  return base64url_encode(to_text(header)) + '.' + base64url_encode(payload);
}

}  // namespace

UnverifiedJws parse_jws(std::string_view compact, const std::string& source) {
  const auto parts = std::count(compact.begin(), compact.end(), '.') + 1;
  if (parts == 5) throw jws_refusal(source, "is encrypted, which is not supported");
  if (parts != 3) throw jws_refusal(source, "is not a signed token: it has " + std::to_string(parts) + " parts, not 3");
  const auto first = compact.find('.');
  const auto last = compact.rfind('.');
  JsonObject header =
      JsonObject::parse(decoded(compact.substr(0, first), source, "header"), source + "'s header", ErrorKind::protocol);
  refuse_jws_extensions(header, source);
  std::string alg = header.required_string("alg");
  std::string kid = header.string("kid");
  return {source,
          std::move(header),
          std::move(alg),
          std::move(kid),
          std::string(compact.substr(0, last)),
          decoded(compact.substr(first + 1, last - first - 1), source, "payload"),
          decoded(compact.substr(last + 1), source, "signature")};
}

const SignatureAlgorithm& require_allowed(const UnverifiedJws& jws, const AllowedAlgorithms& allowed) {
  const SignatureAlgorithm* algorithm = find_algorithm(jws.alg);
  if (algorithm == nullptr || !contains(allowed, jws.alg))
    throw jws_refusal(jws.source,
                      "is signed with " + in_quotes(jws.alg) + ", expected " + in_quotes(join(allowed, " or ")));
  return *algorithm;
}

bool is_signed_by(const JwkSet& keys, const UnverifiedJws& jws) {
  const SignatureAlgorithm* algorithm = find_algorithm(jws.alg);
  return algorithm != nullptr && is_signed_by(candidates(keys, *algorithm, jws.kid), *algorithm, jws);
}

void verify(const UnverifiedJws& jws, const JwkSet& keys, const AllowedAlgorithms& allowed) {
  const SignatureAlgorithm& algorithm = require_allowed(jws, allowed);
  const auto possible = candidates(keys, algorithm, jws.kid);
  if (possible.empty()) throw jws_refusal(jws.source, missing_key(jws, keys));
  if (!is_signed_by(possible, algorithm, jws))
    throw jws_refusal(jws.source, "has a signature that is not the server's");
}

void verify(const UnverifiedJws& jws, const Secret& secret, const AllowedAlgorithms& allowed) {
  const SignatureAlgorithm& algorithm = require_allowed(jws, allowed);
  if (algorithm.scheme != SignatureScheme::hmac)
    throw jws_refusal(jws.source, "is signed with " + in_quotes(jws.alg) + ", which takes no secret");
  if (!verify_mac(algorithm, secret, jws.signing_input, jws.signature))
    throw jws_refusal(jws.source, "has a signature that is not made with the client's secret");
}

std::string sign_jws(nlohmann::json header, std::string_view payload, std::string_view alg, const PrivateKey& key) {
  const SignatureAlgorithm& algorithm = known_algorithm(alg);
  const std::string input = signing_input(std::move(header), payload, alg);
  return input + '.' + base64url_encode(key.sign(algorithm, input));
}

std::string sign_jws(nlohmann::json header, std::string_view payload, std::string_view alg, const Secret& secret) {
  const SignatureAlgorithm& algorithm = known_algorithm(alg);
  const std::string input = signing_input(std::move(header), payload, alg);
  return input + '.' + base64url_encode(mac(algorithm, secret, input));
}

}  // namespace oauthctl
