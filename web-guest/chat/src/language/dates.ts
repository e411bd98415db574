import { computed } from '@preact/signals';
import { locale } from './language.ts';

const formats = computed(() => {
  const { tag, language } = locale.value;
  return {
    clock: new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit' }),
    dayThisYear: new Intl.DateTimeFormat(tag, { weekday: 'long', day: 'numeric', month: 'long' }),
    dayOfYear: new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'long', year: 'numeric' }),
    moment: new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' }),
    ahead: new Intl.RelativeTimeFormat(language),
    relative: new Intl.RelativeTimeFormat(language, { numeric: 'auto' }),
  };
});

/** Time of day of a moment (ms since the epoch), in the reader's time zone. */
export const timeOfDay = (at: number): string => formats.value.clock.format(at);

/** Date and time of a moment. */
export const dateAndTime = (at: number | Date): string => formats.value.moment.format(at);

/** A time ahead in words: "in 6 days". */
export const inTime = (amount: number, unit: 'day' | 'hour' | 'minute' | 'second'): string =>
  formats.value.ahead.format(amount, unit);

/** Names the local day of `at` as seen from `now`: "Today", "Yesterday", "Monday, 5 May". */
export function dayName(at: number, now: number): string {
  const { relative, dayThisYear, dayOfYear } = formats.value;
  const days = Math.round((startOfDay(at) - startOfDay(now)) / 86_400_000);
  if (days === 0 || days === -1) return capital(relative.format(days, 'day'));
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return capital((sameYear ? dayThisYear : dayOfYear).format(at));
}

/** The local midnight that begins the day of `at`. */
export const startOfDay = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/** With the first letter large, as a line begins. */
export const capital = (text: string, language = locale.value.language): string =>
  text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
