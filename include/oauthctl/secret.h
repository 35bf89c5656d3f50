#pragma once

#include <string>
#include <utility>

namespace oauthctl {

/// A string that must not be seen: token, code, verifier, client secret, password. It does not stream, does not convert
/// and does not compare in variable time; its memory is wiped when it is destroyed. `reveal()` is the only way to read
/// it, so every use can be found by that word.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) : value_(std::move(value)) {}
  Secret(const Secret&) = default;
  Secret(Secret&& other) noexcept : value_(std::move(other.value_)) { other.wipe(); }
  Secret& operator=(const Secret& other);
  Secret& operator=(Secret&& other) noexcept;
  ~Secret() { wipe(); }

  const std::string& reveal() const noexcept { return value_; }
  bool empty() const noexcept { return value_.empty(); }

  /// Takes the same time wherever the first difference is. It does not hide the length.
  friend bool operator==(const Secret& a, const Secret& b) noexcept;

 private:
  void wipe() noexcept;

  std::string value_;
};

}  // namespace oauthctl
