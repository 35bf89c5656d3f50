#include "devserver/tls/tls_context.h"

#include <gtest/gtest.h>

#include "devserver/tls/peer_certificate.h"
#include "support/certificates.h"

namespace oauthctl::devserver {
namespace {

using std::chrono::hours;
using OwnedContext = std::unique_ptr<SSL_CTX, Releases<SSL_CTX_free>>;
using OwnedConnection = std::unique_ptr<SSL, Releases<SSL_free>>;

TimePoint now() {
  return std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
}

/// Two ends in one process, after their handshake or where it failed.
class Handshake {
 public:
  /// `host` empty: the client says no name, as for an address.
  Handshake(SSL_CTX& server, SSL_CTX& client, const char* host) : server_(SSL_new(&server)), client_(SSL_new(&client)) {
    BIO* ends[2] = {};
    BIO_new_bio_pair(&ends[0], 0, &ends[1], 0);
    SSL_set_bio(server_.get(), ends[0], ends[0]);
    SSL_set_bio(client_.get(), ends[1], ends[1]);
    if (*host != '\0') SSL_set_tlsext_host_name(client_.get(), host);
    SSL_set_accept_state(server_.get());
    SSL_set_connect_state(client_.get());
    for (int i = 0; i < 10; ++i) {
      SSL_do_handshake(client_.get());
      SSL_do_handshake(server_.get());
    }
  }

  bool is_done() const { return SSL_is_init_finished(server_.get()) == 1 && SSL_is_init_finished(client_.get()) == 1; }
  std::optional<PeerCertificate> shown() const {
    Request request;
    request.tls = server_.get();
    return peer_certificate(request);
  }

 private:
  OwnedConnection server_;
  OwnedConnection client_;
};

class TlsContextTest : public ::testing::Test {
 protected:
  TlsContextTest() : server_(SSL_CTX_new(TLS_method())), client_(SSL_CTX_new(TLS_method())) {
    set_up_tls(*server_, make_server_certificate(authority_, now()), authority_);
  }

  void show(const TlsIdentity& identity) {
    SSL_CTX_use_certificate(client_.get(), certificate_of(identity).get());
    SSL_CTX_use_PrivateKey(client_.get(), key_of(identity).get());
  }
  void show_own(TimePoint made_at) { show(make_client_certificate(authority_, "notes", "notes.localhost", made_at)); }
  Handshake shake(const char* host = certificate_host) { return {*server_, *client_, host}; }

  const TlsIdentity authority_ = make_authority(now() - hours(24 * 700));
  OwnedContext server_;
  OwnedContext client_;
};

TEST_F(TlsContextTest, SpeaksNothingOlderThanTls12) {
  SSL_CTX_set_security_level(client_.get(), 0);
  SSL_CTX_set_security_level(server_.get(), 0);
  SSL_CTX_set_min_proto_version(client_.get(), TLS1_VERSION);
  SSL_CTX_set_max_proto_version(client_.get(), TLS1_1_VERSION);
  EXPECT_FALSE(shake().is_done());
  SSL_CTX_set_min_proto_version(server_.get(), TLS1_1_VERSION);
  EXPECT_TRUE(shake().is_done()) << "it was for another reason";
}

TEST_F(TlsContextTest, SpeaksTls12And13) {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    SSL_CTX_set_min_proto_version(client_.get(), version);
    SSL_CTX_set_max_proto_version(client_.get(), version);
    EXPECT_TRUE(shake().is_done()) << version;
  }
}

TEST_F(TlsContextTest, AsksForACertificateUnderOneNameAlone) {
  show_own(now());
  for (const char* host : {"", "127.0.0.1", "localhost.", "a.localhost"}) {
    const Handshake handshake = shake(host);
    EXPECT_TRUE(handshake.is_done()) << host;
    EXPECT_FALSE(handshake.shown()) << host;
  }
  EXPECT_TRUE(shake().shown());
}

TEST_F(TlsContextTest, LetsAClientInThatShowsNone) {
  const Handshake handshake = shake();
  EXPECT_TRUE(handshake.is_done());
  EXPECT_FALSE(handshake.shown());
}

TEST_F(TlsContextTest, VouchesForNoCertificateThatHasExpiredOrIsNotYetValid) {
  for (const TimePoint made_at : {now() - hours(24 * 366), now() + hours(2)}) {
    show_own(made_at);
    const auto shown = shake().shown();
    ASSERT_TRUE(shown);
    EXPECT_FALSE(shown->is_vouched_for());
  }
}

TEST_F(TlsContextTest, VouchesForNoCertificateOfAnotherAuthority) {
  const TlsIdentity other = make_authority(now());
  show(make_client_certificate(other, "notes", "notes.localhost", now()));
  ASSERT_TRUE(shake().shown());
  EXPECT_FALSE(shake().shown()->is_vouched_for());
  const testing::Identity self_signed = testing::make_self_signed({"notes", "DNS:notes.localhost"});
  show({self_signed.certificate, Secret(self_signed.key)});
  EXPECT_FALSE(shake().shown()->is_vouched_for());
}

TEST_F(TlsContextTest, VouchesForNoServersCertificate) {
  show(make_server_certificate(authority_, now()));
  EXPECT_FALSE(shake().shown()->is_vouched_for());
}

TEST_F(TlsContextTest, VouchesForACertificateOfItsAuthorityInBothVersions) {
  show_own(now());
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    SSL_CTX_set_max_proto_version(client_.get(), version);
    EXPECT_TRUE(shake().shown()->is_vouched_for()) << version;
  }
}

}  // namespace
}  // namespace oauthctl::devserver
