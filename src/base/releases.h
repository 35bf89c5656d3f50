#pragma once

namespace oauthctl {

/// Deletes an object of a C library with the library's own function: `std::unique_ptr<X509, Releases<X509_free>>`.
template <auto release>
struct Releases {
  template <typename T>
  void operator()(T* object) const {
    release(object);
  }
};

}  // namespace oauthctl
