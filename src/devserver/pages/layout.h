#pragma once

#include <string>
#include <string_view>

#include "devserver/http/response.h"
#include "devserver/pages/html.h"

namespace oauthctl::devserver {

/// The text of a refusal for a person: it begins like a sentence and ends like one.
std::string sentence(std::string text);

/// Says why the form below is shown again; empty: not shown.
Html alert(const std::string& problem);

/// Says how to sign in, for the account whose password is public.
Html default_account_note(bool is_there);

/// ✓ or ✗, above the heading of a page that ends something.
Html mark(bool good);

enum class Width { card, wide };

/// Answers with a whole page around `content`. `form_target` is the redirect URI to which a form may lead besides this
/// server: browsers apply form-action to the redirect after a posted form too. `script` is the text of its only script.
void answer_page(Response& response, int status, const std::string& title, Width width, const Html& content,
                 const std::string& form_target = {}, std::string_view script = {});

}  // namespace oauthctl::devserver
