#include "fleet/fleet_access.h"

#include <gtest/gtest.h>

#include <map>

#include "oauthctl/error.h"
#include "support/temporary_directory.h"
#include "support/text_file.h"

namespace oauthctl {
namespace {

using Variables = std::map<std::string, std::string>;

FleetAccess access(const Variables& variables) {
  return fleet_access([&](const char* name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  });
}

TEST(FleetAccess, WhatIsMissingIsNamed) {
  for (const auto& [variables, named] : std::initializer_list<std::pair<Variables, std::string>>{
           {{}, "OAUTHCTL_STORE_KEY_FILE"},
           {{{"OAUTHCTL_STORE_KEY_FILE", "/nowhere/key"}}, "OAUTHCTL_STORE_KEY_FILE: /nowhere/key"},
           {{{"OAUTHCTL_STORE_KEY_FILE", "/dev/null"}}, "OAUTHCTL_STORE_KEY_FILE"},
           {{{"OAUTHCTL_STORE_KEY_FILE", "/dev/zero"}}, "too long"},
           {{{"OAUTHCTL_STORE_KEY", "k"}, {"OAUTHCTL_ETCD_USER", "ann"}}, "OAUTHCTL_ETCD_PASSWORD_FILE"},
           {{{"OAUTHCTL_STORE_KEY", "k"}, {"OAUTHCTL_ETCD_PASSWORD", "p"}}, "OAUTHCTL_ETCD_USER"},
           {{{"OAUTHCTL_STORE_KEY", "k"}, {"OAUTHCTL_ETCD_KEY_FILE", "/k"}}, "OAUTHCTL_ETCD_CERTIFICATE_FILE"},
       }) {
    try {
      access(variables);
      ADD_FAILURE() << named;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::usage);
      EXPECT_NE(error.message().find(named), std::string::npos) << error.message();
    }
  }
}

TEST(FleetAccess, AFileComesBeforeAValueAndItsLastLineEndIsNotPartOfIt) {
  const testing::TemporaryDirectory folder;
  testing::write_file(folder / "key", "from file\n");
  testing::write_file(folder / "password", "se same\r\n");
  const FleetAccess found = access({{"OAUTHCTL_STORE_KEY_FILE", folder / "key"},
                                    {"OAUTHCTL_STORE_KEY", "from environment"},
                                    {"OAUTHCTL_ETCD_USER", "ann"},
                                    {"OAUTHCTL_ETCD_PASSWORD_FILE", folder / "password"}});
  EXPECT_EQ(found.keys, Secret("from file"));
  EXPECT_EQ(found.keys_source, "OAUTHCTL_STORE_KEY_FILE");
  EXPECT_EQ(found.password, Secret("se same"));
  EXPECT_EQ(access({{"OAUTHCTL_STORE_KEY", "from environment"}}).keys, Secret("from environment"));
}

}  // namespace
}  // namespace oauthctl
