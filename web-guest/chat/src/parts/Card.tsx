import type { ComponentChildren } from 'preact';

/** A page with one thing to do or to know: joining, a broken link, choosing a member. */
export function Card({ kind, children }: { kind: string; children: ComponentChildren }) {
  return (
    <main class="join" data-testid="card" data-kind={kind}>
      <div class="card">{children}</div>
    </main>
  );
}
