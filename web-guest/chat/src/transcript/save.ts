import type { Chat } from '@guestchat/core';
import { fileNameOf, transcriptOf } from './transcript.ts';

/** How long (ms) a browser may take to read what it saves. */
const READ_WITHIN = 60_000;

/** Hands the reader the whole conversation as a text file. It leaves neither the browser nor the reader's hands. */
export async function saveTranscript(chat: Chat): Promise<void> {
  const now = Date.now();
  const peer = chat.state.peer.name;
  const text = transcriptOf(await chat.history(), peer, now);
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileNameOf(peer, now);
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), READ_WITHIN);
}
