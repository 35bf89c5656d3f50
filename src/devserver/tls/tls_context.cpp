#include "devserver/tls/tls_context.h"

#include <openssl/err.h>

#include <string_view>

#include "devserver/tls/openssl.h"
#include "oauthctl/error.h"

namespace oauthctl::devserver {
namespace {

/// Self-signed certificates are allowed too (RFC 8705 §2.2): the code that uses a certificate judges it.
int let_in(int, X509_STORE_CTX*) {
  return 1;
}

int ask_for_certificate(SSL* connection, int*, void*) {
  // Null for an address: RFC 6066 §3 allows only host names.
  const char* name = SSL_get_servername(connection, TLSEXT_NAMETYPE_host_name);
  if (name != nullptr && std::string_view(name) == certificate_host)
    SSL_set_verify(connection, SSL_VERIFY_PEER, let_in);
  return SSL_TLSEXT_ERR_OK;
}

}  // namespace

void set_up_tls(SSL_CTX& context, const TlsIdentity& server, const TlsIdentity& authority) {
  const OwnedCertificate certificate = certificate_of(server);
  const OwnedKey key = key_of(server);
  const OwnedCertificate root = certificate_of(authority);
  SSL_CTX_set_min_proto_version(&context, TLS1_2_VERSION);
  // A resumed connection would bring back a certificate that was shown under another name.
  SSL_CTX_set_options(&context, SSL_OP_NO_TICKET);
  SSL_CTX_set_session_cache_mode(&context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_num_tickets(&context, 0);
  SSL_CTX_set_tlsext_servername_callback(&context, ask_for_certificate);
  if (SSL_CTX_use_certificate(&context, certificate.get()) != 1 || SSL_CTX_use_PrivateKey(&context, key.get()) != 1 ||
      X509_STORE_add_cert(SSL_CTX_get_cert_store(&context), root.get()) != 1) {
    ERR_clear_error();
    throw Error(ErrorKind::internal, "OpenSSL cannot use the server's certificate");
  }
}

}  // namespace oauthctl::devserver
