#pragma once

#include <string>
#include <string_view>

#include "devserver/http/response.h"
#include "devserver/pages/html.h"

namespace oauthctl::devserver {

/// Says why the form below is shown again; empty: not shown.
Html alert(const std::string& problem);

enum class Width { card, wide };

/// Answers with a whole page around `content`. `form_target` is the redirect URI to which a form may lead besides this
/// server: browsers apply form-action to the redirect after a posted form too. `script` is the text of its only script.
void answer_page(Response& response, int status, const std::string& title, Width width, const Html& content,
                 const std::string& form_target = {}, std::string_view script = {});

}  // namespace oauthctl::devserver
