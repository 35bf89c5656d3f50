#include "fuzz/harness.h"
#include "fuzz/properties.h"
#include "jose/keys/jwk.h"
#include "jose/keys/jwk_set.h"
#include "jose/keys/pem.h"
#include "jose/keys/published_key.h"

namespace oauthctl::fuzz {
namespace {

void read_set(std::string_view text) {
  const JwkSet set = JwkSet::parse(text, "the set");
  for (const std::string& line : set.skipped()) require_fit_for_terminal(line);
  for (const PublishedKey& key : set.keys()) require(key.key.type() != KeyType::secret, "a published secret is a key");
}

void read_private_key(const JsonObject& jwk) {
  const PrivateKey key = read_private_jwk(jwk);
  write_private_pem(key);
}

void check(std::string_view input) {
  Secrets values;
  parses([&] {
    const JsonObject jwk = JsonObject::parse(input, "the key", ErrorKind::usage);
    for (const char* member : {"d", "p", "q", "k"}) {
      if (jwk.is_string(member)) values.push_back(jwk.string(member));
    }
  });
  const Secrets secrets = told_once(values, input);
  parses([&] { read_set(input); });
  parses([&] { read_private_key(JsonObject::parse(input, "the key", ErrorKind::usage)); }, secrets);
  parses([&] { read_secret_jwk(JsonObject::parse(input, "the key", ErrorKind::usage)); }, secrets);
  parses([&] { read_private_pem(Secret(std::string(input)), "the key"); });
}

const Harness harness{"keys", check};

}  // namespace
}  // namespace oauthctl::fuzz
