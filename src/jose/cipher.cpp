#include "jose/cipher.h"

#include <openssl/err.h>

#include "oauthctl/error.h"

namespace oauthctl {
namespace {

using OwnedCipher = std::unique_ptr<EVP_CIPHER, Releases<EVP_CIPHER_free>>;

void require(bool done, const char* what) {
  if (done) return;
  ERR_clear_error();
  throw Error(ErrorKind::internal, std::string("OpenSSL cannot ") + what);
}

}  // namespace

Cipher::Cipher(const char* name, Direction direction, const Secret& key, std::string_view iv)
    : context_(EVP_CIPHER_CTX_new()) {
  const OwnedCipher cipher(EVP_CIPHER_fetch(nullptr, name, nullptr));
  require(cipher && context_, "have this cipher");
  require(key.reveal().size() == static_cast<std::size_t>(EVP_CIPHER_get_key_length(cipher.get())) &&
              iv.size() == static_cast<std::size_t>(EVP_CIPHER_get_iv_length(cipher.get())),
          "use a key or an iv of this width");
  EVP_CIPHER_CTX_set_flags(context_.get(), EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
  require(EVP_CipherInit_ex2(context_.get(), cipher.get(), bytes_of(std::string_view(key.reveal())), bytes_of(iv),
                             direction == Direction::encrypt ? 1 : 0, nullptr) == 1,
          "begin with this cipher");
}

void Cipher::authenticate(std::string_view aad) {
  int size = 0;
  require(EVP_CipherUpdate(context_.get(), nullptr, &size, bytes_of(aad), static_cast<int>(aad.size())) == 1,
          "authenticate a header");
}

void Cipher::expect_tag(std::string tag) {
  require(EVP_CIPHER_CTX_ctrl(context_.get(), EVP_CTRL_AEAD_SET_TAG, static_cast<int>(tag.size()), tag.data()) == 1,
          "check a tag");
}

std::string Cipher::tag(std::size_t width) {
  std::string tag(width, '\0');
  require(EVP_CIPHER_CTX_ctrl(context_.get(), EVP_CTRL_AEAD_GET_TAG, static_cast<int>(width), tag.data()) == 1,
          "make a tag");
  return tag;
}

std::optional<std::string> Cipher::run(std::string_view text) {
  // Room for a block of padding, or for what a key wrap adds.
  std::string out(text.size() + EVP_MAX_BLOCK_LENGTH, '\0');
  int size = 0;
  int rest = 0;
  const bool good =
      EVP_CipherUpdate(context_.get(), bytes_of(out), &size, bytes_of(text), static_cast<int>(text.size())) == 1 &&
      EVP_CipherFinal_ex(context_.get(), bytes_of(out) + size, &rest) == 1;
  ERR_clear_error();
  if (!good) return std::nullopt;
  out.resize(static_cast<std::size_t>(size) + static_cast<std::size_t>(rest));
  return out;
}

}  // namespace oauthctl
