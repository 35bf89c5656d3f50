#pragma once

namespace oauthctl::devserver {

extern const char* const stylesheet;
extern const char* const icon;  ///< SVG

}  // namespace oauthctl::devserver
