#include "jose/keys/jwk_set.h"

#include "base/text.h"
#include "jose/keys/jwk.h"
#include "jose/keys/published_key.h"

namespace oauthctl {
namespace {

/// A set is small. This limits the work that a hostile one can cause.
constexpr std::size_t most_keys = 100;

PublishedKey read_key(const JsonObject& jwk) {
  const std::string use = jwk.shown("use");
  if (!use.empty() && use != "sig") jwk.fail("use", "is \"" + printable(use, 40) + "\", not \"sig\"");
  const auto operations = jwk.list("key_ops");
  if (!operations.empty() && !contains(operations, "verify")) jwk.fail("key_ops", "does not allow verify");
  // Anyone who reads the set could sign with it.
  if (jwk.has("d")) jwk.fail("d", "should be private, but is published");
  return {jwk.identifier("kid"), jwk.shown("alg"), read_public_jwk(jwk, Spelling::published)};
}

}  // namespace

JwkSet JwkSet::parse(std::string_view json, const std::string& source) {
  const JsonObject document = JsonObject::parse_answer(json, source);
  if (!document.has("keys")) document.fail("keys", "is missing");
  const auto entries = document.objects("keys", "key");
  if (entries.size() > most_keys) document.fail("keys", "has more than " + std::to_string(most_keys) + " entries");

  JwkSet set;
  std::vector<PublishedKey> keys;
  for (const JsonObject& entry : entries) {
    try {
      keys.push_back(read_key(entry));
    } catch (const Error& error) {
      set.skipped_.push_back(error.message());
    }
  }
  set.keys_ = std::make_shared<const std::vector<PublishedKey>>(std::move(keys));
  return set;
}

std::vector<const PublishedKey*> candidates(const JwkSet& set, const SignatureAlgorithm& algorithm,
                                            std::string_view kid) {
  std::vector<const PublishedKey*> named;
  std::vector<const PublishedKey*> possible;
  for (const PublishedKey& key : set.keys()) {
    if (key.key.type() != algorithm.key || (!key.alg.empty() && key.alg != algorithm.name)) continue;
    if (!kid.empty() && key.kid == kid) named.push_back(&key);
    if (kid.empty() || key.kid.empty()) possible.push_back(&key);
  }
  if (!named.empty()) return named;
  if (possible.size() > 1) possible.clear();
  return possible;
}

}  // namespace oauthctl
