// What is wrong with where things are, for the screen and the window as they stand: one line each.
() => {
  // Behind a dialog that is open, nothing can be touched.
  const dialog = document.querySelector('dialog[open]');
  const visible = (element) =>
    (dialog?.contains(element) ?? true) &&
    element.checkVisibility({ visibilityProperty: true }) && !element.closest('.vh, [inert], [hidden]');
  const name = (element) => `<${element.tagName.toLowerCase()} class="${element.className}">`;
  const flaws = [];
  for (const element of document.body.querySelectorAll('*')) {
    const { left, right, width } = element.getBoundingClientRect();
    if (width === 0 || !visible(element)) continue;
    if (left < -1 || right > innerWidth + 1) flaws.push(`sticks out of ${innerWidth} px: ${name(element)}`);
    const { overflowX } = getComputedStyle(element);
    if (/auto|scroll/.test(overflowX) && element.scrollWidth > element.clientWidth + 1 && !element.matches('input, textarea'))
      flaws.push(`scrolls sideways: ${name(element)}`);
  }
  // A link within a sentence is as high as its line (WCAG 2.2, 2.5.8).
  for (const target of document.querySelectorAll('a[href], button, input, select, textarea, summary')) {
    const { width, height } = target.getBoundingClientRect();
    if (!visible(target) || target.matches('p a') || (width > 43.5 && height > 43.5)) continue;
    // A smaller one may reach further than is seen.
    target.scrollIntoView({ block: 'center' });
    const { left, top } = target.getBoundingClientRect();
    const reaches = (dx, dy) => {
      const hit = document.elementFromPoint(left + width / 2 + dx, top + height / 2 + dy);
      return hit === target || target.contains(hit);
    };
    if ((height < 43.5 && !(reaches(0, -21) && reaches(0, 21))) || (width < 43.5 && !(reaches(-21, 0) && reaches(21, 0))))
      flaws.push(`is a target of ${Math.round(width)} × ${Math.round(height)} px: ${name(target)}`);
  }
  // A colour that fades moves nothing.
  const fades = (effect) => effect.getKeyframes().every((frame) => 'backgroundColor' in frame);
  for (const { effect, playState } of document.getAnimations())
    if (playState === 'running' && !fades(effect) && effect.getComputedTiming().activeDuration > 0)
      flaws.push(`moves, although nothing should: ${name(effect.target)}`);
  // In forced colours all surfaces are one: what stands apart needs an edge.
  if (matchMedia('(forced-colors: active)').matches)
    for (const part of document.querySelectorAll('button.btn, .send, .b, .caution, .bar, .alert, .trust, input, textarea')) {
      const { borderBlockStartStyle, borderBlockEndStyle } = getComputedStyle(part);
      if (visible(part) && borderBlockStartStyle === 'none' && borderBlockEndStyle === 'none')
        flaws.push(`has no edge in forced colours: ${name(part)}`);
    }
  return [...new Set(flaws)];
};
