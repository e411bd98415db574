import { computed } from '@preact/signals';
import { locale } from './language.ts';

const formats = computed(() => {
  const { tag, language } = locale.value;
  return {
    clock: new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit' }),
    moment: new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' }),
    ahead: new Intl.RelativeTimeFormat(language),
  };
});

/** Time of day of a moment (ms since the epoch), in the reader's time zone. */
export const timeOfDay = (at: number): string => formats.value.clock.format(at);

/** Date and time of a moment. */
export const dateAndTime = (at: number | Date): string => formats.value.moment.format(at);

/** A time ahead in words: "in 6 days". */
export const inTime = (amount: number, unit: 'day' | 'hour' | 'minute' | 'second'): string =>
  formats.value.ahead.format(amount, unit);

/** With the first letter large, as a line begins. */
export const capital = (text: string, language = locale.value.language): string =>
  text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
