import { describe, expect, it } from 'vitest';
import { textContent } from '../src/content/content.js';
import { foundConversation } from '../src/conversation/founding.js';
import { receive } from '../src/conversation/receiving.js';
import { rekeyDue } from '../src/conversation/rekey.js';
import { writeCommit, writeContent } from '../src/conversation/sending.js';
import type { Step, StepContext } from '../src/conversation/step.js';
import { fromBase64Url, toBase64Url } from '../src/encoding/base64url.js';
import { utf8 } from '../src/encoding/bytes.js';
import { deriveLinkKeys } from '../src/keys/linkKeys.js';
import { parseFragment } from '../src/link/guestLink.js';
import { acceptWelcome } from '../src/member/acceptWelcome.js';
import { prepareInvite } from '../src/member/createInvite.js';
import type { Side } from '../src/mls/credential.js';
import { epochOf } from '../src/mls/group.js';
import { mlsContext } from '../src/mls/suite.js';
import { openRecord } from '../src/record/inviteRecord.js';
import type { Deliver } from '../src/relay/frames.js';
import { generateProofKey } from '../src/session/proofKey.js';
import type { Held } from '../src/store/conversationStore.js';
import type { OutboxEntry } from '../src/store/records.js';

/** One side, stepping by hand. */
class End {
  time = Date.now();
  constructor(
    readonly side: Side,
    public held: Held,
    private readonly mls: StepContext['mls'],
  ) {}

  get context(): StepContext {
    return { crypto, mls: this.mls, now: this.time };
  }

  get epoch(): bigint {
    return epochOf(this.held.group);
  }

  async write(text: string): Promise<OutboxEntry> {
    return this.#take(await writeContent(this.context, this.held, textContent('id', text)));
  }

  async commit(): Promise<OutboxEntry> {
    return this.#take(await writeCommit(this.context, this.held));
  }

  #take(step: Step): OutboxEntry {
    this.held = step.held;
    const [entry] = step.additions.outbox ?? [];
    if (!entry) throw new Error('nothing written');
    return entry;
  }

  /** The text that came, or what was refused, or undefined. */
  async hear(frame: Deliver): Promise<string | undefined> {
    const step = await receive(this.context, this.held, frame);
    if (step) this.held = step.held;
    return step?.refused ?? step?.additions.messages?.[0]?.text;
  }
}

let seq = 10;
function delivered(from: Side, entry: OutboxEntry): Deliver {
  const conversation = 'c';
  return {
    type: 'deliver',
    conversation,
    seq: ++seq,
    from,
    n: entry.n,
    kind: entry.kind,
    payload: entry.payload,
    at: 1,
  };
}

async function ends(): Promise<{ guest: End; member: End }> {
  const { body, secretPart, stored } = await prepareInvite({ crypto, now: Date.now }, { name: 'Ada' });
  const claims = toBase64Url(utf8(JSON.stringify({ jti: body.inviteId })));
  const link = await parseFragment(crypto, `e.${claims}.s.${secretPart}`);
  if (!link) throw new Error('link');
  const keys = await deriveLinkKeys(crypto, link.linkSecret);
  const record = await openRecord(crypto, keys, fromBase64Url(body.sealedRecord) ?? new Uint8Array());
  if (!record) throw new Error('record');
  const session = { sessionId: 's', sessionUrl: 'https://s', relayUrl: 'wss://r' };
  const who = { name: 'Gus', session, proof: await generateProofKey(crypto) };
  const founded = await foundConversation(crypto, Date.now(), { id: body.inviteId, keys }, record, who);
  const [welcome, profile] = founded?.additions.outbox ?? [];
  if (!founded || !welcome || !profile) throw new Error('founded');
  const invite = { ...stored, link: '', expiresAt: '' };
  const accepted = await acceptWelcome(crypto, Date.now(), invite, delivered('guest', welcome));
  if (accepted.kind !== 'accepted') throw new Error(accepted.code);
  const guest = new End('guest', founded.held, await mlsContext(crypto, founded.keys.signing));
  const member = new End('member', accepted.held, await mlsContext(crypto, stored.signing));
  await member.hear(delivered('guest', profile));
  return { guest, member };
}

/** Delivers to the other side, and a handshake to its sender as well, as the relay does. */
async function pass(entry: OutboxEntry, from: End, to: End): Promise<string | undefined> {
  const frame = delivered(from.side, entry);
  if (entry.kind === 'handshake') await from.hear(frame);
  return to.hear(frame);
}

describe('new keys', () => {
  it('are due for the member at once, and for the guest only when it shares an epoch', async () => {
    const { guest, member } = await ends();
    expect(rekeyDue(member.held.record, member.time)).toBe(true);
    expect(rekeyDue(guest.held.record, guest.time + 1e12)).toBe(false);
    await pass(await member.commit(), member, guest);
    expect([guest.epoch, member.epoch]).toEqual([2n, 2n]);
    expect(rekeyDue(member.held.record, member.time)).toBe(false);
    expect(rekeyDue(guest.held.record, guest.time)).toBe(false);
  });

  it('are due after a hundred messages, or a day with one', async () => {
    const { guest, member } = await ends();
    await pass(await member.commit(), member, guest);
    const day = 24 * 60 * 60 * 1000;
    expect(rekeyDue(guest.held.record, guest.time + 2 * day)).toBe(false);
    for (let i = 1; i <= 100; i++) {
      expect(rekeyDue(guest.held.record, guest.time)).toBe(false);
      await pass(await guest.write('x'), guest, member);
      if (i === 1) expect(rekeyDue(guest.held.record, guest.time + day)).toBe(true);
    }
    expect(rekeyDue(guest.held.record, guest.time)).toBe(true);
    await pass(await guest.commit(), guest, member);
    expect(rekeyDue(guest.held.record, guest.time)).toBe(false);
    expect(rekeyDue(member.held.record, member.time)).toBe(false);
  });

  it('of two at once, the first in the order counts; the other side tries again', async () => {
    // Given both commit in the same epoch, each with a message before and after
    const { guest, member } = await ends();
    await pass(await member.commit(), member, guest);
    const before = await guest.write('before my commit');
    const losing = await guest.commit();
    const after = await guest.write('after my commit');
    const winning = await member.commit();
    const meanwhile = await member.write('meanwhile');
    // When the member's comes first
    await pass(winning, member, guest);
    const heard: (string | undefined)[] = [];
    heard.push(await pass(before, guest, member));
    heard.push(await pass(losing, guest, member));
    heard.push(await pass(after, guest, member));
    heard.push(await pass(meanwhile, member, guest));
    // Then every message is read, both are in the winner's epoch, and only the loser is due
    expect(heard).toEqual(['before my commit', undefined, 'after my commit', 'meanwhile']);
    expect([guest.epoch, member.epoch]).toEqual([3n, 3n]);
    expect(guest.held.pending).toBeUndefined();
    expect(rekeyDue(guest.held.record, guest.time)).toBe(true);
    expect(rekeyDue(member.held.record, member.time)).toBe(false);
    await pass(await guest.commit(), guest, member);
    expect([guest.epoch, member.epoch]).toEqual([4n, 4n]);
    expect(rekeyDue(guest.held.record, guest.time)).toBe(false);
    expect(await pass(await member.write('settled'), member, guest)).toBe('settled');
  });

  it('leave no way to read a message of the ended epoch twice', async () => {
    const { guest, member } = await ends();
    await pass(await member.commit(), member, guest);
    const ours = await member.commit();
    const text = await guest.write('once');
    expect(await pass(text, guest, member)).toBe('once');
    await pass(ours, member, guest);
    expect(member.epoch).toBe(3n);
    const forged = { ...delivered('guest', text), n: text.n };
    member.held = { ...member.held, record: { ...member.held.record, peerN: text.n - 1 } };
    expect(await member.hear(forged)).toBe('undecryptable');
  });

  it('are not entered on an echo with other bytes', async () => {
    const { guest, member } = await ends();
    const commit = await member.commit();
    const other = await guest.write('x');
    expect(await member.hear({ ...delivered('member', commit), payload: other.payload })).toBe('echo-differs');
    expect(member.epoch).toBe(1n);
    await pass(commit, member, guest);
    expect([guest.epoch, member.epoch]).toEqual([2n, 2n]);
  });
});

describe('the largest message', () => {
  it('fits the relay, and a larger one is refused before it takes an n', async () => {
    const { guest, member } = await ends();
    const largest = '𝔘'.repeat(3000);
    const entry = await guest.write(largest);
    expect(entry.payload.length).toBeLessThanOrEqual(16 * 1024);
    expect(await pass(entry, guest, member)).toBe(largest);
    const { sentN } = guest.held.record;
    await expect(guest.write('x'.repeat(3001))).rejects.toMatchObject({ reason: 'too-long' });
    await expect(guest.write('\u0001'.repeat(3000))).rejects.toMatchObject({ reason: 'too-long' });
    await expect(guest.write(' \n ')).rejects.toMatchObject({ reason: 'empty' });
    expect(guest.held.record.sentN).toBe(sentN);
    const fullest = await guest.write(`${'\u0001'.repeat(2600)}`);
    expect(fullest.payload.length).toBeLessThanOrEqual(16 * 1024);
  });
});
