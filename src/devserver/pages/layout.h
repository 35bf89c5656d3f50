#pragma once

#include <string>
#include <string_view>

#include "devserver/http/response.h"
#include "devserver/pages/html.h"

namespace oauthctl::devserver {

/// Why the form below is shown again; nothing when there is no problem.
Html alert(const std::string& problem);

enum class Width { card, wide };

/// Answers with a whole page around `content`. `form_target` is where a form on it may lead besides this server: the
/// redirect URI, for browsers hold the redirect that follows a posted form to form-action as well. `script` is the text
/// of the one script on it.
void answer_page(Response& response, int status, const std::string& title, Width width, const Html& content,
                 const std::string& form_target = {}, std::string_view script = {});

}  // namespace oauthctl::devserver
