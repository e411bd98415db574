import {
  createCommit,
  createGroupInfoWithExternalPubAndRatchetTree,
  createProposal,
  defaultProposalTypes,
  encode,
  joinGroupExternal,
  type MlsContext,
  type MlsMessage,
  mlsMessageEncoder,
  type Proposal,
  protocolVersions,
  wireformats,
} from 'ts-mls';
import { expect, it } from 'vitest';
import { toBase64Url } from '../src/encoding/base64url.js';
import { asBytes, type Bytes, utf8 } from '../src/encoding/bytes.js';
import { authenticatedData } from '../src/mls/authenticatedData.js';
import { otherSide, type Side } from '../src/mls/credential.js';
import { commitNewKeys, encodeGroup, type Group, type Kind, protect } from '../src/mls/group.js';
import { createKeyPackage } from '../src/mls/keyPackage.js';
import { generateSigningKey, mlsContext } from '../src/mls/suite.js';
import type { ConversationStore } from '../src/store/conversationStore.js';
import { GuestStore } from '../src/store/guestStore.js';
import { MemberStore } from '../src/store/memberStore.js';
import { onlyChat, openMember, pair, resume, texts } from './world/chatting.js';
import { type Browser, until } from './world/environment.js';
import { MEMBER } from './world/world.js';

/** What a peer gone bad has: the keys of one end, and the number that its next envelope must bear. */
interface Peer {
  readonly side: Side;
  readonly context: MlsContext;
  readonly group: Group;
  readonly n: number;
  readonly welcome: Bytes;
}

interface Attack {
  readonly kind: Kind;
  readonly code: string;
  craft(peer: Peer): Promise<Bytes>;
}

/** Section 5.7 of the protocol, and what else a peer could try with good keys. */
const ATTACKS: Readonly<Record<string, Attack>> = {
  'a generation more than 1,000 ahead': {
    kind: 'application',
    code: 'undecryptable',
    craft: async (peer) => speak({ ...peer, group: await farAhead(peer, 1001) }),
  },
  'a generation at the end of time': {
    kind: 'application',
    code: 'undecryptable',
    craft: async (peer) => speak({ ...peer, group: await farAhead(peer, 0xffff_fffe) }),
  },
  'a second Welcome': { kind: 'handshake', code: 'not-a-private-message', craft: async ({ welcome }) => welcome },
  'a proposal by reference': {
    kind: 'handshake',
    code: 'proposal-by-reference',
    craft: async (peer) => {
      const { context, group: state } = peer;
      const proposal = await addStranger(peer);
      return encoded((await createProposal({ context, state, proposal, authenticatedData: dataOf(peer) })).message);
    },
  },
  'an external commit': {
    kind: 'handshake',
    code: 'not-a-private-message',
    craft: async (peer) => {
      const { context, group } = peer;
      const groupInfo = await createGroupInfoWithExternalPubAndRatchetTree(group, [], context.cipherSuite);
      const { publicPackage: keyPackage, privatePackage: privateKeys } = await stranger(peer.side);
      const joined = await joinGroupExternal({ context, groupInfo, keyPackage, privateKeys, resync: false });
      const { publicMessage } = joined;
      return encoded({ version: protocolVersions.mls10, wireformat: wireformats.mls_public_message, publicMessage });
    },
  },
  'a third leaf': {
    kind: 'handshake',
    code: 'commit-with-proposals',
    craft: async (peer) => commit(peer, await addStranger(peer)),
  },
  'being removed': {
    kind: 'handshake',
    code: 'commit-with-proposals',
    craft: (peer) => {
      const removed = peer.side === 'guest' ? 1 : 0;
      return commit(peer, { proposalType: defaultProposalTypes.remove, remove: { removed } });
    },
  },
  'a commit in the clear': {
    kind: 'handshake',
    code: 'not-a-private-message',
    craft: async (peer) => {
      const { context, group: state } = peer;
      const commit = { context, state, wireAsPublicMessage: true, authenticatedData: dataOf(peer) };
      return encoded((await createCommit(commit)).commit);
    },
  },
  'a commit as a message': {
    kind: 'application',
    code: 'wrong-kind',
    craft: async (peer) => (await commitNewKeys(peer.context, peer.group, dataOf(peer))).commit,
  },
  'a message of an epoch that nobody began': {
    kind: 'application',
    code: 'unknown-epoch',
    craft: async (peer) =>
      speak({ ...peer, group: (await commitNewKeys(peer.context, peer.group, dataOf(peer))).next }),
  },
  'a message of another place': {
    kind: 'application',
    code: 'wrong-authenticated-data',
    craft: async (peer) => speak({ ...peer, n: peer.n + 1 }),
  },
};

it.each<Side>(['member', 'guest'])('a hostile %s is refused and reported, and changes nothing', async (side) => {
  // Given a chat, one end of which goes bad
  const { world, device, page, member, guest, memberChat, id, conversation } = await pair();
  await guest.send('before');
  await memberChat.send('before');
  await until('both there', () => texts(guest).length === 2 && texts(memberChat).length === 2);
  const [victim, itsBrowser, badChat, badBrowser] =
    side === 'member' ? ([guest, page, memberChat, device] as const) : ([memberChat, device, guest, page] as const);
  await until('all told', () => badChat.state.messages.every((m) => !m.mine || m.delivery === 'delivered'));
  if (side === 'member') member.close();
  else guest.close();
  await until('alone', () => !victim.state.peer.online);
  const { held, keys } = await stored(badBrowser, side, id);
  const welcome = conversation().log.find(({ n, from }) => n === 1 && from === 'guest');
  if (!welcome) throw new Error('no Welcome');
  const peer: Peer = {
    side,
    context: await mlsContext(crypto, keys.signing),
    group: held.group,
    n: held.record.sentN + 1,
    welcome: asBytes(Uint8Array.from(atob(welcome.payload.replaceAll('-', '+').replaceAll('_', '/')), code)),
  };
  const seen = victim.state;
  const kept = toBase64Url(encodeGroup((await stored(itsBrowser, otherSide(side), id)).held.group));
  for (const [name, { kind, code, craft }] of Object.entries(ATTACKS)) {
    const before = itsBrowser.events.length;
    // When it sends what it must not
    const payload = toBase64Url(await craft(peer));
    world.relay.inject(id, otherSide(side), { from: side, n: peer.n, kind, payload });
    await until(`${name} is reported`, () => itsBrowser.events.length > before);
    // Then
    expect(itsBrowser.events.slice(before), name).toEqual([{ code, conversation: id }]);
    expect(victim.state, name).toEqual(seen);
    const { group } = (await stored(itsBrowser, otherSide(side), id)).held;
    expect(toBase64Url(encodeGroup(group)), name).toBe(kept);
  }
  // And a peer that comes to its senses is heard.
  const again =
    side === 'member'
      ? await onlyChat(await openMember(world, world.reload(device)))
      : await resume(world, world.reload(page));
  await again.send('after');
  await until('heard', () => texts(victim).includes('after'));
});

const code = (character: string): number => character.charCodeAt(0);

const dataOf = ({ side, n }: Peer): Bytes => authenticatedData(side, n);

const encoded = (message: MlsMessage): Bytes => asBytes(encode(mlsMessageEncoder, message));

async function speak(peer: Peer): Promise<Bytes> {
  return (await protect(peer.context, peer.group, utf8('{"v":1,"id":"x","type":"text","text":"boo"}'), dataOf(peer)))
    .message;
}

async function commit(peer: Peer, proposal: Proposal): Promise<Bytes> {
  const { context, group: state } = peer;
  return encoded(
    (await createCommit({ context, state, extraProposals: [proposal], authenticatedData: dataOf(peer) })).commit,
  );
}

/** The group as if its side had written so many messages more. */
async function farAhead(peer: Peer, steps: number): Promise<Group> {
  const { group } = await protect(peer.context, peer.group, utf8('x'), dataOf(peer));
  // Leaves stand at the even places of the tree.
  const index = 2 * group.privatePath.leafIndex;
  const leaf = group.secretTree.leafNodes[index];
  if (!leaf) throw new Error('no ratchet');
  const { generation } = leaf.application;
  const application = { ...leaf.application, generation: Math.min(generation + steps, 0xffff_fffe) };
  const leafNodes = { ...group.secretTree.leafNodes, [index]: { ...leaf, application } };
  return { ...group, secretTree: { ...group.secretTree, leafNodes } };
}

async function stranger(side: Side) {
  const signing = await generateSigningKey(crypto);
  return createKeyPackage(await mlsContext(crypto, signing.privateKey), side, signing, Date.now());
}

async function addStranger({ side }: Peer): Promise<Proposal> {
  return { proposalType: defaultProposalTypes.add, add: { keyPackage: (await stranger(side)).publicPackage } };
}

async function stored(browser: Browser, side: Side, id: string) {
  const { environment } = browser;
  const store = side === 'guest' ? await GuestStore.open(environment) : await MemberStore.open(environment, MEMBER);
  const conversations: ConversationStore = store.conversations;
  const loaded = await conversations.load(id);
  store.close();
  if (!loaded) throw new Error('not stored');
  return loaded;
}
