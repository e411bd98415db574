import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** Seconds that a service asked to wait, one less each second; set it for another wait. */
export function useCountdown(seconds: number): Signal<number> {
  const left = useSignal(Math.ceil(seconds));
  const waiting = left.value > 0;
  useEffect(() => {
    if (!waiting) return;
    const ticking = setInterval(() => {
      left.value--;
    }, 1000);
    return () => clearInterval(ticking);
  }, [left, waiting]);
  return left;
}
