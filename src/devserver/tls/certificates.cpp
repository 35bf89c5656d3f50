#include "devserver/tls/certificates.h"

#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include <chrono>

#include "devserver/state/sql.h"
#include "devserver/tls/openssl.h"
#include "jose/random.h"
#include "oauthctl/error.h"

namespace oauthctl::devserver {
namespace {

using std::chrono::hours;
using OwnedNumber = std::unique_ptr<BIGNUM, Releases<BN_free>>;
using OwnedExtension = std::unique_ptr<X509_EXTENSION, Releases<X509_EXTENSION_free>>;

constexpr const char* authority_name = "oauthctl development server";

struct Extension {
  int nid;
  std::string value;  ///< as in OpenSSL's configuration files, x509v3_config(5)
};

struct Content {
  std::string common_name;
  hours lifetime;
  std::vector<Extension> extensions;
};

void require(bool good, const char* what) {
  if (good) return;
  ERR_clear_error();
  throw Error(ErrorKind::internal, std::string("OpenSSL cannot ") + what);
}

/// RFC 5280 §4.1.2.2: positive, at most 20 octets. Random, so that two authorities of the same name do not repeat one.
void set_serial(X509& certificate) {
  std::string bytes = random_bytes(16);
  bytes.front() = static_cast<char>(bytes.front() & 0x7f);
  const OwnedNumber number(BN_bin2bn(reinterpret_cast<const unsigned char*>(bytes.data()), 16, nullptr));
  require(BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(&certificate)) != nullptr, "number a certificate");
}

void set_validity(X509& certificate, TimePoint now, hours lifetime) {
  // From an hour ago, for clients with a slow clock.
  const auto time = [](TimePoint point) { return static_cast<std::time_t>(point.time_since_epoch().count()); };
  ASN1_TIME_set(X509_getm_notBefore(&certificate), time(now - hours(1)));
  ASN1_TIME_set(X509_getm_notAfter(&certificate), time(now + lifetime));
}

void extend(X509& certificate, X509& issuer, const Extension& extension) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, &issuer, &certificate, nullptr, nullptr, 0);
  const OwnedExtension made(X509V3_EXT_conf_nid(nullptr, &context, extension.nid, extension.value.c_str()));
  require(made && X509_add_ext(&certificate, made.get(), -1) == 1, "extend a certificate");
}

TlsIdentity written(X509& certificate, EVP_PKEY& key) {
  const OwnedBio certificate_text(BIO_new(BIO_s_mem()));
  const OwnedBio key_text(BIO_new(BIO_s_secmem()));
  require(PEM_write_bio_X509(certificate_text.get(), &certificate) == 1 &&
              PEM_write_bio_PrivateKey(key_text.get(), &key, nullptr, nullptr, 0, nullptr, nullptr) == 1,
          "write a certificate");
  return {text_of(*certificate_text), Secret(text_of(*key_text))};
}

/// A new key and its certificate; without an authority it is self-signed.
TlsIdentity make(const Content& content, const TlsIdentity* authority, TimePoint now) {
  const OwnedKey key(EVP_EC_gen("P-256"));
  const OwnedCertificate certificate(X509_new());
  require(key && certificate, "make a certificate");
  const OwnedCertificate issuer = authority != nullptr ? certificate_of(*authority) : nullptr;
  const OwnedKey issuer_key = authority != nullptr ? key_of(*authority) : nullptr;
  X509& signer = issuer ? *issuer : *certificate;
  X509_set_version(certificate.get(), X509_VERSION_3);
  set_serial(*certificate);
  set_validity(*certificate, now, content.lifetime);
  const auto* name = reinterpret_cast<const unsigned char*>(content.common_name.data());
  X509_NAME_add_entry_by_NID(X509_get_subject_name(certificate.get()), NID_commonName, MBSTRING_UTF8, name,
                             static_cast<int>(content.common_name.size()), -1, 0);
  X509_set_issuer_name(certificate.get(), X509_get_subject_name(&signer));
  X509_set_pubkey(certificate.get(), key.get());
  for (const Extension& extension : content.extensions) extend(*certificate, signer, extension);
  require(X509_sign(certificate.get(), issuer_key ? issuer_key.get() : key.get(), EVP_sha256()) > 0,
          "sign a certificate");
  return written(*certificate, *key);
}

TlsIdentity make_leaf(const TlsIdentity& authority, const std::string& common_name, const char* purpose,
                      const std::string& names, TimePoint now) {
  return make({common_name,
               hours(24 * 365),
               {{NID_basic_constraints, "critical,CA:FALSE"},
                {NID_key_usage, "critical,digitalSignature"},
                {NID_ext_key_usage, purpose},
                {NID_subject_key_identifier, "hash"},
                {NID_authority_key_identifier, "keyid"},
                {NID_subject_alt_name, names}}},
              &authority, now);
}

}  // namespace

TlsIdentity make_authority(TimePoint now) {
  return make({authority_name,
               hours(24 * 3650),
               {{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
                {NID_key_usage, "critical,keyCertSign"},
                {NID_subject_key_identifier, "hash"},
                {NID_name_constraints,
                 "critical,permitted;DNS:localhost,permitted;IP:127.0.0.0/255.0.0.0,"
                 "permitted;IP:0:0:0:0:0:0:0:1/FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF"}}},
              nullptr, now);
}

TlsIdentity make_server_certificate(const TlsIdentity& authority, TimePoint now) {
  return make_leaf(authority, "localhost", "serverAuth", "DNS:localhost,IP:127.0.0.1,IP:0:0:0:0:0:0:0:1", now);
}

TlsIdentity make_client_certificate(const TlsIdentity& authority, const std::string& client_id, const std::string& name,
                                    TimePoint now) {
  return make_leaf(authority, client_id, "clientAuth", "DNS:" + name, now);
}

bool is_own_certificate(const std::string& pem) {
  const OwnedBio text(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  const OwnedCertificate certificate(PEM_read_bio_X509(text.get(), nullptr, nullptr, nullptr));
  ERR_clear_error();
  if (!certificate) return false;
  char name[64] = {};
  X509_NAME_get_text_by_NID(X509_get_issuer_name(certificate.get()), NID_commonName, name, sizeof name);
  return name == std::string_view(authority_name);
}

TlsIdentity kept_authority(Database& database, TimePoint now) {
  return database.transaction([&](SQLite::Database& db) {
    auto row = query(db, "SELECT certificate, key FROM authority");
    if (row.executeStep()) return TlsIdentity{row.getColumn(0).getString(), Secret(row.getColumn(1).getString())};
    TlsIdentity made = make_authority(now);
    execute(db, "INSERT INTO authority VALUES (?, ?)", made.certificate, made.key.reveal());
    return made;
  });
}

}  // namespace oauthctl::devserver
