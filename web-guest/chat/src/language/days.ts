import { computed } from '@preact/signals';
import { capital } from './dates.ts';
import { locale } from './language.ts';

const formats = computed(() => {
  const { tag, language } = locale.value;
  return {
    thisYear: new Intl.DateTimeFormat(tag, { weekday: 'long', day: 'numeric', month: 'long' }),
    ofYear: new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'long', year: 'numeric' }),
    relative: new Intl.RelativeTimeFormat(language, { numeric: 'auto' }),
  };
});

/** Names the local day of `at` as seen from `now`: "Today", "Yesterday", "Monday, 5 May". */
export function dayName(at: number, now: number): string {
  const { relative, thisYear, ofYear } = formats.value;
  const days = Math.round((startOfDay(at) - startOfDay(now)) / 86_400_000);
  if (days === 0 || days === -1) return capital(relative.format(days, 'day'));
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return capital((sameYear ? thisYear : ofYear).format(at));
}

/** The local midnight that begins the day of `at`. */
export const startOfDay = (at: number): number => new Date(at).setHours(0, 0, 0, 0);
