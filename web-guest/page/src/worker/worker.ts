/** The page's service worker: its own script, in the reader's language, which its address ends with (`?ro`). */
import { browserEnvironment, holdsChat, servePushes, type WorkerScope } from '@guestchat/core/worker';
import { newMessage as ar } from '../texts/ar.json';
import { newMessage as de } from '../texts/de.json';
import { newMessage as en } from '../texts/en.json';
import { newMessage as es } from '../texts/es.json';
import { newMessage as fr } from '../texts/fr.json';
import { newMessage as ro } from '../texts/ro.json';
import { type KeepingScope, keepPage } from './keepPage.ts';

const titles = new Map(Object.entries({ ar, de, en, es, fr, ro }));
const wanted = self.location.search.slice(1);
const lang = titles.has(wanted) ? wanted : 'en';
const text = { title: titles.get(lang) ?? en, lang, dir: lang === 'ar' ? 'rtl' : 'ltr' } as const;

const environment = browserEnvironment();
servePushes(self as unknown as WorkerScope, text, environment);
keepPage(self as unknown as KeepingScope, () => holdsChat(environment));
