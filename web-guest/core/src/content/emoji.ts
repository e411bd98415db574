const MAX_CODE_POINTS = 16;

/** A picture, its variant or skin tone, and the tags of a region's flag. */
const PART = String.raw`\p{Extended_Pictographic}[\u{fe0f}\u{1f3fb}-\u{1f3ff}]*[\u{e0020}-\u{e007f}]*`;
/**
 * One emoji, as the source of a regular expression with the flag `u`: a flag of two letters, a keycap, or parts joined to one
 * picture (protocol, "Exact encodings").
 */
export const EMOJI: string = String.raw`(?:\p{Regional_Indicator}{2}|[0-9#*]\u{fe0f}?\u{20e3}|${PART}(?:\u{200d}${PART})*)`;
const ONE = new RegExp(`^${EMOJI}$`, 'u');

/** Whether this is one picture and nothing else, in at most 16 code points: all that a reaction may be. */
export function isEmoji(text: string): boolean {
  // A code point takes two units at most: longer texts need no look.
  return text.length <= 2 * MAX_CODE_POINTS && [...text].length <= MAX_CODE_POINTS && ONE.test(text);
}
