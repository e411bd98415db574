import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { type Remaining, remaining } from './remaining.ts';

/** Timers cannot wait longer than this (ms). */
const LONGEST = 2_000_000_000;

/** What is left until a moment (ms since the epoch), again each time it is another amount. */
export function useRemaining(until: number): Remaining | undefined {
  const now = useSignal(Date.now());
  const left = remaining(until - now.value);
  useEffect(() => {
    const wait = left ? left.changesIn : until - now.value + 1;
    if (wait <= 0) return;
    const timer = setTimeout(
      () => {
        now.value = Date.now();
      },
      Math.min(wait, LONGEST),
    );
    return () => clearTimeout(timer);
  }, [until, now.value]);
  return left;
}
