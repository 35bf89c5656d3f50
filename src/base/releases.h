#pragma once

namespace oauthctl {

/// What a C library made, released by its own function: `std::unique_ptr<X509, Releases<X509_free>>`.
template <auto release>
struct Releases {
  template <typename T>
  void operator()(T* object) const {
    release(object);
  }
};

}  // namespace oauthctl
