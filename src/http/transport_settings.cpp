#include "http/transport_settings.h"

#include <initializer_list>

namespace oauthctl {

TransportSettings transport_settings(const Environment& environment) {
  const auto first_of = [&](std::initializer_list<const char*> names) -> std::string {
    for (const char* name : names) {
      if (const auto value = environment(name)) return *value;
    }
    return {};
  };
  TransportSettings settings;
  settings.ca_file = first_of({"SSL_CERT_FILE"});
  settings.ca_directory = first_of({"SSL_CERT_DIR"});
  settings.proxy = first_of({"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"});
  settings.no_proxy = first_of({"no_proxy", "NO_PROXY"});
  return settings;
}

TransportSettings transport_settings(const Environment& environment, const std::string& own_ca_file) {
  TransportSettings settings = transport_settings(environment);
  if (!own_ca_file.empty()) settings.ca_file = own_ca_file;
  return settings;
}

}  // namespace oauthctl
