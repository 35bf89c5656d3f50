#include "devserver/tls/peer_certificate.h"

#include <gtest/gtest.h>

#include "support/certificates.h"

namespace oauthctl::devserver {
namespace {

constexpr const char* members[] = {"tls_client_auth_subject_dn", "tls_client_auth_san_dns", "tls_client_auth_san_uri",
                                   "tls_client_auth_san_ip", "tls_client_auth_san_email"};

PeerCertificate shown(const testing::CertificateRequest& request) {
  return {certificate_of({testing::make_self_signed(request).certificate, Secret()}), false};
}

const PeerCertificate& certificate() {
  static const PeerCertificate one =
      shown({"Zoe, Inc.",
             "DNS:client.example,URI:https://client.example/a,IP:192.0.2.7,IP:2001:db8::1,email:a@client.example"});
  return one;
}

struct Named {
  const char* member;
  const char* value;
};

TEST(PeerCertificate, IsNobodyElses) {
  for (const auto& [member, value] : {
           Named{"tls_client_auth_subject_dn", "CN=Zoe"},
           Named{"tls_client_auth_subject_dn", "Zoe, Inc."},
           Named{"tls_client_auth_subject_dn", "cn=zoe\\, inc."},
           Named{"tls_client_auth_subject_dn", ""},
           Named{"tls_client_auth_san_dns", "example"},
           Named{"tls_client_auth_san_dns", "a.client.example"},
           Named{"tls_client_auth_san_dns", ".example"},
           Named{"tls_client_auth_san_dns", "Zoe, Inc."},
           Named{"tls_client_auth_san_uri", "https://client.example/"},
           Named{"tls_client_auth_san_uri", "client.example"},
           Named{"tls_client_auth_san_ip", "192.0.2.8"},
           Named{"tls_client_auth_san_ip", "client.example"},
           Named{"tls_client_auth_san_email", "b@client.example"},
           Named{"tls_client_auth_san_email", "client.example"},
           Named{"common_name", "Zoe, Inc."},
       }) {
    EXPECT_FALSE(certificate().names(member, value)) << member << ' ' << value;
  }
}

TEST(PeerCertificate, NamesItsOwner) {
  for (const auto& [member, value] : {
           Named{"tls_client_auth_subject_dn", "CN=Zoe\\, Inc."},
           Named{"tls_client_auth_san_dns", "client.example"},
           Named{"tls_client_auth_san_dns", "CLIENT.example"},
           Named{"tls_client_auth_san_uri", "https://client.example/a"},
           Named{"tls_client_auth_san_ip", "192.0.2.7"},
           Named{"tls_client_auth_san_ip", "2001:db8:0::1"},
           Named{"tls_client_auth_san_email", "a@client.example"},
       }) {
    EXPECT_TRUE(certificate().names(member, value)) << member << ' ' << value;
  }
}

TEST(PeerCertificate, WithAWildcardIsEverybodysAndSoNobodys) {
  const PeerCertificate wild = shown({"client.example", "DNS:*.example"});
  EXPECT_FALSE(wild.names("tls_client_auth_san_dns", "client.example"));
}

TEST(PeerCertificate, WithoutAlternativeNamesHasNone) {
  const PeerCertificate plain = shown({"client.example", ""});
  for (const char* member : members) EXPECT_FALSE(plain.names(member, "client.example")) << member;
}

TEST(PeerCertificate, HasTheThumbprintOfItsBytes) {
  const PeerCertificate other = shown({"other", ""});
  EXPECT_NE(certificate().thumbprint(), other.thumbprint());
  EXPECT_EQ(certificate().thumbprint().size(), 43U);
}

}  // namespace
}  // namespace oauthctl::devserver
