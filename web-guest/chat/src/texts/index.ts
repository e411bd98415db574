import { dictionary } from '../language/dictionary.ts';
import en from './en.json';

export type ChatText = keyof typeof en;

/** A text of the chat screen in the reader's language. */
export const t = dictionary<ChatText>(en, {
  ar: new URL('./ar.json', import.meta.url).href,
  de: new URL('./de.json', import.meta.url).href,
  es: new URL('./es.json', import.meta.url).href,
  fr: new URL('./fr.json', import.meta.url).href,
  ro: new URL('./ro.json', import.meta.url).href,
});
