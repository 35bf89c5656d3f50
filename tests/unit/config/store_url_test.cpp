#include "config/store_url.h"

#include <gtest/gtest.h>

#include "oauthctl/error.h"

namespace oauthctl {
namespace {

TEST(StoreUrl, WhatIsNoStoreIsRefusedByName) {
  for (const char* text : {"", "File", "file:/tmp", "helper", "helper:", "helper:../x", "helper:a/b", "helper:a b",
                           "helper:a;b", "memory:", "redis://host", "pass"}) {
    try {
      parse_store_url(text, "--store");
      ADD_FAILURE() << text;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::usage) << text;
      EXPECT_TRUE(error.message().starts_with("--store: \"")) << error.message();
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

}  // namespace
}  // namespace oauthctl
