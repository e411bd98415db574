import { language, locale } from './language.ts';

const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
const dayThisYear = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
const dayOfYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });
const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });

/** Time of day of a moment (ms since the epoch), in the reader's time zone. */
export const timeOfDay = (at: number): string => clock.format(at);

/** Date and time of a moment. */
export const dateAndTime = (at: number | Date): string => moment.format(at);

/** Names the local day of `at` as seen from `now`: "Today", "Yesterday", "Monday, 5 May". */
export function dayName(at: number, now: number): string {
  const days = Math.round((startOfDay(at) - startOfDay(now)) / 86_400_000);
  if (days === 0 || days === -1) return capital(relative.format(days, 'day'));
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return capital((sameYear ? dayThisYear : dayOfYear).format(at));
}

/** The local midnight that begins the day of `at`. */
export const startOfDay = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

const capital = (text: string) => text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
