/**
 * The core's MLS part as a program, so that a test on the JVM can hold it against an independent MLS library.
 *
 * Run after `npm run build`:  node web-guest/core/interop/peer.mjs
 * One JSON object a line on stdin, one answer a line on stdout, in order. Byte strings are hex. Every request names its
 * `op` and its `peer` (any name; peers are independent). Answers are {"ok":true,…} or {"ok":false,"error":"…"}.
 *
 * Setting up, as one of the two sides:
 *   invite   {name, about?}                     member: → {inviteId, secretPart, claimHash, sealedRecord, keyPackage}
 *   accept   {welcome}                          member: the sealed Welcome → {joined:true} or {joined:false, code}
 *   found    {secretPart, sealedRecord, name}   guest: → {inviteId, welcome (sealed), profile}; n = 1 and n = 2, and the
 *                                               next message has n = 3
 *   keys     {secretPart}                       → {inviteId, locator, claim, record, psk, pskId, welcome}
 *
 * In a conversation (n is counted here, as a conversation does):
 *   write    {content}                          → {n, payload}: a content object without "v", e.g.
 *                                               {"type":"text","id":"x","text":"hi"}, encoded and padded
 *   protect  {plaintext, authenticatedData?}    → {n, payload}: these very bytes; n's authenticated data unless given
 *   read     {payload, n, kind}                 a delivery from the other side → {kind:"application", plaintext, content},
 *                                               {kind:"commit"}, {kind:"late-commit"} or {kind:"refused", code};
 *                                               `kind` is application or handshake
 *   commit   {}                                 → {n, payload}; pending
 *   merge    {}                                 our commit came back first: enter its epoch
 *   drop     {}                                 the other's came first: forget ours
 *   reload   {}                                 group → bytes → group, as in storage → {bytes}
 *   state    {}                                 → {epoch, epochAuthenticator, safetyNumber}
 *   export   {label, length}                    → {secret}: the MLS exporter with an empty context
 */
import { createInterface } from 'node:readline';
import * as core from '../dist/internal.js';

const hex = (bytes) => Buffer.from(bytes).toString('hex');
const unhex = (text) => new Uint8Array(Buffer.from(text, 'hex'));
const environment = { crypto, now: () => Date.now() };
const peers = new Map();

async function linkKeys(secretPart) {
  const bytes = core.fromBase64Url(secretPart);
  return core.deriveLinkKeys(crypto, bytes.slice(1, 33));
}

const operations = {
  async keys(_peer, { secretPart }) {
    const { locator, claim, record, psk, welcome } = await linkKeys(secretPart);
    const inviteId = core.toBase64Url(locator);
    const pskId = hex(core.pskId(locator));
    return {
      inviteId,
      pskId,
      locator: hex(locator),
      claim: hex(claim),
      record: hex(record),
      psk: hex(psk),
      welcome: hex(welcome),
    };
  },

  async invite(peer, { name, about }) {
    const profile = about === undefined ? { name } : { name, about };
    const invite = await core.prepareInvite(environment, profile);
    const { secretPart, body, stored } = invite;
    const keys = await linkKeys(secretPart);
    const sealedRecord = core.fromBase64Url(body.sealedRecord);
    const record = await core.openRecord(crypto, keys, sealedRecord);
    Object.assign(peer, { side: 'member', n: 0, keys, stored });
    const claimHash = hex(core.fromBase64Url(body.claimHash));
    return {
      inviteId: body.inviteId,
      secretPart,
      claimHash,
      sealedRecord: hex(sealedRecord),
      keyPackage: hex(record.keyPackage),
    };
  },

  async accept(peer, { welcome }) {
    const { keys, stored } = peer;
    const opened = await core.openWelcome(crypto, keys, unhex(welcome));
    if (!opened) return { joined: false, code: 'not-sealed' };
    const own = core.decodeOwnKeyPackage(stored.secrets.publicPackage, stored.secrets.privatePackage);
    const joined = await core.joinByWelcome(crypto, keys, own, stored.signing, opened);
    if (joined.kind === 'refused') return { joined: false, code: joined.code };
    await begin(peer, stored.signing, joined.group);
    return { joined: true };
  },

  async found(peer, { secretPart, sealedRecord, name }) {
    const keys = await linkKeys(secretPart);
    const record = await core.openRecord(crypto, keys, unhex(sealedRecord));
    if (!record) throw new Error('record cannot be opened');
    const signing = await core.generateSigningKey(crypto);
    const founded = await core.foundGroup(crypto, keys, record.keyPackage, signing, Date.now());
    if (!founded) throw new Error('key package cannot be used');
    Object.assign(peer, { side: 'guest', n: 1 });
    await begin(peer, signing.privateKey, founded.group);
    const welcome = hex(await core.sealWelcome(crypto, keys, founded.welcome));
    const { payload } = await operations.write(peer, { content: { type: 'profile', id: 'profile', name } });
    return { inviteId: core.toBase64Url(keys.locator), welcome, profile: payload };
  },

  async write(peer, { content }) {
    return operations.protect(peer, { plaintext: hex(core.encodeContent(content)) });
  },

  async protect(peer, { plaintext, authenticatedData }) {
    const n = ++peer.n;
    const aad = authenticatedData === undefined ? core.authenticatedData(peer.side, n) : unhex(authenticatedData);
    const { group, message } = await core.protect(peer.context, peer.group, unhex(plaintext), aad);
    peer.group = group;
    return { n, payload: hex(message) };
  },

  async read(peer, { payload, n, kind }) {
    const from = peer.side === 'member' ? 'guest' : 'member';
    const expected = { kind, authenticatedData: core.authenticatedData(from, n) };
    const result = await core.unprotect(peer.context, peer.group, unhex(payload), expected);
    if (result.kind === 'refused') return { kind: result.kind, code: result.code };
    if (result.kind === 'late-commit') return { kind: result.kind };
    peer.group = result.group;
    if (result.kind === 'commit') return { kind: result.kind };
    return { kind: result.kind, plaintext: hex(result.plaintext), content: core.decodeContent(result.plaintext) };
  },

  async commit(peer) {
    const n = ++peer.n;
    const aad = core.authenticatedData(peer.side, n);
    const { commit, next } = await core.commitNewKeys(peer.context, peer.group, aad);
    peer.pending = next;
    return { n, payload: hex(commit) };
  },

  async merge(peer) {
    peer.group = core.enterCommitted(peer.group, peer.pending);
    peer.pending = undefined;
    return {};
  },

  async drop(peer) {
    peer.pending = undefined;
    return {};
  },

  async reload(peer) {
    const bytes = core.encodeGroup(peer.group);
    peer.group = core.decodeGroup(bytes);
    return { bytes: bytes.length };
  },

  async state(peer) {
    const epochAuthenticator = hex(peer.group.keySchedule.epochAuthenticator);
    return { epoch: Number(core.epochOf(peer.group)), epochAuthenticator, safetyNumber: peer.safetyNumber };
  },

  async export(peer, { label, length }) {
    return { secret: hex(await core.exportSecret(peer.context, peer.group, label, length)) };
  },
};

async function begin(peer, signingKey, group) {
  const context = await core.mlsContext(crypto, signingKey);
  Object.assign(peer, { context, group, safetyNumber: await core.safetyNumberOf(crypto, context, group) });
}

async function answer(line) {
  try {
    const { op, peer: name, ...request } = JSON.parse(line);
    if (!Object.hasOwn(operations, op)) throw new Error(`unknown op ${op}`);
    if (!peers.has(name)) peers.set(name, {});
    return { ok: true, ...(await operations[op](peers.get(name), request)) };
  } catch (error) {
    return { ok: false, error: String(error?.message ?? error) };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() !== '') process.stdout.write(`${JSON.stringify(await answer(line))}\n`);
}
