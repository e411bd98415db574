// Where the Tab key has stopped: the place among what `stops` remembered (-1: the browser's own bar; -2: new since), what is wrong
// there, and the places of those that are gone since.
() => {
  const { stops, there, name, look, looks } = globalThis.keyboard;
  const gone = stops.flatMap((stop, place) => (stop.isConnected ? [] : [place]));
  const stop = document.activeElement;
  if (!stop || stop === document.body) return { place: -1, flaws: [], gone };
  const place = stops.indexOf(stop);
  const flaws = [];
  if (place < 0 && there.has(stop)) flaws.push(`gets the focus, and cannot be used: ${name(stop)}`);
  if (!stop.matches(':focus-visible') || looks.get(stop) === look(stop)) flaws.push(`looks the same with the focus: ${name(stop)}`);
  const box = stop.getClientRects()[0] ?? stop.getBoundingClientRect();
  const x = (Math.max(0, box.left) + Math.min(innerWidth, box.right)) / 2;
  const y = (Math.max(0, box.top) + Math.min(innerHeight, box.bottom)) / 2;
  const hit = document.elementFromPoint(x, y);
  if (!hit || !(stop.contains(hit) || hit.contains(stop))) {
    const instead = hit ? name(hit) : `nothing, in a window of ${innerWidth} × ${innerHeight}`;
    const where = [box.left, box.top, box.right, box.bottom].map(Math.round).join();
    flaws.push(`is hidden while it has the focus: ${name(stop)} at ${where}, where there is ${instead}`);
  }
  return { place: place < 0 ? -2 : place, flaws, gone };
};
