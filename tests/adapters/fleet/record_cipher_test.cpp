#include "fleet/record_cipher.h"

#include <gtest/gtest.h>

#include "adapters/helper/programs.h"
#include "base/base64.h"

namespace oauthctl {
namespace {

using testing::failure_of;

Secret key(char fill) {
  return Secret(std::string(32, fill));
}

TEST(StoreKeys, OtherThan32BytesInBase64AreRefusedAndNotShown) {
  for (const std::string& text : {std::string(), std::string("\n"), std::string("sesame"), std::string("c2VzYW1l"),
                                  base64_encode(std::string(31, 'k')), base64_encode(std::string(33, 'k'))}) {
    const Error error = failure_of([&] { parse_store_keys(Secret(text), "OAUTHCTL_STORE_KEY"); });
    EXPECT_EQ(error.kind(), ErrorKind::usage) << text;
    EXPECT_TRUE(error.message().starts_with("OAUTHCTL_STORE_KEY: ")) << error.message();
    EXPECT_TRUE(text.size() < 2 || error.message().find(text) == std::string::npos) << error.message();
  }
}

TEST(StoreKeys, AreReadOneALine) {
  const auto keys = parse_store_keys(
      Secret(base64_encode(key('a').reveal()) + "\r\n" + base64_encode(key('b').reveal()) + "\n"), "x");
  ASSERT_EQ(keys.size(), 2U);
  EXPECT_EQ(keys[0], key('a'));
  EXPECT_EQ(keys[1], key('b'));
}

class RecordCipherTest : public ::testing::Test {
 protected:
  void expect_refused(std::string_view profile, const std::string& sealed, const RecordCipher& cipher) {
    EXPECT_EQ(failure_of([&] { cipher.open(profile, sealed, "etcd"); }).kind(), ErrorKind::internal);
  }

  const RecordCipher cipher_{{key('a')}};
  const std::string sealed_ = cipher_.seal("work", Secret("the record"));
};

TEST_F(RecordCipherTest, AnotherKeyOpensNothing) {
  expect_refused("work", sealed_, RecordCipher({key('b')}));
}

TEST_F(RecordCipherTest, ARecordCannotBePassedOffAsAnotherProfiles) {
  expect_refused("home", sealed_, cipher_);
  expect_refused("wor", sealed_, cipher_);
}

TEST_F(RecordCipherTest, AnyChangedByteAndAnyCutIsNoticed) {
  for (std::size_t i = 0; i < sealed_.size(); ++i) {
    std::string changed = sealed_;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    expect_refused("work", changed, cipher_);
    expect_refused("work", sealed_.substr(0, i), cipher_);
  }
  expect_refused("work", sealed_ + 'x', cipher_);
}

TEST_F(RecordCipherTest, NothingOfTheRecordIsSeenAndNoTwoAreAlike) {
  EXPECT_EQ(sealed_.find("record\"") + sealed_.find("the record"), 2 * std::string::npos);
  EXPECT_NE(cipher_.seal("work", Secret("the record")), sealed_);
}

TEST_F(RecordCipherTest, OpensWhatItSealedAndWhatAnOlderKeyDid) {
  EXPECT_EQ(cipher_.open("work", sealed_, "etcd"), Secret("the record"));
  EXPECT_EQ(RecordCipher({key('b'), key('a')}).open("work", sealed_, "etcd"), Secret("the record"));
}

}  // namespace
}  // namespace oauthctl
