#pragma once

/// The escape sequences that colour text in a terminal (ECMA-48 §8.3.117).
namespace oauthctl::cli::paints {

inline constexpr const char* bold = "\x1b[1m";
inline constexpr const char* dim = "\x1b[2m";
inline constexpr const char* green = "\x1b[32m";
inline constexpr const char* yellow = "\x1b[33m";
inline constexpr const char* cyan = "\x1b[36m";
inline constexpr const char* bold_red = "\x1b[1;31m";
inline constexpr const char* bold_blue = "\x1b[1;34m";
inline constexpr const char* bold_cyan = "\x1b[1;36m";
/// Ends each of them.
inline constexpr const char* end = "\x1b[0m";

}  // namespace oauthctl::cli::paints
