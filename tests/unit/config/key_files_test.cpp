#include "config/key_files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "oauthctl/error.h"
#include "support/temporary_directory.h"
#include "support/text_file.h"

namespace oauthctl {
namespace {

using testing::TemporaryDirectory;
using testing::write_file;

class ClientFiles : public ::testing::Test {
 protected:
  ClientFiles() { secrets_.client.private_key_file = "key.pem"; }

  void read() { read_client_files(secrets_, directory_.path(), "s.json"); }
  std::string refusal() {
    try {
      read();
      return {};
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::usage);
      return error.message();
    }
  }

  const TemporaryDirectory directory_;
  const std::string key_ = directory_ / "key.pem";
  ClientFile secrets_;
};

TEST_F(ClientFiles, AKeyThatCannotBeReadIsNamedWithItsMember) {
  EXPECT_EQ(refusal(), "s.json: \"private_key_file\": " + key_ + " cannot be read: no such file or directory");
}

TEST_F(ClientFiles, AFolderAndAPipeAreRefused) {
  ASSERT_EQ(mkdir(key_.c_str(), 0700), 0);
  EXPECT_EQ(refusal(), "s.json: \"private_key_file\": " + key_ + " is not a regular file");
  secrets_.client.private_key_file = "pipe";
  ASSERT_EQ(mkfifo((directory_ / "pipe").c_str(), 0600), 0);
  EXPECT_EQ(refusal(), "s.json: \"private_key_file\": " + directory_ / "pipe" + " is not a regular file");
}

TEST_F(ClientFiles, AnEmptyOrHugeFileIsRefused) {
  write_file(key_, "");
  EXPECT_EQ(refusal(), "s.json: \"private_key_file\": " + key_ + " is empty");
  write_file(key_, std::string(65'537, 'x'));
  EXPECT_EQ(refusal(), "s.json: \"private_key_file\": " + key_ + " is longer than 64 KiB, which no private key is");
}

TEST_F(ClientFiles, StandardInputIsInNoFolder) {
  try {
    read_client_files(secrets_, "", "standard input");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.message(),
              "standard input: \"private_key_file\": key.pem must be an absolute path, for standard input is in no "
              "folder");
  }
  write_file(key_, "the key");
  secrets_.client.private_key_file = key_;
  read_client_files(secrets_, "", "standard input");
  EXPECT_EQ(secrets_.client.private_key.reveal(), "the key");
}

TEST_F(ClientFiles, AKeyThatOthersCanReadIsReadWithAWarning) {
  write_file(key_, "the key");
  ASSERT_EQ(chmod(key_.c_str(), 0640), 0);
  read();
  EXPECT_EQ(secrets_.client.private_key.reveal(), "the key");
  EXPECT_EQ(secrets_.warnings, std::vector<std::string>{key_ + " is open to other users: chmod 600 " + key_});
}

TEST_F(ClientFiles, AKeyIsFoundBesideTheClientFileAndNamedByItsWholePath) {
  write_file(key_, "the key");
  ASSERT_EQ(chmod(key_.c_str(), 0600), 0);
  read();
  EXPECT_EQ(secrets_.client.private_key.reveal(), "the key");
  EXPECT_EQ(secrets_.client.private_key_file, key_);
  EXPECT_TRUE(secrets_.warnings.empty());
}

class TlsFiles : public ClientFiles {
 protected:
  TlsFiles() {
    secrets_.client.private_key_file.clear();
    secrets_.client.tls_client_certificate_file = "client.pem";
    secrets_.client.tls_client_key_file = "key.pem";
  }

  const std::string certificate_ = directory_ / "client.pem";
};

TEST_F(TlsFiles, AreBothThereOrRefused) {
  EXPECT_EQ(refusal(),
            "s.json: \"tls_client_certificate_file\": " + certificate_ + " cannot be read: no such file or directory");
  write_file(certificate_, "certificate");
  EXPECT_EQ(refusal(), "s.json: \"tls_client_key_file\": " + key_ + " cannot be read: no such file or directory");
  write_file(key_, "");
  EXPECT_EQ(refusal(), "s.json: \"tls_client_key_file\": " + key_ + " is empty");
  secrets_.client.tls_client_certificate_file.clear();
  EXPECT_EQ(refusal(), "s.json: \"tls_client_key_file\" is there without \"tls_client_certificate_file\"");
}

TEST_F(TlsFiles, AreNamedByTheirWholePathsAndTheKeyIsToBePrivate) {
  write_file(certificate_, "certificate");
  write_file(key_, "key");
  ASSERT_EQ(chmod(certificate_.c_str(), 0644), 0);
  ASSERT_EQ(chmod(key_.c_str(), 0644), 0);
  read();
  EXPECT_EQ(secrets_.client.tls_client_certificate_file, certificate_);
  EXPECT_EQ(secrets_.client.tls_client_key_file, key_);
  EXPECT_EQ(secrets_.warnings, std::vector<std::string>{key_ + " is open to other users: chmod 600 " + key_});
}

TEST_F(TlsFiles, MayBeOne) {
  secrets_.client.tls_client_key_file.clear();
  write_file(certificate_, "certificate and key");
  ASSERT_EQ(chmod(certificate_.c_str(), 0600), 0);
  read();
  EXPECT_EQ(secrets_.client.tls_client_key_file, certificate_);
  EXPECT_TRUE(secrets_.warnings.empty());
}

TEST_F(ClientFiles, NothingIsReadWhereNothingIsNamed) {
  secrets_.client.private_key_file.clear();
  read();
  EXPECT_TRUE(secrets_.client.private_key.empty());
}

}  // namespace
}  // namespace oauthctl
