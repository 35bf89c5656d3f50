#include "jose/keys/pem.h"

#include <openssl/err.h>
#include <openssl/pem.h>

#include "jose/keys/native_key.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

using OwnedBio = std::unique_ptr<BIO, Releases<BIO_free_all>>;

/// Without this OpenSSL would ask for a passphrase on the terminal.
int note_encrypted(char*, int, int, void* noted) {
  *static_cast<bool*>(noted) = true;
  return -1;
}

/// A key that passed through an environment variable or a template often has a literal `\\n` at line ends.
Secret with_line_ends(const Secret& pem) {
  std::string text = pem.reveal();
  if (text.find("-----\\n") == std::string::npos && text.find("-----\\r\\n") == std::string::npos) return pem;
  for (const std::string_view written : {"\\r", "\\n"}) {
    for (auto at = text.find(written); at != std::string::npos; at = text.find(written, at + 1))
      text.replace(at, written.size(), written == "\\n" ? "\n" : "");
  }
  return Secret(std::move(text));
}

}  // namespace

PrivateKey read_private_pem(const Secret& given, const std::string& source) {
  const auto refuse = [&](const std::string& why, const char* hint = "") {
    return Error(ErrorKind::usage, source + ": " + why, hint);
  };
  const Secret pem = with_line_ends(given);
  const OwnedBio text(BIO_new_mem_buf(pem.reveal().data(), static_cast<int>(pem.reveal().size())));
  bool encrypted = false;
  OwnedPkey pkey(PEM_read_bio_PrivateKey(text.get(), nullptr, note_encrypted, &encrypted));
  ERR_clear_error();
  if (encrypted) throw refuse("is an encrypted private key, which is not supported");
  if (!pkey)
    throw refuse("is not a private key in PEM", "copy the key with its line ends; they may be written as \\n in JSON");
  const auto type = type_of(*pkey);
  if (!type) throw refuse("is not an RSA, P-256, P-384, P-521 or Ed25519 key");
  if (const std::string weak = weakness(*pkey); !weak.empty()) throw refuse(weak);
  if (is_contradictory(*pkey)) throw refuse("is damaged: its numbers do not belong together");
  return PrivateKey(std::make_shared<const NativeKey>(NativeKey{std::move(pkey), *type}));
}

Secret write_private_pem(const PrivateKey& key) {
  const OwnedBio text(BIO_new(BIO_s_secmem()));
  if (PEM_write_bio_PrivateKey(text.get(), key.native().pkey.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
    throw Error(ErrorKind::internal, "a private key could not be written as PEM");
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(text.get(), &bytes);
  return Secret(std::string(bytes, static_cast<std::size_t>(size)));
}

}  // namespace oauthctl
