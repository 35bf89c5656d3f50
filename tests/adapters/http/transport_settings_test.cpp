#include "http/transport_settings.h"

#include <gtest/gtest.h>

#include <map>

namespace oauthctl {
namespace {

TransportSettings from(const std::map<std::string, std::string>& environment) {
  return transport_settings([&](const char* name) -> std::optional<std::string> {
    const auto found = environment.find(name);
    return found == environment.end() ? std::nullopt : std::optional(found->second);
  });
}

TEST(TransportSettings, HoldNothingOfAnEmptyEnvironment) {
  const TransportSettings settings = from({});
  EXPECT_EQ(settings.ca_file + settings.ca_directory + settings.proxy + settings.no_proxy, "");
}

TEST(TransportSettings, TakeTheTrustFromTheEnvironment) {
  const TransportSettings settings = from({{"SSL_CERT_FILE", "/ca.pem"}, {"SSL_CERT_DIR", "/certs"}});
  EXPECT_EQ(settings.ca_file, "/ca.pem");
  EXPECT_EQ(settings.ca_directory, "/certs");
}

TEST(TransportSettings, PreferTheSpecificAndTheLowerCaseProxy) {
  EXPECT_EQ(from({{"https_proxy", "a"}, {"HTTPS_PROXY", "b"}, {"all_proxy", "c"}, {"ALL_PROXY", "d"}}).proxy, "a");
  EXPECT_EQ(from({{"HTTPS_PROXY", "b"}, {"all_proxy", "c"}, {"ALL_PROXY", "d"}}).proxy, "b");
  EXPECT_EQ(from({{"all_proxy", "c"}, {"ALL_PROXY", "d"}}).proxy, "c");
  EXPECT_EQ(from({{"ALL_PROXY", "d"}}).proxy, "d");
  EXPECT_EQ(from({{"no_proxy", "a"}, {"NO_PROXY", "b"}}).no_proxy, "a");
  EXPECT_EQ(from({{"NO_PROXY", "b"}}).no_proxy, "b");
}

// A CGI program gets a visitor's header `Proxy:` as HTTP_PROXY. And plain http never leaves this machine.
TEST(TransportSettings, PassOverTheProxyForPlainHttp) {
  EXPECT_EQ(from({{"http_proxy", "a"}, {"HTTP_PROXY", "b"}}).proxy, "");
}

}  // namespace
}  // namespace oauthctl
