#include "base/duration.h"
#include "fleet/record_cipher.h"
#include "fuzz/harness.h"
#include "fuzz/properties.h"
#include "store/store_url.h"

namespace oauthctl::fuzz {
namespace {

void read_url(std::string_view text) {
  const StoreUrl url = parse_store_url(text, "--store");
  if (const auto* etcd = std::get_if<StoreUrl::Etcd>(&url.kind)) {
    for (const Url& member : etcd->members) require(member.scheme == "https", "a store is asked without TLS");
  }
  if (const auto* helper = std::get_if<StoreUrl::Helper>(&url.kind))
    require(helper->name.find('/') == std::string::npos, "a helper is a path");
}

void read_duration(std::string_view text) {
  require(parse_duration(text, "--timeout").count() >= 0, "a duration is negative");
}

void check(std::string_view input) {
  parses([&] { read_url(input); });
  parses([&] { read_duration(input); });
  parses([&] { parse_store_keys(Secret(std::string(input)), "the keys"); }, told_once({std::string(input)}, input));
}

const Harness harness{"store_urls", check};

}  // namespace
}  // namespace oauthctl::fuzz
