import { type Content, textContent } from '../../src/content/content.js';
import { foundConversation } from '../../src/conversation/founding.js';
import { type Change, withWritten } from '../../src/conversation/lines.js';
import { receive } from '../../src/conversation/receiving.js';
import { writeChange, writeCommit, writeContent } from '../../src/conversation/sending.js';
import type { Step, StepContext } from '../../src/conversation/step.js';
import { fromBase64Url, toBase64Url } from '../../src/encoding/base64url.js';
import { utf8 } from '../../src/encoding/bytes.js';
import { deriveLinkKeys } from '../../src/keys/linkKeys.js';
import { parseFragment } from '../../src/link/guestLink.js';
import { acceptWelcome } from '../../src/member/acceptWelcome.js';
import { prepareInvite } from '../../src/member/createInvite.js';
import type { Side } from '../../src/mls/credential.js';
import { epochOf } from '../../src/mls/group.js';
import { mlsContext } from '../../src/mls/suite.js';
import { openRecord } from '../../src/record/inviteRecord.js';
import type { Deliver } from '../../src/relay/frames.js';
import { generateProofKey } from '../../src/session/proofKey.js';
import type { Held } from '../../src/store/conversationStore.js';
import type { OutboxEntry, StoredMessage } from '../../src/store/records.js';

/** One side, stepping by hand. */
export class End {
  time = Date.now();
  lines: readonly StoredMessage[] = [];
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
    return this.say(textContent('id', text));
  }

  /** Sends whatever it is, with no thought for whether one may. */
  async say(content: Content): Promise<OutboxEntry> {
    return this.#take(await writeContent(this.context, this.held, content));
  }

  /** Undefined when it would change nothing. */
  async change(change: Change): Promise<OutboxEntry | undefined> {
    const step = await writeChange(this.context, this.held, this.lines, change);
    return step && this.#take(step);
  }

  async commit(): Promise<OutboxEntry> {
    return this.#take(await writeCommit(this.context, this.held));
  }

  #take(step: Step): OutboxEntry {
    this.#become(step);
    const [entry] = step.additions.outbox ?? [];
    if (!entry) throw new Error('nothing written');
    return entry;
  }

  /** The text that came, or what was refused, or undefined. */
  async hear(frame: Deliver): Promise<string | undefined> {
    const step = await receive(this.context, this.held, this.lines, frame);
    if (step) this.#become(step);
    return step?.refused ?? step?.additions.messages?.[0]?.text;
  }

  #become(step: Step): void {
    this.held = step.held;
    this.lines = withWritten(this.lines, step.additions.messages);
  }
}

let seq = 10;
export function delivered(from: Side, entry: OutboxEntry): Deliver {
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

export async function ends(): Promise<{ guest: End; member: End }> {
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
export async function pass(entry: OutboxEntry, from: End, to: End): Promise<string | undefined> {
  const frame = delivered(from.side, entry);
  if (entry.kind === 'handshake') await from.hear(frame);
  return to.hear(frame);
}
