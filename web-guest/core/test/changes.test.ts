import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Content, textContent } from '../src/content/content.js';
import type { Change } from '../src/conversation/lines.js';
import type { Side } from '../src/mls/credential.js';
import type { Deliver } from '../src/relay/frames.js';
import type { OutboxEntry } from '../src/store/records.js';
import { delivered, type End, ends } from './world/ends.js';

/** What is on its way, in the order the relay gives it: a step for each frame, taken when the test says so. */
class Post {
  readonly #waiting: Deliver[] = [];
  #last: Deliver | undefined;

  constructor(
    private readonly from: Side,
    private readonly to: End,
  ) {}

  accept(entry: OutboxEntry | undefined): void {
    if (entry) this.#waiting.push(delivered(this.from, entry));
  }

  async deliverNext(): Promise<void> {
    this.#last = this.#waiting.shift() ?? this.#last;
    await this.deliverAgain();
  }

  /** As after a crash before the acknowledgement. */
  async deliverAgain(): Promise<void> {
    if (this.#last) await this.to.hear(this.#last);
  }

  async deliverAll(): Promise<void> {
    while (this.#waiting.length > 0) await this.deliverNext();
  }
}

async function correspondents() {
  const { guest, member } = await ends();
  return { guest, member, toMember: new Post('guest', member), toGuest: new Post('member', guest) };
}

/** What somebody who sees both screens would compare: by content id, as own lines and delivered ones interleave. */
function view(end: End) {
  const other = end.side === 'guest' ? 'member' : 'guest';
  return end.lines
    .map(({ contentId, mine, text, deleted, changedN, replyTo, reactions }) => ({
      id: contentId,
      author: mine ? end.side : other,
      text,
      deleted,
      edited: changedN !== undefined,
      replyTo,
      [end.side]: reactions?.mine,
      [other]: reactions?.theirs,
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

type Act =
  | { readonly does: 'write' | 'reply' | 'edit' | 'delete'; readonly who: Side; readonly which: number }
  | { readonly does: 'react'; readonly who: Side; readonly which: number; readonly emoji: string }
  | { readonly does: 'hear' | 'hear again' | 'crash'; readonly who: Side };

const who = fc.constantFrom<Side>('guest', 'member');
const which = fc.nat(5);
const acts = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ does: fc.constantFrom('write' as const, 'reply' as const), who, which }) },
    { weight: 4, arbitrary: fc.record({ does: fc.constantFrom('edit' as const, 'delete' as const), who, which }) },
    {
      weight: 3,
      arbitrary: fc.record({ does: fc.constant('react' as const), who, which, emoji: fc.constantFrom('👍', '❤️', '') }),
    },
    { weight: 8, arbitrary: fc.record({ does: fc.constant('hear' as const), who }) },
    { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('hear again' as const, 'crash' as const), who }) },
  ),
  { minLength: 5, maxLength: 40 },
);

/** The content of an act, about one of the newest lines that its side sees; undefined while there is none. */
function contentOf(act: Act, end: End, id: string): Content | undefined {
  if (!('which' in act)) return undefined;
  if (act.does === 'write') return textContent(id, `text ${id}`);
  const of = end.lines.at(-1 - act.which)?.contentId;
  if (of === undefined) return undefined;
  switch (act.does) {
    case 'reply':
      return textContent(id, `reply ${id}`, of);
    case 'edit':
      return { type: 'edit', id, of, text: `edit ${id}` };
    case 'delete':
      return { type: 'delete', id, of };
    case 'react':
      return { type: 'reaction', id, of, emoji: act.emoji };
  }
}

function isChange(content: Content): content is Change {
  return content.type === 'edit' || content.type === 'delete' || content.type === 'reaction';
}

describe('a history of texts, edits, deletions and reactions', () => {
  it('is the same on both ends, however they cross, repeat or are lost to a crash', async () => {
    await fc.assert(
      fc.asyncProperty(acts, async (script) => {
        const { guest, member, toMember, toGuest } = await correspondents();
        for (const [index, act] of script.entries()) {
          const [end, post, inbox] = act.who === 'guest' ? [guest, toMember, toGuest] : [member, toGuest, toMember];
          const content = contentOf(act, end, `${act.who}-${index}`);
          if (content) post.accept(isChange(content) ? await end.change(content) : await end.say(content));
          else if (act.does === 'hear') await inbox.deliverNext();
          else if (act.does === 'hear again') await inbox.deliverAgain();
          else if (act.does === 'crash') {
            // A step that was computed and never written: as if it had not been.
            const { held, lines } = end;
            await inbox.deliverAgain();
            await end.say(textContent('lost', 'lost'));
            Object.assign(end, { held, lines });
          }
        }
        await toMember.deliverAll();
        await toGuest.deliverAll();
        expect(view(guest)).toEqual(view(member));
        for (const line of [...guest.lines, ...member.lines]) {
          if (line.deleted) expect([line.text, line.replyTo, line.reactions]).toEqual(['', undefined, undefined]);
        }
      }),
      { numRuns: 60, endOnFailure: true },
    );
  }, 120_000);

  it('shows the last edit, the last reaction of each, and nothing of what is deleted', async () => {
    const { guest, member, toMember, toGuest } = await correspondents();
    toMember.accept(await guest.say(textContent('a', 'Helo')));
    toMember.accept(await guest.say(textContent('b', 'secret', 'a')));
    toMember.accept(await guest.change({ type: 'edit', id: 'c', of: 'a', text: 'Hello' }));
    await toMember.deliverAll();
    toGuest.accept(await member.change({ type: 'reaction', id: 'd', of: 'a', emoji: '👍' }));
    toGuest.accept(await member.change({ type: 'reaction', id: 'e', of: 'a', emoji: '❤️' }));
    toGuest.accept(await member.change({ type: 'reaction', id: 'f', of: 'b', emoji: '👍' }));
    toMember.accept(await guest.change({ type: 'reaction', id: 'g', of: 'a', emoji: '🎉' }));
    toMember.accept(await guest.change({ type: 'delete', id: 'h', of: 'b' }));
    await toGuest.deliverAll();
    await toMember.deliverAll();
    expect(member.lines).toMatchObject([
      { text: 'Hello', changedN: 5, reactions: { mine: '❤️', theirs: '🎉' } },
      { text: '', deleted: true },
    ]);
    expect(view(guest)).toEqual(view(member));
    expect(JSON.stringify([guest.lines, member.lines])).not.toMatch(/secret|Helo"/);
  });

  it('takes a reaction back, and writes nothing where nothing would change', async () => {
    const { guest } = await correspondents();
    await guest.say(textContent('a', 'Hello'));
    const react = (emoji: string) => guest.change({ type: 'reaction', id: 'r', of: 'a', emoji });
    expect(await react('')).toBeUndefined();
    expect(await react('👍')).toBeDefined();
    expect(await react('👍')).toBeUndefined();
    expect(await react('')).toBeDefined();
    expect(guest.lines[0]).not.toHaveProperty('reactions');
    expect(await guest.change({ type: 'edit', id: 'e', of: 'a', text: 'Hello' })).toBeUndefined();
    expect(await guest.change({ type: 'delete', id: 'd', of: 'a' })).toBeDefined();
    expect(await guest.change({ type: 'delete', id: 'd', of: 'a' })).toBeUndefined();
    expect(await guest.change({ type: 'edit', id: 'e', of: 'a', text: 'back?' })).toBeUndefined();
    expect(await react('👍')).toBeUndefined();
  });
});

describe('a hostile peer', () => {
  const ids = fc.constantFrom('ours', 'theirs', 'later', 'never');
  const id = fc.constantFrom('x', 'ours', 'theirs', 'later');
  const text = fc.constantFrom('changed', 'y');
  const contents = fc.array(
    fc.oneof<fc.Arbitrary<Content>[]>(
      fc.record({ type: fc.constant('edit' as const), id, of: ids, text }),
      fc.record({ type: fc.constant('delete' as const), id, of: ids }),
      fc.record({ type: fc.constant('reaction' as const), id, of: ids, emoji: fc.constantFrom('👍', '') }),
      fc.record({ type: fc.constant('text' as const), id, text, replyTo: ids }),
    ),
    { minLength: 3, maxLength: 12 },
  );

  it('changes no text of ours, adds no line but texts, and leaves the chat as good as before', async () => {
    await fc.assert(
      fc.asyncProperty(contents, async (attack) => {
        const { guest, member, toMember, toGuest } = await correspondents();
        toGuest.accept(await member.say(textContent('ours', 'ours')));
        toMember.accept(await guest.say(textContent('theirs', 'theirs')));
        await toMember.deliverAll();
        for (const content of attack) toMember.accept(await guest.say(content));
        await toMember.deliverAll();
        expect(member.lines.find(({ mine }) => mine)).toMatchObject({ text: 'ours', n: member.held.record.sentN });
        expect(member.lines.find(({ mine }) => mine)).not.toHaveProperty('deleted');
        expect(member.lines.find(({ mine }) => mine)).not.toHaveProperty('changedN');
        expect(member.lines).toHaveLength(2 + attack.filter(({ type }) => type === 'text').length);
        expect(member.held.record.storedSeq).toBeGreaterThan(0);
        toGuest.accept(await member.change({ type: 'edit', id: 'mine', of: 'ours', text: 'still ours' }));
        await toGuest.deliverAll();
        expect(guest.lines.find(({ mine }) => !mine)?.text).toBe('still ours');
      }),
      { numRuns: 20, endOnFailure: true },
    );
  }, 120_000);

  it('gains nothing by a change that comes before its message', async () => {
    const { guest, member, toMember } = await correspondents();
    toMember.accept(await guest.say({ type: 'edit', id: 'a', of: 'later', text: 'too early' }));
    toMember.accept(await guest.say({ type: 'delete', id: 'b', of: 'later' }));
    toMember.accept(await guest.say({ type: 'reaction', id: 'c', of: 'later', emoji: '👍' }));
    toMember.accept(await guest.say(textContent('later', 'as written')));
    await toMember.deliverAll();
    expect(member.lines).toMatchObject([{ text: 'as written', mine: false }]);
    expect(view(member)).toMatchObject([{ edited: false, deleted: undefined, guest: undefined }]);
  });
});
