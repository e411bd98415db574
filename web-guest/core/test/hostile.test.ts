import {
  bytesToBase64,
  createCommit,
  createGroup,
  createProposal,
  defaultProposalTypes,
  encode,
  type MlsContext,
  mlsMessageEncoder,
  type Proposal,
  pskTypes,
} from 'ts-mls';
import { describe, expect, it } from 'vitest';
import { toBase64Url } from '../src/encoding/base64url.js';
import { asBytes, type Bytes, utf8 } from '../src/encoding/bytes.js';
import { deriveLinkKeys, type LinkKeys, pskId } from '../src/keys/linkKeys.js';
import { parseFragment } from '../src/link/guestLink.js';
import { prepareInvite } from '../src/member/createInvite.js';
import { authenticatedData } from '../src/mls/authenticatedData.js';
import type { Side } from '../src/mls/credential.js';
import { foundGroup } from '../src/mls/founding.js';
import { commitNewKeys, decodeGroup, encodeGroup, type Group, protect, unprotect } from '../src/mls/group.js';
import { type Joined, joinByWelcome } from '../src/mls/joining.js';
import {
  createKeyPackage,
  decodeOwnKeyPackage,
  encodeKeyPackageMessage,
  type OwnKeyPackage,
} from '../src/mls/keyPackage.js';
import { generateSigningKey, mlsContext } from '../src/mls/suite.js';
import { withAnotherIdentity } from './world/anotherIdentity.js';
import { onlyChat, openMember, pair, texts } from './world/chatting.js';
import { until } from './world/environment.js';
import { World } from './world/world.js';

const environment = { crypto, now: () => Date.now() };

async function invite() {
  const prepared = await prepareInvite(environment, { name: 'Ada' });
  const payload = toBase64Url(utf8(JSON.stringify({ jti: prepared.body.inviteId })));
  const link = await parseFragment(crypto, `e.${payload}.s.${prepared.secretPart}`);
  if (!link) throw new Error('link');
  const keys = await deriveLinkKeys(crypto, link.linkSecret);
  const { publicPackage, privatePackage } = prepared.stored.secrets;
  const own = decodeOwnKeyPackage(publicPackage, privatePackage);
  if (!own) throw new Error('own');
  const accept = (welcome: Bytes) => joinByWelcome(crypto, keys, own, prepared.stored.signing, welcome);
  return { keys, own, accept, signing: prepared.stored.signing };
}

/** A guest that makes its group as it likes. */
async function evilGuest(keys: LinkKeys, side: Side = 'guest', groupId: Bytes = keys.locator) {
  const signing = await generateSigningKey(crypto);
  const context = await mlsContext(crypto, signing.privateKey, { [bytesToBase64(pskId(keys.locator))]: keys.psk });
  const own = await createKeyPackage(context, side, signing, Date.now());
  let state = await createGroup({
    context,
    groupId,
    keyPackage: own.publicPackage,
    privateKeyPackage: own.privatePackage,
  });
  const commit = async (extraProposals: Proposal[]): Promise<Bytes> => {
    const result = await createCommit({ context, state, extraProposals, ratchetTreeExtension: true });
    state = result.newState;
    return result.welcome ? asBytes(encode(mlsMessageEncoder, result.welcome)) : new Uint8Array();
  };
  return { context, commit, state: () => state };
}

function add({ publicPackage }: OwnKeyPackage): Proposal {
  return { proposalType: defaultProposalTypes.add, add: { keyPackage: publicPackage } };
}

function psk(keys: LinkKeys): Proposal {
  const preSharedKeyId = {
    psktype: pskTypes.external,
    pskId: pskId(keys.locator),
    pskNonce: crypto.getRandomValues(new Uint8Array(32)),
  };
  return { proposalType: defaultProposalTypes.psk, psk: { preSharedKeyId } };
}

async function stranger(): Promise<OwnKeyPackage> {
  const signing = await generateSigningKey(crypto);
  return createKeyPackage(await mlsContext(crypto, signing.privateKey), 'guest', signing, Date.now());
}

function code(joined: Joined): string {
  return joined.kind === 'refused' ? joined.code : joined.kind;
}

describe('a Welcome', () => {
  it('is accepted as the protocol makes it', async () => {
    const { keys, own, accept } = await invite();
    const guest = await evilGuest(keys);
    expect(code(await accept(await guest.commit([add(own), psk(keys)])))).toBe('joined');
  });

  it('is refused without our pre-shared key', async () => {
    const { keys, own, accept } = await invite();
    expect(code(await accept(await (await evilGuest(keys)).commit([add(own)])))).toBe('not-our-psk');
  });

  it('is refused with another pre-shared key', async () => {
    const { keys, own, accept } = await invite();
    const guessing = { ...keys, psk: new Uint8Array(32) };
    const welcome = await (await evilGuest(guessing)).commit([add(own), psk(guessing)]);
    expect(code(await accept(welcome))).toBe('not-for-this-invite');
  });

  it('is refused with a third leaf', async () => {
    const { keys, own, accept } = await invite();
    const welcome = await (await evilGuest(keys)).commit([add(own), add(await stranger()), psk(keys)]);
    expect(code(await accept(welcome))).toBe('not-a-welcome');
    const slower = await evilGuest(keys);
    await slower.commit([add(await stranger())]);
    expect(code(await accept(await slower.commit([add(own), psk(keys)])))).toBe('not-a-new-pair');
  });

  it('is refused in a later epoch, another group, or from another member', async () => {
    const { keys, own, accept } = await invite();
    const later = await evilGuest(keys);
    await later.commit([]);
    expect(code(await accept(await later.commit([add(own), psk(keys)])))).toBe('not-a-new-pair');
    const elsewhere = await evilGuest(keys, 'guest', new Uint8Array(16));
    expect(code(await accept(await elsewhere.commit([add(own), psk(keys)])))).toBe('not-a-new-pair');
    const twin = await evilGuest(keys, 'member');
    expect(code(await accept(await twin.commit([add(own), psk(keys)])))).toBe('not-a-new-pair');
  });

  it('is refused for the key package of another invite', async () => {
    const mine = await invite();
    const other = await invite();
    const welcome = await (await evilGuest(mine.keys)).commit([add(other.own), psk(mine.keys)]);
    expect(code(await mine.accept(welcome))).toBe('not-for-this-invite');
  });

  it.each([new Uint8Array(), new Uint8Array(300), utf8('{"hello":1}')])(
    'is refused when it is noise',
    async (noise) => {
      const { accept } = await invite();
      expect(code(await accept(noise))).toBe('not-a-welcome');
    },
  );
});

/** Both ends in epoch 1. */
async function twoEnds() {
  const { keys, own, accept, signing } = await invite();
  const guestSigning = await generateSigningKey(crypto);
  const founded = await foundGroup(crypto, keys, encodeKeyPackageMessage(own.publicPackage), guestSigning, Date.now());
  if (!founded) throw new Error('not founded');
  const joined = await accept(founded.welcome);
  if (joined.kind !== 'joined') throw new Error('not joined');
  return {
    guest: { context: await mlsContext(crypto, guestSigning.privateKey), group: founded.group },
    member: { context: await mlsContext(crypto, signing), group: joined.group },
  };
}

describe('a signature key', () => {
  it('cannot be exported where it can be stored, and works as bytes where it cannot', async () => {
    const { keys, own, accept } = await invite();
    expect((await generateSigningKey(crypto)).privateKey?.extractable).toBe(false);
    const signing = await generateSigningKey(crypto, async () => false);
    expect(signing.privateKey).toBeUndefined();
    const founded = await foundGroup(crypto, keys, encodeKeyPackageMessage(own.publicPackage), signing, Date.now());
    if (!founded) throw new Error('not founded');
    const joined = await accept(founded.welcome);
    if (joined.kind !== 'joined') throw new Error('not joined');
    const context = await mlsContext(crypto, signing.privateKey);
    const authenticated = authenticatedData('guest', 2);
    const stored = decodeGroup(encodeGroup(founded.group));
    const { message } = await protect(context, stored, utf8('signed by bytes'), authenticated);
    const expected = { kind: 'application', authenticatedData: authenticated } as const;
    expect((await unprotect(context, joined.group, message, expected)).kind).toBe('application');
  });
});

describe('a message from the peer', () => {
  const application = { kind: 'application', authenticatedData: authenticatedData('guest', 1) } as const;
  const handshake = { kind: 'handshake', authenticatedData: authenticatedData('guest', 1) } as const;

  /** Refused with this code; the group, byte for byte, as before, and still good for an honest message. */
  async function expectRefused(
    ends: { guest: { context: MlsContext; group: Group }; member: { context: MlsContext; group: Group } },
    message: Bytes,
    expected: Parameters<typeof unprotect>[3],
    refusal: string,
  ): Promise<void> {
    const { guest, member } = ends;
    const before = toBase64Url(encodeGroup(member.group));
    expect(await unprotect(member.context, member.group, message, expected)).toEqual({
      kind: 'refused',
      code: refusal,
    });
    expect(toBase64Url(encodeGroup(member.group))).toBe(before);
    const honest = await protect(guest.context, guest.group, utf8('hi'), application.authenticatedData);
    expect((await unprotect(member.context, member.group, honest.message, application)).kind).toBe('application');
  }

  async function at(group: Group, generation: number): Promise<Group> {
    const leaf = group.secretTree.leafNodes[0];
    if (!leaf) throw new Error('write once first');
    const application = { ...leaf.application, generation };
    const leafNodes = { ...group.secretTree.leafNodes, 0: { ...leaf, application } };
    return { ...group, secretTree: { ...group.secretTree, leafNodes } };
  }

  it('is refused more than 1,000 generations ahead', async () => {
    const ends = await twoEnds();
    const { guest } = ends;
    const first = await protect(guest.context, guest.group, utf8('a'), application.authenticatedData);
    for (const generation of [1001, 0x7fffffff]) {
      const far = await at(first.group, generation);
      const { message } = await protect(guest.context, far, utf8('boom'), application.authenticatedData);
      await expectRefused(ends, message, application, 'undecryptable');
    }
  });

  it('is refused as a proposal by reference', async () => {
    const ends = await twoEnds();
    const { context, group } = ends.guest;
    const proposal = add(await stranger());
    const authenticated = handshake.authenticatedData;
    const result = await createProposal({ context, state: group, proposal, authenticatedData: authenticated });
    const message = asBytes(encode(mlsMessageEncoder, result.message));
    await expectRefused(ends, message, handshake, 'proposal-by-reference');
  });

  it('is refused as a commit that adds or removes', async () => {
    const ends = await twoEnds();
    const { context, group: state } = ends.guest;
    const remove: Proposal = { proposalType: defaultProposalTypes.remove, remove: { removed: 1 } };
    for (const proposal of [add(await stranger()), remove]) {
      const { authenticatedData } = handshake;
      const result = await createCommit({ context, state, extraProposals: [proposal], authenticatedData });
      const message = asBytes(encode(mlsMessageEncoder, result.commit));
      await expectRefused(ends, message, handshake, 'commit-with-proposals');
    }
  });

  it('is refused as a commit that brings another identity key', async () => {
    const ends = await twoEnds();
    const message = await withAnotherIdentity(ends.guest, 0, handshake.authenticatedData);
    await expectRefused(ends, message, handshake, 'changed-identity');
  });

  it('is refused as a public message, and as noise', async () => {
    const ends = await twoEnds();
    const { context, group: state } = ends.guest;
    const { authenticatedData } = handshake;
    const result = await createCommit({ context, state, wireAsPublicMessage: true, authenticatedData });
    const message = asBytes(encode(mlsMessageEncoder, result.commit));
    await expectRefused(ends, message, handshake, 'not-a-private-message');
    await expectRefused(ends, new Uint8Array(40), handshake, 'not-a-private-message');
    await expectRefused(ends, message.slice(0, 30), handshake, 'not-a-private-message');
  });

  it('is refused at another place, of another kind, or turned back to its sender', async () => {
    const ends = await twoEnds();
    const { guest, member } = ends;
    const { message } = await protect(guest.context, guest.group, utf8('a'), authenticatedData('guest', 7));
    await expectRefused(ends, message, application, 'wrong-authenticated-data');
    const { commit } = await commitNewKeys(guest.context, guest.group, application.authenticatedData);
    await expectRefused(ends, commit, application, 'wrong-kind');
    const own = await protect(member.context, member.group, utf8('mine'), authenticatedData('member', 1));
    await expectRefused(ends, own.message, application, 'wrong-authenticated-data');
    const other = await twoEnds();
    const foreign = await protect(other.guest.context, other.guest.group, utf8('a'), application.authenticatedData);
    await expectRefused(ends, foreign.message, application, 'wrong-group');
  });

  it('is refused a second time, changed, or from an epoch not reached', async () => {
    const ends = await twoEnds();
    const { guest, member } = ends;
    const { message } = await protect(guest.context, guest.group, utf8('a'), application.authenticatedData);
    const opened = await unprotect(member.context, member.group, message, application);
    if (opened.kind !== 'application') throw new Error(opened.kind);
    const again = await unprotect(member.context, opened.group, message, application);
    expect(again).toEqual({ kind: 'refused', code: 'undecryptable' });
    const changed = message.slice();
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    await expectRefused(ends, changed, application, 'undecryptable');
    const { next } = await commitNewKeys(guest.context, guest.group, handshake.authenticatedData);
    const future = await protect(guest.context, next, utf8('b'), application.authenticatedData);
    await expectRefused(ends, future.message, application, 'unknown-epoch');
  });
});

describe('a hostile relay or guest', () => {
  it('cannot bring in a second Welcome, repeat, or invent', async () => {
    // Given a running chat
    const { world, device, member, guest, memberChat, id, conversation } = await pair();
    await guest.send('first');
    await until('arrived', () => texts(memberChat).length === 1);
    const safety = memberChat.state.safetyNumber;
    // When the relay offers the Welcome again, an old message as a new one, and noise
    const welcome = conversation().log.find(({ n, from }) => n === 1 && from === 'guest');
    const message = conversation().log.findLast(({ from }) => from === 'guest');
    if (!welcome || !message) throw new Error('log');
    world.relay.inject(id, 'member', { ...welcome, n: 50 });
    world.relay.inject(id, 'member', { ...welcome, n: 1 });
    world.relay.inject(id, 'member', { ...message, n: 51 });
    world.relay.inject(id, 'member', { ...message });
    world.relay.inject(id, 'member', { ...message, kind: 'handshake', payload: 'AAAA' });
    await until('all refused', () => device.events.length >= 5);
    // Then each is reported and nothing has changed
    expect(device.events.map((event) => event.code).sort()).toEqual([
      'not-a-private-message',
      'repeated-n',
      'repeated-n',
      'repeated-n',
      'wrong-authenticated-data',
    ]);
    expect(texts(memberChat)).toEqual(['first']);
    expect(memberChat.state.safetyNumber).toBe(safety);
    await memberChat.send('unimpressed');
    await until('still talking', () => texts(guest).length === 2);
    expect(member.state.chats).toHaveLength(1);
  });

  it('cannot use up an invite with a Welcome of its own', async () => {
    const world = new World();
    const device = world.newBrowser();
    const member = await openMember(world, device);
    const { id, link } = await member.invite();
    world.relay.open(id, 'member-7');
    world.relay.inject(id, 'member', {
      from: 'guest',
      n: 1,
      kind: 'handshake',
      payload: toBase64Url(new Uint8Array(400)),
    });
    await until('refused', () => device.events.length === 1);
    expect(device.events[0]).toEqual({ code: 'welcome-not-sealed', conversation: id });
    const result = await world.openGuest(world.newBrowser(), link);
    if (result.kind !== 'invited') throw new Error(result.kind);
    const guest = await result.join('Gus');
    await guest.send('genuine');
    const chat = await onlyChat(member);
    await until('arrived', () => texts(chat).includes('genuine'));
    guest.close();
  });
});
