import { type ReadonlySignal, useSignal } from '@preact/signals';

export interface Attempt {
  readonly busy: ReadonlySignal<boolean>;
  readonly failed: ReadonlySignal<boolean>;
  attempt(): Promise<void>;
}

/** Something that takes a moment, may fail, and may then be tried again; once at a time. */
export function useAttempt(work: () => Promise<void>): Attempt {
  const busy = useSignal(false);
  const failed = useSignal(false);
  const attempt = async () => {
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
