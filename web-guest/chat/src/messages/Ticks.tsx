import type { Delivery } from '@guestchat/core';
import { t } from '../texts/index.ts';

const CLOCK = 'M9 1a5 5 0 1 0 .01 0M9 3.2V6l2 1.2';
const ONE = 'M5 6.5 8.5 10 15 2.5';
const TWO = 'M1 6.5 4.5 10 11 2.5M8 9l1 1 7-7.5';
const PATHS = { waiting: CLOCK, accepted: ONE, delivered: TWO, read: TWO } as const;

/** How far one of our own messages has come. A failed one has words instead. */
export const Ticks = ({ delivery }: { delivery: Exclude<Delivery, 'failed'> }) => (
  <svg class={`tick ${delivery}`} viewBox="0 0 18 12" role="img" aria-label={t(delivery)}>
    <path d={PATHS[delivery]} />
  </svg>
);
