#include "store/store_url.h"

#include <gtest/gtest.h>

#include "oauthctl/error.h"

namespace oauthctl {
namespace {

TEST(StoreUrl, AnUnknownStoreIsRefusedByName) {
  for (const char* text : {"",
                           "File",
                           "file:/tmp",
                           "helper",
                           "helper:",
                           "helper:../x",
                           "helper:a/b",
                           "helper:a b",
                           "helper:a;b",
                           "memory:",
                           "redis://host",
                           "pass",
                           "etcd:",
                           "etcd://",
                           "etcd:///x",
                           "etcd://a",
                           "etcd://a/",
                           "etcd://a/x/",
                           "etcd://a,/x",
                           "etcd://,a/x",
                           "etcd://a:0x1/x",
                           "etcd://a b/x",
                           "etcd://a/x?y",
                           "etcd://a/x#y",
                           "etcd://ann:sesame@a/x"}) {
    try {
      parse_store_url(text, "--store");
      ADD_FAILURE() << text;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::usage) << text;
      EXPECT_TRUE(error.message().starts_with("--store: unknown store \"")) << error.message();
      EXPECT_EQ(error.message().find("sesame"), std::string::npos);
      EXPECT_NE(error.message().find("helper:NAME"), std::string::npos);
    }
  }
}

TEST(StoreUrl, NamesOneOfTheStores) {
  EXPECT_TRUE(std::holds_alternative<StoreUrl::File>(parse_store_url("file", "x").kind));
  EXPECT_TRUE(std::holds_alternative<StoreUrl::Memory>(parse_store_url("memory", "x").kind));
  const StoreUrl url = parse_store_url("helper:osx-keychain_2.0", "x");
  EXPECT_EQ(std::get<StoreUrl::Helper>(url.kind).name, "osx-keychain_2.0");
  EXPECT_EQ(url.text, "helper:osx-keychain_2.0");
}

TEST(StoreUrl, NamesTheMembersOfAClusterAndAPrefix) {
  const StoreUrl url = parse_store_url("etcd://10.0.0.1:4001,etcd-2,[::1]:2379/team/oauth", "x");
  const auto& cluster = std::get<StoreUrl::Etcd>(url.kind);
  ASSERT_EQ(cluster.members.size(), 3U);
  EXPECT_EQ(cluster.members[0].origin(), "https://10.0.0.1:4001");
  EXPECT_EQ(cluster.members[1].origin(), "https://etcd-2:2379");
  EXPECT_EQ(cluster.members[2].origin(), "https://[::1]:2379");
  EXPECT_EQ(cluster.prefix, "team/oauth");
}

}  // namespace
}  // namespace oauthctl
