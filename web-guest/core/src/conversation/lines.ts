import type { Content } from '../content/content.js';
import type { Reactions, StoredMessage } from '../store/records.js';

/** What changes a line that is there. */
export type Change = Extract<Content, { type: 'edit' | 'delete' | 'reaction' }>;

/**
 * The line that a change leaves, or undefined where it changes nothing: its message is not here (any more), or its author
 * may not do this. Both sides agree on the outcome, as each side's changes come in its own order everywhere, those of one
 * side never touch what the other's touch, and a deletion ends all.
 */
export function changedLine(
  lines: readonly StoredMessage[],
  change: Change,
  author: { readonly mine: boolean; readonly n: number },
): StoredMessage | undefined {
  const { mine, n } = author;
  const byAnyone = change.type === 'reaction';
  // Should a peer use an id twice, the first counts, for each of the two to read.
  const line = lines.find(({ contentId, ...of }) => contentId === change.of && (byAnyone || of.mine === mine));
  if (!line || line.deleted) return undefined;
  switch (change.type) {
    case 'edit':
      return line.text === change.text ? undefined : { ...line, text: change.text, changedN: n };
    case 'delete': {
      const { reactions: _gone, replyTo: _too, ...rest } = line;
      return { ...rest, text: '', changedN: n, deleted: true };
    }
    case 'reaction':
      return withReaction(line, mine ? 'mine' : 'theirs', change.emoji);
  }
}

function withReaction(line: StoredMessage, whose: keyof Reactions, emoji: string): StoredMessage | undefined {
  const { reactions: before = {}, ...rest } = line;
  if ((before[whose] ?? '') === emoji) return undefined;
  const { [whose]: _replaced, ...others } = before;
  const reactions = emoji === '' ? others : { ...others, [whose]: emoji };
  return Object.keys(reactions).length === 0 ? rest : { ...rest, reactions };
}

/** Lines after a step that wrote some: those that were there change in place, new ones follow. */
export function withWritten(
  lines: readonly StoredMessage[],
  written: readonly StoredMessage[] | undefined,
): readonly StoredMessage[] {
  if (!written?.length) return lines;
  const last = lines.at(-1)?.position ?? 0;
  const changed = new Map(written.map((line) => [line.position, line]));
  const kept = written.some(({ position }) => position <= last)
    ? lines.map((line) => changed.get(line.position) ?? line)
    : lines;
  return [...kept, ...written.filter(({ position }) => position > last)];
}
