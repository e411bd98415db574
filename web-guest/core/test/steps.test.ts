import { describe, expect, it } from 'vitest';
import { receive } from '../src/conversation/receiving.js';
import { rekeyDue } from '../src/conversation/rekey.js';
import { withRecord } from '../src/conversation/step.js';
import { delivered, ends, pass } from './world/ends.js';

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

  it('that came to nobody, as they expired, end the chat, for nothing could be read any more', async () => {
    const { guest, member } = await ends();
    await pass(await member.commit(), member, guest);
    // Given a commit and a message that only their author knows of
    const commit = await member.commit();
    await member.hear(delivered('member', commit));
    await member.write('expired');
    // When
    const heard = await guest.hear(delivered('member', await member.write('years later')));
    // Then
    expect([heard, guest.held.record.status, guest.held.record.endReason]).toEqual([
      'unknown-epoch',
      'ended',
      'state-lost',
    ]);
  });

  it('of one\u2019s own, of which only the peer knows that they counted, end it as well', async () => {
    const { guest, member } = await ends();
    await pass(await member.commit(), member, guest);
    await pass(await guest.write('x'), guest, member);
    const commit = await guest.commit();
    await member.hear(delivered('guest', commit));
    const early = delivered('member', await member.write('in the new epoch'));
    // Not accepted as far as is known, and nothing missing: the peer is ahead of what it may be.
    const hostile = await receive(guest.context, guest.held, guest.lines, early);
    expect([hostile?.refused, hostile?.held.record.status]).toEqual(['unknown-epoch', 'open']);
    guest.held = withRecord(guest.held, { acceptedN: commit.n });
    const heard = await guest.hear(early);
    expect([heard, guest.held.record.endReason]).toEqual(['unknown-epoch', 'state-lost']);
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
  it.each(['𝔘', '€', '"', '\n.'])('fits the relay, whatever it is made of: %j', async (part) => {
    const { guest, member } = await ends();
    const largest = part.repeat(3000 / part.replace('𝔘', 'x').length);
    const entry = await guest.write(largest);
    expect(entry.payload.length).toBeLessThanOrEqual(16 * 1024);
    expect(await pass(entry, guest, member)).toBe(largest);
  });

  it('is without what nobody sees', async () => {
    const { guest, member } = await ends();
    expect(await pass(await guest.write(`a${'\u0001'.repeat(3000)}\u007f\r\n\tb`), guest, member)).toBe('a\n\tb');
  });

  it('is refused before it takes an n when it is larger', async () => {
    const { guest } = await ends();
    const { sentN } = guest.held.record;
    await expect(guest.write('x'.repeat(3001))).rejects.toMatchObject({ reason: 'too-long' });
    await expect(guest.write(' \n ')).rejects.toMatchObject({ reason: 'empty' });
    expect(guest.held.record.sentN).toBe(sentN);
  });
});
