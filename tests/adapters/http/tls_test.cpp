#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "adapters/http/expect_error.h"
#include "support/certificates.h"
#include "support/child_process.h"

namespace oauthctl::testing {
namespace {

const std::string our_names = "DNS:localhost,IP:127.0.0.1";

class Tls : public ::testing::Test {
 protected:
  Tls() {
    std::string pattern = ::testing::TempDir() + "oauthctl-tls-XXXXXX";
    directory_ = mkdtemp(pattern.data());
    write("ca.pem", authority_.certificate);
  }
  ~Tls() override { std::filesystem::remove_all(directory_); }

  std::string path(const std::string& name) const { return directory_ / name; }
  void write(const std::string& name, const std::string& text) const { std::ofstream(path(name)) << text; }

  TransportSettings trusting(const std::string& name) const {
    TransportSettings settings;
    settings.ca_file = path(name);
    return settings;
  }
  Error failure(const Identity& identity, const TransportSettings& settings, int newest_version = 0) const {
    ScriptedServer server({reply(http_answer("200 OK", "", "secret"))}, ServerTls{identity, newest_version});
    CurlTransport transport(settings);
    Error error = error_of([&] { transport.send(post(server.url("/token?code=hidden"), "refresh_token=hidden")); });
    for (const auto& request : server.received())
      EXPECT_EQ(request, "") << "something was sent to an unverified server";
    EXPECT_EQ(error.kind(), ErrorKind::unavailable);
    EXPECT_EQ(error.message().find("hidden"), std::string::npos);
    return error;
  }

  Identity authority_ = make_authority("Test CA");
  Identity good_ = make_certificate({"localhost", our_names}, authority_);
  std::filesystem::path directory_;
};

void expect_cause(const Error& error, const std::string& cause) {
  EXPECT_TRUE(error.message().ends_with("/token: " + cause)) << error.message();
}

TEST_F(Tls, RefusesAnExpiredCertificate) {
  const Identity expired =
      make_certificate({"localhost", our_names, std::chrono::hours(-2), std::chrono::hours(-1)}, authority_);
  const Error error = failure(expired, trusting("ca.pem"));
  expect_cause(error, "the certificate of 127.0.0.1 has expired");
  EXPECT_NE(error.hint().text().find("clock"), std::string::npos);
}

TEST_F(Tls, RefusesACertificateWhoseNameIsInItsCommonNameAlone) {
  expect_cause(failure(make_certificate({"127.0.0.1", ""}, authority_), trusting("ca.pem")),
               "the certificate of 127.0.0.1 names its host in no subjectAltName, and a common name does not count "
               "(RFC 9525)");
}

TEST_F(Tls, RefusesACertificateThatIsNotValidYet) {
  const Identity future =
      make_certificate({"localhost", our_names, std::chrono::hours(1), std::chrono::hours(2)}, authority_);
  expect_cause(failure(future, trusting("ca.pem")), "the certificate of 127.0.0.1 is not valid yet");
}

TEST_F(Tls, RefusesACertificateForAnotherHost) {
  const Identity other = make_certificate({"127.0.0.1", "DNS:other.example,IP:127.0.0.2"}, authority_);
  expect_cause(failure(other, trusting("ca.pem")), "the certificate of 127.0.0.1 is for another host");
}

TEST_F(Tls, RefusesASelfSignedCertificate) {
  const Error error = failure(make_self_signed({"localhost", our_names}), trusting("ca.pem"));
  expect_cause(error, "the certificate of 127.0.0.1 is self-signed and not in " + path("ca.pem"));
  EXPECT_NE(error.hint().text().find("SSL_CERT_FILE="), std::string::npos);
}

TEST_F(Tls, RefusesAnUnknownAuthorityAndNamesTheFile) {
  const Identity stranger = make_certificate({"localhost", our_names}, make_authority("Stranger CA"));
  const Error error = failure(stranger, trusting("ca.pem"));
  expect_cause(error, "the certificate of 127.0.0.1 is not signed by an authority in " + path("ca.pem"));
  EXPECT_NE(error.hint().text().find("SSL_CERT_FILE="), std::string::npos);
}

TEST_F(Tls, RefusesAnUnknownAuthorityWithTheSystemsTrust) {
  const Error error = failure(good_, {});
  EXPECT_NE(error.message().find("is not signed by an authority in /"), std::string::npos) << error.message();
}

TEST_F(Tls, FailsClosedWithoutAUsableCaFile) {
  write("empty.pem", "");
  write("garbage.pem", "this is not a certificate\n");
  std::filesystem::create_directory(path("directory.pem"));
  for (const char* name : {"missing.pem", "empty.pem", "garbage.pem", "directory.pem"}) {
    const Error error = failure(good_, trusting(name));
    expect_cause(error, "no certificates can be read from the CA file " + path(name));
    EXPECT_NE(error.hint().text().find("SSL_CERT_FILE"), std::string::npos);
  }
}

TEST_F(Tls, RefusesVersionsBefore12) {
  for (const int version : {TLS1_VERSION, TLS1_1_VERSION}) {
    EXPECT_NE(failure(good_, trusting("ca.pem"), version).message().find("TLS"), std::string::npos);
  }
}

TEST_F(Tls, ReachesAServerSignedByTheChosenFile) {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    ScriptedServer server({reply(http_answer("200 OK", "", "hello"))}, ServerTls{good_, version});
    CurlTransport transport(trusting("ca.pem"));
    EXPECT_EQ(transport.send(get(server.url())).body, "hello");
    EXPECT_EQ(transport.send(get("https://localhost:" + std::to_string(server.port()) + "/")).body, "hello");
  }
}

/// As a person copies it from a server without an authority: a comment before it, and the line ends of Windows.
TEST_F(Tls, ReachesAServerWhoseOwnCertificateIsTheChosenFile) {
  const Identity own = make_self_signed({"localhost", our_names});
  std::string text = "subject=CN = localhost\r\n";
  for (const char c : own.certificate) text += c == '\n' ? std::string("\r\n") : std::string(1, c);
  write("own.pem", text);
  ScriptedServer server({reply(http_answer("200 OK", "", "hello"))}, ServerTls{own});
  CurlTransport transport(trusting("own.pem"));
  EXPECT_EQ(transport.send(get(server.url())).body, "hello");
}

TEST_F(Tls, AsksTheBundleOnceWhenTheDirectoryDoesNotKnowTheIssuer) {
  ScriptedServer server({reply(http_answer("200 OK", "", "hello"))}, ServerTls{good_});
  std::filesystem::create_directory(path("unhashed"));
  CurlTransport transport({}, {path("ca.pem"), path("unhashed")});
  EXPECT_EQ(transport.send(post(server.url(), "code=x")).body, "hello");
  EXPECT_EQ(transport.send(post(server.url(), "code=y")).body, "hello");
  const auto requests = server.received();
  ASSERT_EQ(requests.size(), 3U);
  EXPECT_EQ(requests[0], "");
  EXPECT_TRUE(requests[1].ends_with("code=x"));
  EXPECT_TRUE(requests[2].ends_with("code=y"));
}

TEST_F(Tls, AsksNoBundleBehindAChosenFile) {
  write("other.pem", make_authority("Other CA").certificate);
  ScriptedServer server({reply(http_answer("200 OK", "", "hello"))}, ServerTls{good_});
  CurlTransport transport(trusting("other.pem"), {path("ca.pem"), ""});
  EXPECT_EQ(error_of([&] { transport.send(get(server.url())); }).kind(), ErrorKind::unavailable);
}

TEST_F(Tls, FindsAnAuthorityInAHashedDirectory) {
  ChildProcess rehash([&] { return execlp("openssl", "openssl", "rehash", directory_.c_str(), nullptr); });
  ASSERT_EQ(rehash.wait(), 0);
  ScriptedServer server({reply(http_answer("200 OK", "", "hello"))}, ServerTls{good_});
  TransportSettings settings;
  settings.ca_directory = directory_;
  CurlTransport transport(settings);
  EXPECT_EQ(transport.send(get(server.url())).body, "hello");
  EXPECT_EQ(server.received().size(), 1U);
}

}  // namespace
}  // namespace oauthctl::testing
