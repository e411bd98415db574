const MAX_NAME = 64;
/**
 * What nobody sees, and what would let a name rewrite the line it stands in. Not what joins and varies what is seen: scripts
 * and emoji need that.
 */
const UNSEEN =
  /(?![\u200C-\u200D\p{Variation_Selector}\u{E0020}-\u{E007F}])\p{Default_Ignorable_Code_Point}|[\p{Cc}\p{Cs}\u2800]/gu;
/** There is nothing that it could join or vary. */
const BLANK = /^[\s\p{Default_Ignorable_Code_Point}]*$/u;

/** A name as shown: one line, without invisible or direction-changing characters, 1–64 code points; else undefined. */
export function cleanName(value: unknown): string | undefined {
  return cleanText(value, MAX_NAME);
}

/** The same for any short line; longer text is cut at `maximum` code points. */
export function cleanText(value: unknown, maximum: number): string | undefined {
  if (typeof value !== 'string') return undefined;
  const line = value.normalize('NFC').replace(/\s+/gu, ' ').replace(UNSEEN, '').trim();
  const cut = [...line].slice(0, maximum).join('').trim();
  return BLANK.test(cut) ? undefined : cut;
}
