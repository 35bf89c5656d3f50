#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace oauthctl {

/// Named values in their order: a query, a form body, header fields. Names may repeat until someone asks for one value.
/// Values may be secret, so they cannot be streamed. Only the trace prints them, and it redacts.
class Params {
 public:
  using Pair = std::pair<std::string, std::string>;

  Params() = default;
  Params(std::initializer_list<Pair> pairs) : pairs_(pairs) {}

  void add(std::string name, std::string value) { pairs_.emplace_back(std::move(name), std::move(value)); }
  /// Replaces every value of that name by this one.
  void set(std::string_view name, std::string value);
  void erase(std::string_view name);

  std::size_t count(std::string_view name) const;
  bool contains(std::string_view name) const { return count(name) != 0; }
  /// The first value of that name, or nothing.
  std::optional<std::string> find(std::string_view name) const;
  /// The first value of that name, or the empty string.
  std::string get(std::string_view name) const { return find(name).value_or(std::string{}); }

  bool empty() const { return pairs_.empty(); }
  std::size_t size() const { return pairs_.size(); }
  auto begin() const { return pairs_.begin(); }
  auto end() const { return pairs_.end(); }
  friend bool operator==(const Params&, const Params&) = default;

 private:
  std::vector<Pair> pairs_;
};

/// application/x-www-form-urlencoded (RFC 6749 App. B): letters, digits and - _ . ~ stay as they are, a space becomes
/// `+` and every other byte %XX.
std::string form_encode(const Params& params);
std::string form_encode(std::string_view value);

/// Reads a query or a form body. `+` is a space; a broken %-escape throws ErrorKind::protocol.
Params form_decode(std::string_view text);

}  // namespace oauthctl
