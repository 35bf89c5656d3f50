#include "devserver/own_files.h"

#include <gtest/gtest.h>

#include "devserver/tls/certificates.h"
#include "oauthctl/error.h"
#include "support/certificates.h"
#include "support/temporary_directory.h"
#include "support/text_file.h"

namespace oauthctl::devserver {
namespace {

constexpr TimePoint now{std::chrono::seconds(1'800'000'000)};

class OwnFiles : public ::testing::Test {
 protected:
  /// The error about a file with this text; empty message: it may be written.
  Error refusal(std::string DevServerOptions::*option, const std::string& text) {
    DevServerOptions options;
    options.*option = directory_ / "file";
    testing::write_file(options.*option, text);
    try {
      require_own_files(options);
      return {ErrorKind::internal, ""};
    } catch (const Error& error) {
      EXPECT_EQ(testing::read_file(options.*option), text);
      return error;
    }
  }
  std::string file() const { return directory_ / "file"; }

  testing::TemporaryDirectory directory_;
};

TEST_F(OwnFiles, LeaveARealClientFileAlone) {
  for (const char* text : {
           R"({"installed": {"client_id": "x", "client_secret": "REAL"}})",
           R"({"client_id": "oauthctl-dev", "issuer": "https://accounts.example.com"})",
           R"({"client_id": "another", "issuer": "http://127.0.0.1:8910"})",
           R"({"client_id": "oauthctl-dev"})",
           "not JSON",
           "{}",
       }) {
    const Error error = refusal(&DevServerOptions::client_file, text);
    EXPECT_EQ(error.kind(), ErrorKind::usage) << text;
    EXPECT_EQ(error.message(), file() + " exists and is not a development client") << text;
    EXPECT_EQ(error.hint(), "oauthctl dev-server --client-file dev.json");
  }
}

TEST_F(OwnFiles, MayBeWrittenAgain) {
  for (const char* issuer : {"http://127.0.0.1:8910", "https://127.0.0.1:1", "http://localhost"}) {
    const std::string text = std::string(R"({"client_id": "oauthctl-dev", "issuer": ")") + issuer + "\"}";
    EXPECT_EQ(refusal(&DevServerOptions::client_file, text).message(), "") << issuer;
  }
  EXPECT_EQ(refusal(&DevServerOptions::client_file, "").message(), "") << "an empty file has nothing to lose";
  DevServerOptions options;
  options.client_file = directory_ / "missing/client.json";
  EXPECT_NO_THROW(require_own_files(options));
}

TEST_F(OwnFiles, LeaveAServiceAccountOfAnotherServerAlone) {
  const auto account = [](const std::string& email, const std::string& token_uri) {
    return R"({"client_email": ")" + email + R"(", "token_uri": ")" + token_uri + "\"}";
  };
  const auto file_option = &DevServerOptions::service_account_file;
  EXPECT_EQ(refusal(file_option, account("robot@dev.oauthctl.example", "http://127.0.0.1:1/token")).message(), "");
  for (const std::string& text : {account("robot@project.example", "http://127.0.0.1:1/token"),
                                  account("robot@dev.oauthctl.example", "https://oauth2.example.com/token")}) {
    EXPECT_EQ(refusal(file_option, text).message(), file() + " exists and is not a development service account");
  }
}

TEST_F(OwnFiles, LeaveCertificatesOfOthersAlone) {
  const TlsIdentity authority = make_authority(now);
  const TlsIdentity client = make_client_certificate(authority, "oauthctl-dev", "oauthctl-dev.localhost", now);
  const std::string foreign = testing::make_self_signed({"example.com", ""}).certificate;
  EXPECT_EQ(refusal(&DevServerOptions::tls_ca_file, authority.certificate).message(), "");
  EXPECT_EQ(refusal(&DevServerOptions::client_certificate_file, client.certificate + client.key.reveal()).message(),
            "");
  EXPECT_EQ(refusal(&DevServerOptions::tls_ca_file, foreign).kind(), ErrorKind::usage);
  EXPECT_EQ(refusal(&DevServerOptions::tls_ca_file, "no certificate").kind(), ErrorKind::usage);
  EXPECT_EQ(refusal(&DevServerOptions::client_certificate_file, foreign).kind(), ErrorKind::usage);
}

TEST_F(OwnFiles, LeaveNotesAlone) {
  const auto file_option = &DevServerOptions::faults_header_file;
  EXPECT_EQ(refusal(file_option, "Authorization: Bearer abc\n").message(), "");
  for (const char* text : {"notes", "Authorization: Bearer abc", "Authorization: Bearer abc\nmore\n"}) {
    EXPECT_EQ(refusal(file_option, text).kind(), ErrorKind::usage) << text;
  }
}

}  // namespace
}  // namespace oauthctl::devserver
