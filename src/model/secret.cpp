#include "oauthctl/secret.h"

#include <cstring>

namespace oauthctl {

Secret& Secret::operator=(const Secret& other) {
  if (this != &other) {
    wipe();
    value_ = other.value_;
  }
  return *this;
}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this != &other) {
    wipe();
    value_ = std::move(other.value_);
    other.wipe();
  }
  return *this;
}

bool operator==(const Secret& a, const Secret& b) noexcept {
  if (a.value_.size() != b.value_.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.value_.size(); ++i) {
    difference |=
        static_cast<unsigned>(static_cast<unsigned char>(a.value_[i]) ^ static_cast<unsigned char>(b.value_[i]));
  }
  return difference == 0;
}

void Secret::wipe() noexcept {
  // A moved-from short string still has its bytes in its own buffer, so the whole capacity is wiped.
  value_.resize(value_.capacity());
  explicit_bzero(value_.data(), value_.size());
  value_.clear();
}

}  // namespace oauthctl
