#include "devserver/pages/layout.h"
#include "devserver/pages/pages.h"

/// The pages at the end of a visit.
namespace oauthctl::devserver {
namespace {

constexpr const char* error_content = R"(<div class="panel">
<h1>{title}</h1>
<p class="lead">{description}</p>
<p class="small"><code>{error}</code> · {again}<a href="/">Start page</a></p>
</div>)";

constexpr const char* signed_out_content = R"(<div class="panel">
{mark}<h1>You are signed out</h1>
<p class="lead">You can close this page.</p>
</div>)";

constexpr const char* form_post_content = R"(<div class="panel">
<h1>Going back</h1>
<p class="lead">If this page stays, continue by hand.</p>
<form method="post" action="{redirect_uri}">
{fields}<button>Continue</button>
</form>
<script>{script}</script>
</div>)";

constexpr const char* form_post_field = R"(<input type="hidden" name="{name}" value="{value}">
)";

constexpr const char* form_post_script = "document.forms[0].submit()";

const char* title_of(int status) {
  if (status == 401) return "This address needs a token";
  return status == 404 ? "Page not found" : "This request cannot continue";
}

}  // namespace

void answer_error_page(Response& response, const Refusal& refusal) {
  const char* title = title_of(refusal.status());
  const Html again = refusal.again().empty()
                         ? Html()
                         : Html::fill(R"(<a href="{page}">Start again</a> · )", {{"page", refusal.again()}});
  answer_page(response, refusal.status(), title, Width::card,
              Html::fill(error_content, {{"title", title},
                                         {"description", sentence(refusal.description())},
                                         {"error", refusal.error()},
                                         {"again", again}}));
}

void answer_signed_out_page(Response& response) {
  answer_page(response, 200, "You are signed out", Width::card, Html::fill(signed_out_content, {{"mark", mark(true)}}));
}

/// OAuth 2.0 Form Post Response Mode §2.
void answer_form_post_page(Response& response, const std::string& redirect_uri, const Params& answer) {
  Html fields;
  for (const auto& [name, value] : answer) fields += Html::fill(form_post_field, {{"name", name}, {"value", value}});
  answer_page(
      response, 200, "Going back", Width::card,
      Html::fill(form_post_content,
                 {{"redirect_uri", redirect_uri}, {"fields", fields}, {"script", Html::fill(form_post_script)}}),
      redirect_uri, form_post_script);
}

}  // namespace oauthctl::devserver
