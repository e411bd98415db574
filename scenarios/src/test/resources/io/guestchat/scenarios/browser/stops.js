// Remembers what the Tab key should stop at, in order, and how each looks without the focus; says what is wrong with that already.
() => {
  const dialog = document.querySelector('dialog[open]');
  const all = [...(dialog ?? document.body).querySelectorAll('*')];
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('[inert]');
  const usable = all.filter((element) => element.matches('a[href], button, input, select, textarea, summary, [tabindex]') && shown(element));
  const name = (element) =>
    `<${element.tagName.toLowerCase()} class="${element.className}"> ${(element.ariaLabel ?? element.textContent).slice(0, 30)}`;
  const look = (element) =>
    [element, element.parentElement]
      .map((part) => {
        const { outline, boxShadow, borderColor, backgroundColor } = getComputedStyle(part);
        return [outline, boxShadow, borderColor, backgroundColor].join();
      })
      .join();
  const scroller = (element) => {
    for (let at = element.parentElement; at; at = at.parentElement)
      if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
    return document.body;
  };
  const flaws = [];
  for (const element of usable) {
    if (element.tabIndex > 0) flaws.push(`jumps the queue: ${name(element)}`);
    // Arrow keys lead from one message's button to the next.
    if (element.tabIndex < 0 && !element.closest('[role=log] .act')) flaws.push(`cannot be reached: ${name(element)}`);
    if (element.disabled) flaws.push(`is disabled, which hides it from the keyboard: ${name(element)}`);
  }
  const stops = usable.filter((element) => element.tabIndex >= 0);
  const rtl = document.dir === 'rtl';
  stops.slice(1).forEach((next, place) => {
    const before = stops[place];
    // A message's own button stands in its corner, and comes after what the message says.
    if (scroller(next) !== scroller(before) || before.contains(next) || next.matches('.act')) return;
    const [a, b] = [before, next].map((element) => element.getBoundingClientRect());
    const sameLine = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > Math.min(a.height, b.height) / 2;
    const backwards = sameLine ? (rtl ? b.right > a.right + 1 : b.left < a.left - 1) : b.bottom <= a.top + 1;
    if (backwards) flaws.push(`comes before what stands before it: ${name(before)} ${name(next)}`);
  });
  const focused = document.activeElement;
  focused.blur();
  globalThis.keyboard = { stops, there: new Set(all), name, look, looks: new Map(stops.map((stop) => [stop, look(stop)])) };
  focused.focus();
  return { count: stops.length, flaws };
};
