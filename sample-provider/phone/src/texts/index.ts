import { dictionary } from '@guestchat/chat';
import en from './en.json';

export type PhoneText = keyof typeof en;

/** A text of the sample phone in the reader's language. */
export const s = dictionary<PhoneText>(en, {
  ar: new URL('./ar.json', import.meta.url).href,
  de: new URL('./de.json', import.meta.url).href,
  es: new URL('./es.json', import.meta.url).href,
  fr: new URL('./fr.json', import.meta.url).href,
  ro: new URL('./ro.json', import.meta.url).href,
});
