const MAX_NAME = 64;

/** A name as shown: one line, without invisible or direction-changing characters, 1–64 code points; else undefined. */
export function cleanName(value: unknown): string | undefined {
  return cleanText(value, MAX_NAME);
}

/** The same for any short line; longer text is cut at `maximum` code points. */
export function cleanText(value: unknown, maximum: number): string | undefined {
  if (typeof value !== 'string') return undefined;
  const line = value
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    // Controls, lone surrogates, and the marks that let a name rewrite the line it stands in.
    .replace(/[\p{Cc}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '')
    .trim();
  return line === '' ? undefined : [...line].slice(0, maximum).join('').trim();
}
