#include "devserver/tls/certificates.h"

#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include "devserver/tls/openssl.h"
#include "oauthctl/error.h"

namespace oauthctl::devserver {
namespace {

using OwnedStore = std::unique_ptr<X509_STORE, Releases<X509_STORE_free>>;
using OwnedCheck = std::unique_ptr<X509_STORE_CTX, Releases<X509_STORE_CTX_free>>;

const TimePoint now{std::chrono::seconds(1'800'000'000)};

/// How somebody who trusts only this authority judges the certificate at that time; X509_V_OK: it is valid.
int verdict(const TlsIdentity& authority, const TlsIdentity& shown, const char* purpose, TimePoint at = now) {
  const OwnedStore store(X509_STORE_new());
  const OwnedCertificate root = certificate_of(authority);
  const OwnedCertificate leaf = certificate_of(shown);
  X509_STORE_add_cert(store.get(), root.get());
  const OwnedCheck check(X509_STORE_CTX_new());
  X509_STORE_CTX_init(check.get(), store.get(), leaf.get(), nullptr);
  X509_VERIFY_PARAM* wanted = X509_STORE_CTX_get0_param(check.get());
  X509_VERIFY_PARAM_set_time(wanted, static_cast<std::time_t>(at.time_since_epoch().count()));
  X509_STORE_CTX_set_default(check.get(), purpose);
  X509_verify_cert(check.get());
  return X509_STORE_CTX_get_error(check.get());
}

class CertificatesTest : public ::testing::Test {
 protected:
  TlsIdentity authority_ = make_authority(now);
  TlsIdentity server_ = make_server_certificate(authority_, now);
};

TEST_F(CertificatesTest, OfAnotherAuthorityAreNotBelieved) {
  EXPECT_EQ(verdict(make_authority(now), server_, "ssl_server"), X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY);
  EXPECT_EQ(verdict(authority_, server_, "ssl_server"), X509_V_OK);
}

TEST_F(CertificatesTest, AreForTheirPurposeAlone) {
  EXPECT_EQ(verdict(authority_, server_, "ssl_client"), X509_V_ERR_INVALID_PURPOSE);
  const TlsIdentity client = make_client_certificate(authority_, "oauthctl-dev", "oauthctl-dev.localhost", now);
  EXPECT_EQ(verdict(authority_, client, "ssl_server"), X509_V_ERR_INVALID_PURPOSE);
  EXPECT_EQ(verdict(authority_, client, "ssl_client"), X509_V_OK);
}

TEST_F(CertificatesTest, ForHostsElsewhereAreNotBelievedWhoeverHasTheAuthoritysKey) {
  const TlsIdentity elsewhere = make_client_certificate(authority_, "x", "www.example.com", now);
  EXPECT_EQ(verdict(authority_, elsewhere, "ssl_client"), X509_V_ERR_PERMITTED_VIOLATION);
}

TEST_F(CertificatesTest, AreGoodForAYear) {
  using std::chrono::hours;
  EXPECT_EQ(verdict(authority_, server_, "ssl_server", now - hours(2)), X509_V_ERR_CERT_NOT_YET_VALID);
  EXPECT_EQ(verdict(authority_, server_, "ssl_server", now + hours(24 * 366)), X509_V_ERR_CERT_HAS_EXPIRED);
  EXPECT_EQ(verdict(authority_, server_, "ssl_server", now + hours(24 * 364)), X509_V_OK);
}

TEST_F(CertificatesTest, NameTheLoopbackHostsAndNoOther) {
  const OwnedCertificate certificate = certificate_of(server_);
  EXPECT_EQ(X509_check_ip_asc(certificate.get(), "127.0.0.2", 0), 0);
  EXPECT_EQ(X509_check_ip_asc(certificate.get(), "127.0.0.1", 0), 1);
  EXPECT_EQ(X509_check_ip_asc(certificate.get(), "::1", 0), 1);
  EXPECT_EQ(X509_check_host(certificate.get(), "localhost", 0, 0, nullptr), 1);
}

TEST(Authority, IsThereAgainWithItsDatabase) {
  Database database("");
  const TlsIdentity first = kept_authority(database, now);
  EXPECT_EQ(kept_authority(database, now).certificate, first.certificate);
  Database other("");
  EXPECT_NE(kept_authority(other, now).certificate, first.certificate);
}

TEST(Authority, ThatCannotBeReadIsNamed) {
  try {
    make_server_certificate({"no certificate", Secret("no key")}, now);
    FAIL() << "it was taken";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    EXPECT_EQ(error.message(), "the authority's certificate in --db cannot be read");
  }
}

}  // namespace
}  // namespace oauthctl::devserver
