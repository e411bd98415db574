import { EMOJI } from '@guestchat/core';

const FEW = new RegExp(`^\\s*(?:${EMOJI}\\s*){1,3}$`, 'u');

/** One to three emoji and nothing else: shown large, without a bubble. */
export const isBigEmoji = (text: string): boolean => text.length <= 64 && FEW.test(text);
