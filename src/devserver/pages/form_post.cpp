#include "devserver/pages/layout.h"
#include "devserver/pages/pages.h"

namespace oauthctl::devserver {
namespace {

constexpr const char* content = R"(<div class="panel">
<h1>Going back</h1>
<form method="post" action="{redirect_uri}">
{fields}<button>Continue</button>
</form>
<script>{script}</script>
</div>)";

constexpr const char* one_field = R"(<input type="hidden" name="{name}" value="{value}">
)";

constexpr const char* script = "document.forms[0].submit()";

}  // namespace

/// OAuth 2.0 Form Post Response Mode §2.
void answer_form_post_page(Response& response, const std::string& redirect_uri, const Params& answer) {
  Html fields;
  for (const auto& [name, value] : answer) fields += Html::fill(one_field, {{"name", name}, {"value", value}});
  answer_page(response, 200, "Going back", Width::card,
              Html::fill(content, {{"redirect_uri", redirect_uri}, {"fields", fields}, {"script", Html::fill(script)}}),
              redirect_uri, script);
}

}  // namespace oauthctl::devserver
