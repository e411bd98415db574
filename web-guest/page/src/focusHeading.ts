/**
 * For a screen that takes the place of another: the focus, if it went with that, begins anew at the heading, and screen readers
 * say where one is.
 */
export function focusHeading(): void {
  if (document.activeElement !== document.body) return;
  const heading = document.querySelector('h1');
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}
