#include <curl/curl.h>
#include <gtest/gtest.h>

#include "adapters/http/expect_error.h"
#include "http/failure.h"
#include "support/certificates.h"
#include "support/temporary_directory.h"
#include "support/text_file.h"

namespace oauthctl::testing {
namespace {

/// Made by `openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -aes-128-cbc -pass pass:secret`.
constexpr const char* locked_key = R"(-----BEGIN ENCRYPTED PRIVATE KEY-----
MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAgKT+VMufSh3gICCAAw
DAYIKoZIhvcNAgkFADAdBglghkgBZQMEAQIEELmflev66rRxhdwu7f6qmMkEgZDc
IynX9owxLnH5RdeEOeU4KzOuoWd7aaYyHJpIDcR+NGwZSi37dXPWiReE3+85HQQD
cqVpOTiJQWh7TzbWApxBlELBv8ZGUpyC6EyFDV+a/BO3qUWHpm2AsQTj484mT/Ql
hdhlezkFmVPdmGbeLv+R5+MwsIW6slbDyie8E7YnMknqXzl9aKFAruUlO1iZDc8=
-----END ENCRYPTED PRIVATE KEY-----
)";

class ClientCertificateOverTls : public ::testing::Test {
 protected:
  ClientCertificateOverTls() {
    write("ca.pem", authority_.certificate);
    write("client.pem", client_.certificate);
    write("client.key", client_.key);
    settings_.ca_file = directory_ / "ca.pem";
  }

  void write(const std::string& name, const std::string& text) const { write_file(directory_ / name, text); }
  HttpRequest request(const std::string& url, const std::string& certificate, const std::string& key) const {
    HttpRequest out = post(url, "grant_type=x");
    out.client_certificate = {directory_ / certificate, directory_ / key};
    return out;
  }
  Error failure(const std::string& certificate, const std::string& key) {
    return error_of([&] { CurlTransport(settings_).send(request(server_.url("/token"), certificate, key)); });
  }

  const TemporaryDirectory directory_;
  const Identity authority_ = make_authority("Test CA");
  const Identity client_ = make_certificate({"the client", ""}, authority_);
  ScriptedServer server_{
      {reply(http_answer("200 OK", "", "hello"))},
      ServerTls{make_certificate({"localhost", "IP:127.0.0.1"}, authority_), 0, authority_.certificate}};
  TransportSettings settings_;
};

TEST_F(ClientCertificateOverTls, IsShownToNoServerWithoutTls) {
  const Error error =
      error_of([&] { CurlTransport(settings_).send(request("http://127.0.0.1:1/token", "client.pem", "client.key")); });
  EXPECT_EQ(error.kind(), ErrorKind::usage);
  EXPECT_EQ(error.message(), "http://127.0.0.1:1 is not https, so no client certificate can be shown to it");
}

TEST_F(ClientCertificateOverTls, NamesTheUnusableFile) {
  write("garbage.pem", "no certificate");
  write("other.key", make_authority("Other").key);
  write("locked.key", locked_key);
  const std::pair<std::pair<const char*, const char*>, const char*> cases[] = {
      {{"missing.pem", "client.key"}, "missing.pem"}, {{"garbage.pem", "client.key"}, "garbage.pem"},
      {{"client.pem", "garbage.pem"}, "garbage.pem"}, {{"client.pem", "other.key"}, "other.key"},
      {{"client.pem", "locked.key"}, "locked.key"},
  };
  for (const auto& [files, named] : cases) {
    const Error error = failure(files.first, files.second);
    EXPECT_EQ(error.kind(), ErrorKind::usage) << error.message();
    EXPECT_NE(error.message().find("the client certificate's file " + directory_ / named + " cannot be used"),
              std::string::npos)
        << error.message();
  }
  for (const auto& sent : server_.received()) EXPECT_EQ(sent, "");
}

TEST_F(ClientCertificateOverTls, IsNamedWhereTheServerRefusesIt) {
  const HttpRequest asked = request("https://as.example/token", "client.pem", "client.key");
  const auto verdict = [&](int code, const char* words) {
    const Url url = *Url::parse(asked.url);
    return error_of([&] { throw_failure({nullptr, code, words, url, asked, settings_, Trust{}}); });
  };
  for (const char* words : {"OpenSSL SSL_read: error:0A000418:SSL routines::tlsv1 alert unknown ca, errno 0",
                            "OpenSSL SSL_read: error:0A00045C:SSL routines::tlsv13 alert certificate required, errno 0",
                            "error:0A000412:SSL routines::sslv3 alert bad certificate"}) {
    for (const int code : {CURLE_RECV_ERROR, CURLE_SSL_CONNECT_ERROR}) {
      const Error error = verdict(code, words);
      EXPECT_EQ(error.kind(), ErrorKind::usage) << words;
      EXPECT_NE(error.message().find("the server refuses the client certificate " + directory_ / "client.pem"),
                std::string::npos)
          << error.message();
    }
  }
  const Error other = verdict(CURLE_SSL_CONNECT_ERROR, "error:0A00042E:SSL routines::tlsv1 alert protocol version");
  EXPECT_EQ(other.kind(), ErrorKind::unavailable);
}

TEST_F(ClientCertificateOverTls, IsShownToTheServerThatIsAsked) {
  CurlTransport transport(settings_);
  EXPECT_EQ(transport.send(request(server_.url("/token"), "client.pem", "client.key")).body, "hello");
}

TEST_F(ClientCertificateOverTls, IsShownForNoOtherRequest) {
  CurlTransport transport(settings_);
  transport.send(request(server_.url("/token"), "client.pem", "client.key"));
  EXPECT_EQ(error_of([&] { transport.send(get(server_.url("/resource"))); }).kind(), ErrorKind::unavailable);
}

}  // namespace
}  // namespace oauthctl::testing
