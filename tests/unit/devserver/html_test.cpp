#include "devserver/pages/html.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace oauthctl::devserver {
namespace {

TEST(Html, RefusesASlotWithoutAValue) {
  EXPECT_THROW(Html::fill("<p>{name}</p>", {{"other", "x"}}), std::logic_error);
}

TEST(Html, EscapesEveryCharacterThatMeansSomething) {
  EXPECT_EQ(Html("<a href=\"x\" b='y'>&amp;</a>").markup(),
            "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;");
}

TEST(Html, EscapesTextThatIsPutIntoAPage) {
  EXPECT_EQ(Html::fill("<p>{name}, {name}</p>", {{"name", "<b>"}}).markup(), "<p>&lt;b&gt;, &lt;b&gt;</p>");
}

TEST(Html, PutsMarkupIntoMarkupAsItIs) {
  Html list = Html::fill("<li>1</li>");
  list += Html::fill("<li>{two}</li>", {{"two", std::string("2 > 1")}});
  EXPECT_EQ(Html::fill("<ul>{list}</ul>", {{"list", list}}).markup(), "<ul><li>1</li><li>2 &gt; 1</li></ul>");
}

TEST(Html, DoesNotLookForSlotsInValues) {
  EXPECT_EQ(Html::fill("{a}", {{"a", "{b}"}, {"b", "x"}}).markup(), "{b}");
}

}  // namespace
}  // namespace oauthctl::devserver
