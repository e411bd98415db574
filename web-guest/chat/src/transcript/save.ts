import type { Chat } from '@guestchat/core';
import { inApp } from '../parts/inApp.ts';
import { fileNameOf, transcriptOf } from './transcript.ts';

/** How long (ms) a browser may take to read what it saves. */
const READ_WITHIN = 60_000;

/** Asks before it downloads, and tells no page what was answered; what it shares can be kept as a file, too. */
const APPLE_PHONE = /\b(iPhone|iPad|iPod)\b/;

/** What became of a copy, as far as a page can know: whether a download is kept, it cannot. */
export type Saved =
  | { readonly kind: 'offered' | 'shared' | 'cancelled' }
  /** There is no way to a file here: the reader copies the text. */
  | { readonly kind: 'shown'; readonly text: string };

/** Hands the reader the whole conversation as a text file. Where it goes from here is the reader's choice alone. */
export async function saveTranscript(chat: Chat): Promise<Saved> {
  const now = Date.now();
  const peer = chat.state.peer.name;
  const text = transcriptOf(await chat.history(), peer, now);
  const file = new File([text], fileNameOf(peer, now), { type: 'text/plain;charset=utf-8' });
  const { userAgent } = navigator;
  const app = inApp(userAgent);
  const outcome = app || APPLE_PHONE.test(userAgent) ? await share({ files: [file] }) : undefined;
  if (outcome) return outcome;
  // Built-in browsers download nothing that a page has made.
  if (app) return { kind: 'shown', text };
  download(file);
  return { kind: 'offered' };
}

/** Undefined where that cannot be done, or not now. */
async function share(copy: ShareData): Promise<Saved | undefined> {
  if (!navigator.canShare?.(copy)) return undefined;
  try {
    await navigator.share(copy);
    return { kind: 'shared' };
  } catch (error) {
    return error instanceof DOMException && error.name === 'AbortError' ? { kind: 'cancelled' } : undefined;
  }
}

function download(file: File): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), READ_WITHIN);
}
