#pragma once

#include <span>
#include <string>
#include <string_view>

namespace oauthctl::devserver {

struct Scope {
  std::string_view name;
  std::string_view meaning;  ///< shown to the person
};

std::span<const Scope> supported_scopes();

/// Whether this server knows every word of `scope`.
bool is_supported(std::string_view scope);
/// Whether `scope` has this word.
bool has_scope(std::string_view scope, std::string_view word);
/// Whether every word of `part` is in `whole`.
bool is_within(std::string_view part, std::string_view whole);

}  // namespace oauthctl::devserver
