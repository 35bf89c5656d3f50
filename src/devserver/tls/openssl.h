#pragma once

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string>

#include "base/releases.h"
#include "devserver/tls/certificates.h"

namespace oauthctl::devserver {

using OwnedCertificate = std::unique_ptr<X509, Releases<X509_free>>;
using OwnedKey = std::unique_ptr<EVP_PKEY, Releases<EVP_PKEY_free>>;
using OwnedBio = std::unique_ptr<BIO, Releases<BIO_free_all>>;

/// The text in a memory BIO.
std::string text_of(BIO& bio);

/// Both throw ErrorKind::usage if the PEM cannot be read: it comes from the file of --db.
OwnedCertificate certificate_of(const TlsIdentity& identity);
OwnedKey key_of(const TlsIdentity& identity);

}  // namespace oauthctl::devserver
