import { type ReadonlySignal, useSignal } from '@preact/signals';

export interface Attempts {
  readonly busy: ReadonlySignal<boolean>;
  /** The last one did. */
  readonly failed: ReadonlySignal<boolean>;
  /** Does nothing while another one is under way. */
  attempt(work: () => Promise<void>): Promise<void>;
}

/** For what takes a moment, may fail, and may then be tried again; one at a time. */
export function useAttempts(): Attempts {
  const busy = useSignal(false);
  const failed = useSignal(false);
  const attempt = async (work: () => Promise<void>) => {
    if (busy.value) return;
    busy.value = true;
    failed.value = false;
    try {
      await work();
    } catch {
      failed.value = true;
    } finally {
      busy.value = false;
    }
  };
  return { busy, failed, attempt };
}
