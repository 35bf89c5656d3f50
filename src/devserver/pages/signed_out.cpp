#include "devserver/pages/layout.h"
#include "devserver/pages/pages.h"

namespace oauthctl::devserver {

void answer_signed_out_page(Response& response) {
  constexpr const char* content = R"(<div class="panel">
<h1>You are signed out</h1>
<p class="lead">You can close this page.</p>
</div>)";
  answer_page(response, 200, "You are signed out", Width::card, Html::fill(content));
}

}  // namespace oauthctl::devserver
