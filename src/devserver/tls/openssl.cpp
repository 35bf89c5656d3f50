#include "devserver/tls/openssl.h"

#include <openssl/err.h>
#include <openssl/pem.h>

#include "oauthctl/error.h"

namespace oauthctl::devserver {
namespace {

template <typename Read>
auto read_pem(const std::string& text, Read read, const char* what) {
  const OwnedBio bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  // An empty passphrase: otherwise OpenSSL would ask for one on the terminal.
  auto object = read(bio.get(), nullptr, nullptr, const_cast<char*>(""));
  ERR_clear_error();
  if (object == nullptr)
    throw Error(ErrorKind::usage, std::string(what) + " in --db cannot be read", "choose another file for --db");
  return object;
}

}  // namespace

std::string text_of(BIO& bio) {
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(&bio, &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

OwnedCertificate certificate_of(const TlsIdentity& identity) {
  return OwnedCertificate(read_pem(identity.certificate, PEM_read_bio_X509, "the authority's certificate"));
}

OwnedKey key_of(const TlsIdentity& identity) {
  return OwnedKey(read_pem(identity.key.reveal(), PEM_read_bio_PrivateKey, "the authority's key"));
}

}  // namespace oauthctl::devserver
