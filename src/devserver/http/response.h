#pragma once

#include <string>
#include <string_view>

#include "base/params.h"

namespace oauthctl::devserver {

/// The answer to a request. It begins with the fields that every answer needs: a browser must not cache, frame or sniff
/// it, nor tell other sites its address.
struct Response {
  /// How the body is sent. The others are faults for tests of clients.
  enum class Body {
    whole,
    endless,  ///< spaces until the client has had enough
    huge,     ///< the body, then spaces, 100 MB in all
    cut_off,  ///< the head promises the body, then the connection ends
  };

  int status = 200;
  Params headers{{"Cache-Control", "no-store"},
                 {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
                 {"Referrer-Policy", "no-referrer"},
                 {"X-Content-Type-Options", "nosniff"}};
  std::string body;
  Body sent = Body::whole;

  void set_content(std::string content, std::string_view type);
  /// Beside the fields of that name.
  void add_header(std::string_view name, std::string_view value);
  /// In place of every field of that name, in whatever case it was written.
  void set_header(std::string_view name, std::string_view value);
};

}  // namespace oauthctl::devserver
