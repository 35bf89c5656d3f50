(() => {
  const parsed = (color) => (color.match(/[\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
  const luminance = ([r, g, b]) => {
    const linear = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  };
  const contrast = (a, b) => {
    const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
  };
  // The first background behind an element that is not transparent; the pages have no half-transparent ones.
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = parsed(getComputedStyle(at).backgroundColor);
      if (color.length < 4 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  const found = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} wide in ${root.clientWidth}`);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode, text = node.data.trim(), range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (!text || !box.width) continue;
    const style = getComputedStyle(node.parentElement), size = parseFloat(style.fontSize);
    const needed = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
    const ratio = contrast(parsed(style.color), behind(node.parentElement));
    if (ratio < needed) found.push(`contrast ${ratio.toFixed(2)}: ${text}`);
    if (box.left < 0 || box.right > root.clientWidth + 0.5) found.push(`beyond the edge: ${text}`);
  }
  return found;
})()
