#pragma once

#include <memory>
#include <string>
#include <vector>

#include "model/http.h"

namespace oauthctl::cli {

/// The rest of a file, or of standard input for `-`. Throws ErrorKind::usage if it cannot be read.
std::shared_ptr<BodySource> file_source(const std::string& path);

std::shared_ptr<BodySource> text_source(std::string text);

/// One after the other.
std::shared_ptr<BodySource> joined_source(std::vector<std::shared_ptr<BodySource>> sources);

}  // namespace oauthctl::cli
