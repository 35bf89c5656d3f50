#pragma once

#include <string_view>
#include <vector>

namespace oauthctl::fuzz {

/// One subject under test. `check` takes any bytes: it throws Broken, or anything that is not an `Error`, if the code
/// under test breaks a property. Each harness is one constant at namespace scope, which makes it known by its name.
class Harness {
 public:
  Harness(const char* name, void (*check)(std::string_view input)) : name_(name), check_(check) {
    all().push_back(this);
  }
  Harness(const Harness&) = delete;
  Harness& operator=(const Harness&) = delete;

  std::string_view name() const { return name_; }
  void check(std::string_view input) const { check_(input); }

  /// The linked harnesses: one in a fuzzer, all in the test that runs the vectors.
  static std::vector<const Harness*>& all();

 private:
  const char* name_;
  void (*check_)(std::string_view);
};

}  // namespace oauthctl::fuzz
