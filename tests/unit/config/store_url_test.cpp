#include "config/store_url.h"

#include <gtest/gtest.h>

#include "oauthctl/error.h"

namespace oauthctl {
namespace {

TEST(StoreUrl, WhatIsNoStoreIsRefusedByName) {
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
      EXPECT_TRUE(error.message().starts_with("--store: \"")) << error.message();
      EXPECT_EQ(error.message().find("sesame"), std::string::npos);
      EXPECT_NE(error.hint().find("helper:NAME"), std::string::npos);
    }
  }
}

TEST(StoreUrl, NamesOneOfTheStores) {
  EXPECT_EQ(parse_store_url("file", "x").kind, StoreUrl::Kind::file);
  EXPECT_EQ(parse_store_url("memory", "x").kind, StoreUrl::Kind::memory);
  const StoreUrl url = parse_store_url("helper:osx-keychain_2.0", "x");
  EXPECT_EQ(url.kind, StoreUrl::Kind::helper);
  EXPECT_EQ(url.helper, "osx-keychain_2.0");
  EXPECT_EQ(url.text, "helper:osx-keychain_2.0");
}

TEST(StoreUrl, NamesTheMembersOfAClusterAndAPrefix) {
  const StoreUrl url = parse_store_url("etcd://10.0.0.1:4001,etcd-2,[::1]:2379/team/oauth", "x");
  EXPECT_EQ(url.kind, StoreUrl::Kind::etcd);
  ASSERT_EQ(url.members.size(), 3U);
  EXPECT_EQ(url.members[0].origin(), "https://10.0.0.1:4001");
  EXPECT_EQ(url.members[1].origin(), "https://etcd-2:2379");
  EXPECT_EQ(url.members[2].origin(), "https://[::1]:2379");
  EXPECT_EQ(url.prefix, "team/oauth");
}

}  // namespace
}  // namespace oauthctl
