/**
 * Every screen with made-up content, for looking at and for tests: `npm run dev`, then `/gallery/`, or
 * `/gallery/?screen=<name>` for one of them. Not part of the built page.
 */
import '@fontsource-variable/noto-sans';
import '@fontsource-variable/noto-sans-arabic';
import '@fontsource-variable/noto-sans-mono';
import { applyLanguage, loadLanguage } from '@guestchat/chat';
import { render } from 'preact';
import { Contents } from './Contents.tsx';
import { chats } from './chats.tsx';
import { dialogs } from './dialogs.tsx';
import './fonts.css';
import { links } from './links.tsx';
import { phone } from './phone.tsx';
import type { Screens } from './screens.ts';
import { settled, stopPretending } from './stage.ts';

const screens: Screens = { ...chats, ...dialogs, ...links, ...phone };

/** Shows a screen in place of another, and resolves once it stands as it will be looked at. */
async function show(name: string): Promise<void> {
  const screen = screens[name];
  if (!screen) throw new Error(`no screen is called ${name}`);
  render(null, document.body);
  stopPretending();
  render(screen.show(), document.body);
  await settled();
  await screen.afterwards?.();
}

/** For pictures: what appears later is there, and what moves for ever stands. */
function hold(): void {
  for (const animation of document.getAnimations()) {
    if (animation.effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY) animation.cancel();
    else animation.finish();
  }
}

// Pictures are compared: no second passes, and no caret blinks.
globalThis.setInterval = (() => 0) as unknown as typeof setInterval;
applyLanguage(document.documentElement);
await loadLanguage();
const fonts = ['"Noto Sans Variable"', '"Noto Sans Arabic Variable"', '"Noto Sans Mono Variable"', '"Gallery Emoji"'];
await Promise.all(fonts.map((font) => document.fonts.load(`16px ${font}`, 'Aaș…أ👍')));

const wanted = new URLSearchParams(location.search).get('screen');
if (wanted) await show(wanted);
else render(<Contents screens={Object.keys(screens)} />, document.body);
Object.assign(globalThis, { gallery: { names: Object.keys(screens), show, hold } });
