#include "devserver/pages/layout.h"
#include "devserver/pages/pages.h"

namespace oauthctl::devserver {
namespace {

constexpr const char* content = R"(<div class="panel">
<h1>{title}</h1>
<p class="lead">{description}</p>
<p class="small"><code>{error}</code></p>
</div>)";

}  // namespace

void answer_error_page(Response& response, const Refusal& refusal) {
  const char* title = refusal.status() == 404 ? "There is nothing here" : "This request cannot go on";
  answer_page(
      response, refusal.status(), title, Width::card,
      Html::fill(content, {{"title", title}, {"description", refusal.description()}, {"error", refusal.error()}}));
}

}  // namespace oauthctl::devserver
