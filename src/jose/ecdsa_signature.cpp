#include "jose/ecdsa_signature.h"

#include <openssl/ec.h>

#include "jose/keys/native_key.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

using OwnedSignature = std::unique_ptr<ECDSA_SIG, Releases<ECDSA_SIG_free>>;

}  // namespace

std::string to_der(std::string_view signature, std::size_t coordinate) {
  if (signature.size() != 2 * coordinate) return {};
  const OwnedSignature pair(ECDSA_SIG_new());
  OwnedBignum r = bignum(signature.substr(0, coordinate));
  OwnedBignum s = bignum(signature.substr(coordinate));
  if (!pair || ECDSA_SIG_set0(pair.get(), r.get(), s.get()) != 1)
    throw Error(ErrorKind::internal, "OpenSSL cannot hold an ECDSA signature");
  static_cast<void>(r.release());  // set0 took them
  static_cast<void>(s.release());
  std::string der(static_cast<std::size_t>(i2d_ECDSA_SIG(pair.get(), nullptr)), '\0');
  unsigned char* end = bytes_of(der);
  i2d_ECDSA_SIG(pair.get(), &end);
  return der;
}

std::string from_der(std::string_view der, std::size_t coordinate) {
  const unsigned char* begin = bytes_of(der);
  const OwnedSignature pair(d2i_ECDSA_SIG(nullptr, &begin, static_cast<long>(der.size())));
  if (!pair) throw Error(ErrorKind::internal, "OpenSSL wrote no ECDSA signature");
  return big_endian(*ECDSA_SIG_get0_r(pair.get()), coordinate) + big_endian(*ECDSA_SIG_get0_s(pair.get()), coordinate);
}

}  // namespace oauthctl
