#include "devserver/pages/style.h"

namespace oauthctl::devserver {

const char* const icon = R"svg(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="8" fill="#3e63dd"/>
<g fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round">
<circle cx="11.5" cy="20.5" r="4.5"/><path d="M14.9 17.1 23.5 8.5M20 12l3.2 3.2"/></g>
</svg>
)svg";

const char* const stylesheet = R"css(
:root {
  color-scheme: light dark;
  --page: #f4f5f8; --card: #ffffff; --text: #1c2024; --muted: #60646c; --line: #dcdfe6; --field: #ffffff;
  --accent: #3e63dd; --accent-hover: #3358d4; --on-accent: #ffffff; --soft: #edf2fe; --on-soft: #2b489f; --link: #3358d4;
  --warn: #fff4d5; --on-warn: #7a4f01; --bad: #feebec; --on-bad: #b4232c; --good: #18794e;
  --shadow: 0 1px 2px rgb(16 24 40 / .06), 0 8px 28px rgb(16 24 40 / .08);
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0f1013; --card: #18191d; --text: #edeef0; --muted: #a5a9b3; --line: #2f323a; --field: #111216;
    --accent: #4568e2; --accent-hover: #3d5fd6; --on-accent: #ffffff; --soft: #1b2347; --on-soft: #a9bdff; --link: #a9bdff;
    --warn: #33260a; --on-warn: #f3c96b; --bad: #3a1619; --on-bad: #ff9592; --good: #3dd68c;
    --shadow: 0 1px 2px rgb(0 0 0 / .4), 0 8px 28px rgb(0 0 0 / .35);
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--page); color: var(--text);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
}
header { display: flex; align-items: center; justify-content: space-between; padding: 18px 24px; }
.brand { display: flex; align-items: center; gap: 10px; color: inherit; font-weight: 650; text-decoration: none; }
.brand img { display: block; }
.badge {
  padding: 3px 11px; border-radius: 99px; background: var(--warn); color: var(--on-warn); font-size: 13px;
  font-weight: 550;
}
footer { padding: 20px 24px; color: var(--muted); font-size: 13px; text-align: center; text-wrap: balance; }
main { flex: 1; width: 100%; margin: 0 auto; padding: 12px 20px; }
main.card { max-width: 476px; display: flex; flex-direction: column; justify-content: center; }
main.wide { max-width: 900px; }
.panel {
  padding: 32px; border: 1px solid var(--line); border-radius: 14px; background: var(--card);
  box-shadow: var(--shadow);
}
.wide .panel { margin-bottom: 20px; padding: 24px 28px; }
.panel > :last-child, form > :last-child { margin-bottom: 0; }
h1 {
  margin: 0 0 6px; font-size: 24px; line-height: 1.25; font-weight: 650; letter-spacing: -.01em;
  overflow-wrap: anywhere;
}
h2 { margin: 0 0 12px; font-size: 17px; font-weight: 650; }
p { margin: 0 0 16px; }
.lead { margin-bottom: 24px; color: var(--muted); overflow-wrap: anywhere; }
.lead strong { color: var(--text); font-weight: 600; }
.small { color: var(--muted); font-size: 14px; }
.after { margin: 18px 0 0; color: var(--muted); font-size: 14px; text-align: center; text-wrap: balance; overflow-wrap: anywhere; }
a { color: var(--link); text-underline-offset: 2px; }
label, legend, .label { display: block; margin-bottom: 6px; padding: 0; font-size: 14px; font-weight: 550; }
input[type=text], input[type=password], textarea {
  display: block; width: 100%; margin-bottom: 18px; padding: 10px 12px; border: 1px solid var(--line);
  border-radius: 8px; background: var(--field); color: var(--text); font: inherit;
}
input.code {
  padding: 12px; font: 22px ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
  letter-spacing: .12em; text-align: center; text-transform: uppercase;
}
textarea { min-height: 92px; resize: vertical; font-size: 14px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
input:focus-visible, textarea:focus-visible { outline-offset: -1px; }
button, .button {
  display: inline-block; padding: 10px 18px; border: 1px solid transparent; border-radius: 8px;
  background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; text-align: center;
  text-decoration: none; cursor: pointer;
}
button:hover, .button:hover { background: var(--accent-hover); }
button.quiet { border-color: var(--line); background: transparent; color: var(--text); }
button.quiet:hover { background: var(--page); }
.whole { width: 100%; }
.mark {
  display: block; width: 48px; height: 48px; margin: 0 0 14px; fill: none; stroke: currentColor; stroke-width: 3;
  stroke-linecap: round; stroke-linejoin: round;
}
.mark.yes { color: var(--good); }
.mark.no { color: var(--on-bad); }
strong.code { white-space: nowrap; }
.choices { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
.alert, .note { padding: 10px 14px; border-radius: 8px; font-size: 14.5px; }
.alert { margin-bottom: 20px; background: var(--bad); color: var(--on-bad); }
.note { margin: 20px 0 0; background: var(--soft); color: var(--on-soft); }
.person {
  display: flex; align-items: center; gap: 12px; margin-bottom: 20px; padding: 10px 14px; border-radius: 10px;
  background: var(--page);
}
.person > div { flex: 1; min-width: 0; line-height: 1.35; overflow-wrap: anywhere; }
.person a { font-size: 14px; white-space: nowrap; }
.avatar {
  flex: none; width: 38px; height: 38px; border-radius: 50%; background: var(--accent); color: var(--on-accent);
  font-weight: 650; line-height: 38px; text-align: center;
}
ul.scopes {
  margin: 0 0 20px; padding: 0; border: 1px solid var(--line); border-radius: 10px; list-style: none;
}
ul.scopes li + li { border-top: 1px solid var(--line); }
ul.scopes label, ul.scopes div {
  display: flex; align-items: center; gap: 12px; margin: 0; padding: 11px 14px; font-size: 15px; font-weight: 450;
}
ul.scopes label { cursor: pointer; }
ul.scopes span { flex: 1; }
ul.scopes code { color: var(--muted); font-size: 12.5px; white-space: nowrap; }
input[type=checkbox], input[type=radio] {
  flex: none; width: 17px; height: 17px; margin: 0; accent-color: var(--accent);
}
fieldset { margin: 0 0 20px; padding: 0; border: 0; }
fieldset label { display: flex; align-items: center; gap: 10px; font-weight: 450; font-size: 15px; }
code, pre { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; }
textarea { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; }
code { font-size: .9em; overflow-wrap: anywhere; }
pre {
  margin: 0 0 16px; padding: 14px 16px; border: 1px solid var(--line); border-radius: 10px;
  background: var(--page); font-size: 13.5px; line-height: 1.6; white-space: pre-wrap; overflow-wrap: anywhere;
}
table { width: 100%; border-collapse: collapse; font-size: 15px; }
th, td { padding: 8px 12px 8px 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top; }
tr:first-child > * { border-top: 0; }
th { width: 190px; color: var(--muted); font-weight: 400; }
.head { display: flex; align-items: baseline; justify-content: space-between; gap: 12px; }
@media (max-width: 520px) {
  header { padding: 14px 16px; }
  .panel, .wide .panel { padding: 24px 20px; }
  th, td { display: block; width: auto; padding-right: 0; }
  td { padding-top: 0; border-top: 0; }
}
)css";

}  // namespace oauthctl::devserver
