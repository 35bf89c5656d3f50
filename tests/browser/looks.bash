# How pages look: their size, their colours, and what a machine can say about that.

# shown_at WIDTH HEIGHT light|dark
shown_at() {
  devtools Emulation.setScrollbarsHidden '{"hidden": true}' >/dev/null
  devtools Emulation.setDeviceMetricsOverride "{\"width\": $1, \"height\": $2, \"deviceScaleFactor\": 1, \"mobile\": false}" >/dev/null
  devtools Emulation.setEmulatedMedia "{\"features\": [{\"name\": \"prefers-color-scheme\", \"value\": \"$3\"}]}" >/dev/null
}

# picture FILE: the whole page, as wide as the window.
picture() {
  local size
  size=$(devtools Page.getLayoutMetrics '{}' | jq -c '{x: 0, y: 0, width: .cssLayoutViewport.clientWidth,
    height: ([.cssContentSize.height, .cssLayoutViewport.clientHeight] | max), scale: 1}')
  devtools Page.captureScreenshot "{\"captureBeyondViewport\": true, \"clip\": $size}" | jq -r .data | base64 -d >"$1"
}

# Says which text is hard to read or cannot be seen: too little contrast (WCAG 2.2, 1.4.3: 4.5, and 3 for large text),
# or beyond the edge of the window. Says also if the page scrolls sideways.
flaws() {
  devtools Runtime.evaluate "$(jq -n --rawfile script "${BASH_SOURCE[0]%/*}/flaws.js" \
    '{expression: $script, returnByValue: true}')" | jq -r '.result.value[]'
}
