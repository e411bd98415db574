import type { Part } from './links.ts';

/** A message longer than this, in UTF-16 units or lines, is folded; what is shown of it is a good deal shorter. */
const LONG = { units: 900, lines: 18 };
const SHOWN = { units: 600, lines: 12 };

/**
 * The beginning of a long message, cut where a word ends, and inside a link only if nothing but that link would be seen; undefined
 * when it is not long.
 */
export function foldedParts(text: string, parts: readonly Part[]): Part[] | undefined {
  if (text.length <= LONG.units && linesOf(text) <= LONG.lines) return undefined;
  const shown: Part[] = [];
  let room = lengthOfLines(text, SHOWN.lines);
  for (const part of parts) {
    if (part.text.length <= room) shown.push(part);
    else if (part.href === undefined || isBlank(shown)) shown.push({ ...part, text: `${cut(part.text, room)}…` });
    if (part.text.length > room) break;
    room -= part.text.length;
  }
  return shown;
}

const isBlank = (parts: readonly Part[]): boolean => parts.every(({ text }) => text.trim() === '');

const linesOf = (text: string): number => text.split('\n', LONG.lines + 1).length;

/** Units in the first so many lines, or as many as are shown at most. */
const lengthOfLines = (text: string, lines: number): number =>
  Math.min(SHOWN.units, text.split('\n', lines).join('\n').length);

function cut(text: string, most: number): string {
  const start = text.slice(0, most);
  if (/\s/.test(text.charAt(most))) return start;
  const words = start.replace(/\s+\S*$/, '');
  if (words.length > most / 2 && words.length < most) return words;
  // A text without spaces is cut between two characters instead, of which one may be two units long.
  return start.replace(/[\ud800-\udbff]$/, '');
}
