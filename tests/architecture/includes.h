#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace oauthctl::architecture {

/// The C++ files below `root`/src and `root`/include, relative to `root`.
std::vector<std::filesystem::path> sources(const std::filesystem::path& root);

/// Each #include in them that goes against docs/architecture.md, as `file:line: header: why`.
std::vector<std::string> forbidden_includes(const std::filesystem::path& root);

}  // namespace oauthctl::architecture
