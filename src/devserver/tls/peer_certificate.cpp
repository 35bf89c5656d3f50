#include "devserver/tls/peer_certificate.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include "base/base64.h"
#include "jose/sha256.h"

namespace oauthctl::devserver {
namespace {

using OwnedNames = std::unique_ptr<GENERAL_NAMES, Releases<GENERAL_NAMES_free>>;

/// As `openssl x509 -subject -nameopt RFC2253` prints it, which is one of the forms of RFC 4514.
std::string subject_of(const X509& certificate) {
  const OwnedBio text(BIO_new(BIO_s_mem()));
  X509_NAME_print_ex(text.get(), X509_get_subject_name(&certificate), 0, XN_FLAG_RFC2253);
  return text_of(*text);
}

bool has_uri(const X509& certificate, std::string_view uri) {
  const OwnedNames names(
      static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(&certificate, NID_subject_alt_name, nullptr, nullptr)));
  for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), i);
    if (name->type != GEN_URI) continue;
    const ASN1_IA5STRING* text = name->d.uniformResourceIdentifier;
    const auto* bytes = reinterpret_cast<const char*>(ASN1_STRING_get0_data(text));
    if (uri == std::string_view(bytes, static_cast<std::size_t>(ASN1_STRING_length(text)))) return true;
  }
  return false;
}

/// Without these flags OpenSSL would accept wildcards, and the common name of a certificate without alternative names.
constexpr unsigned int exactly = X509_CHECK_FLAG_NO_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT;

bool has_host(X509& certificate, const std::string& name) {
  // To OpenSSL a leading dot means every host below.
  return !name.starts_with('.') && X509_check_host(&certificate, name.data(), name.size(), exactly, nullptr) == 1;
}

}  // namespace

bool PeerCertificate::names(const std::string& member, const std::string& value) const {
  X509* const certificate = certificate_.get();
  if (member == "tls_client_auth_subject_dn") return subject_of(*certificate) == value;
  if (member == "tls_client_auth_san_dns") return has_host(*certificate, value);
  if (member == "tls_client_auth_san_uri") return has_uri(*certificate, value);
  if (member == "tls_client_auth_san_ip") return X509_check_ip_asc(certificate, value.c_str(), exactly) == 1;
  if (member == "tls_client_auth_san_email")
    return X509_check_email(certificate, value.data(), value.size(), exactly) == 1;
  return false;
}

std::string PeerCertificate::der() const {
  unsigned char* bytes = nullptr;
  const int size = i2d_X509(certificate_.get(), &bytes);
  std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(std::max(size, 0)));
  OPENSSL_free(bytes);
  return der;
}

std::string PeerCertificate::thumbprint() const {
  return base64url_encode(sha256(der()));
}

std::optional<PeerCertificate> peer_certificate(const Request& request) {
  OwnedCertificate certificate(request.tls != nullptr ? SSL_get1_peer_certificate(request.tls) : nullptr);
  if (!certificate) return std::nullopt;
  return PeerCertificate(std::move(certificate), SSL_get_verify_result(request.tls) == X509_V_OK);
}

}  // namespace oauthctl::devserver
