/**
 * Writes protocol/vectors/*.json. Run by `npm run vectors`; what it writes is committed, and every implementation's tests
 * read it, this one's too. Inputs are fixed (bytes counting up from a start), so that a second run changes nothing;
 * AES-GCM values are made with the fixed IV given in each vector. Bytes are hex unless the name says base64url.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import {
  authenticatedData,
  claimHash,
  deriveLinkKeys,
  encodeContent,
  formatLink,
  formatSecretPart,
  fromUtf8,
  pad,
  pskId,
  safetyNumber,
  toBase64Url,
  utf8,
} from '../dist/internal.js';

const target = new URL('../../../protocol/vectors/', import.meta.url);
const hex = (bytes) => Buffer.from(bytes).toString('hex');
const counting = (start, length) => Uint8Array.from({ length }, (_, index) => (start + index) & 0xff);

async function sealWith(key, iv, plaintext, associatedData) {
  const imported = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt']);
  const parameters = { name: 'AES-GCM', iv, additionalData: associatedData };
  const sealed = await crypto.subtle.encrypt(parameters, imported, plaintext);
  return Buffer.concat([iv, new Uint8Array(sealed)]);
}

async function write(name, vectors) {
  await writeFile(new URL(`${name}.json`, target), `${JSON.stringify(vectors, null, 2)}\n`);
}

/** A token of the right shape; its signature is not one. */
function tokenFor(inviteId) {
  const part = (value) => toBase64Url(utf8(JSON.stringify(value)));
  const claims = { jti: inviteId, tid: 'acme', exp: 4_000_000_000 };
  return `${part({ alg: 'ES256', kid: 'k1', typ: 'gi+jwt' })}.${part(claims)}.${toBase64Url(counting(0, 64))}`;
}

const secrets = [counting(0, 32), counting(200, 32), new Uint8Array(32)];
await mkdir(target, { recursive: true });

const keysVectors = [];
const linkVectors = [];
for (const linkSecret of secrets) {
  const keys = await deriveLinkKeys(crypto, linkSecret);
  const inviteId = toBase64Url(keys.locator);
  const secretPart = await formatSecretPart(crypto, linkSecret);
  const inviteToken = tokenFor(inviteId);
  const link = formatLink('https://chat.example/i', inviteToken, secretPart);
  linkVectors.push({ linkSecret: hex(linkSecret), secretPart, inviteId, inviteToken, link });
  keysVectors.push({
    linkSecret: hex(linkSecret),
    locator: hex(keys.locator),
    inviteId,
    claim: hex(keys.claim),
    claimBase64url: toBase64Url(keys.claim),
    claimHash: hex(await claimHash(crypto, keys.claim)),
    claimHashBase64url: toBase64Url(await claimHash(crypto, keys.claim)),
    record: hex(keys.record),
    mlsPsk: hex(keys.psk),
    pskId: hex(pskId(keys.locator)),
    welcome: hex(keys.welcome),
  });
}
const good = linkVectors[0];
const flipped = (text, index) => text.slice(0, index) + (text[index] === 'A' ? 'B' : 'A') + text.slice(index + 1);
await write('link', {
  description:
    'The secret part of a guest link and the whole link. Each of `damaged` is a fragment that must be refused.',
  links: linkVectors,
  damaged: [
    { why: 'checksum', fragment: `${good.inviteToken}.${flipped(good.secretPart, 20)}` },
    { why: 'version', fragment: `${good.inviteToken}.${flipped(good.secretPart, 0)}` },
    { why: 'cut short', fragment: `${good.inviteToken}.${good.secretPart.slice(0, -1)}` },
    { why: 'too long', fragment: `${good.inviteToken}.${good.secretPart}A` },
    { why: 'no token', fragment: good.secretPart },
    { why: 'token and secret of two links', fragment: `${linkVectors[1].inviteToken}.${good.secretPart}` },
  ],
});
await write('derived-keys', {
  description:
    'HKDF-SHA-256 of the link secret, salt `guest-chat/v1`; inviteId is the base64url of the locator; pskId is `gc1/link/` and the locator.',
  vectors: keysVectors,
});

const keys = await deriveLinkKeys(crypto, secrets[0]);
const iv = counting(160, 12);
const keyPackage = counting(1, 300);
const records = [
  { keyPackage: toBase64Url(keyPackage), profile: { name: 'Ada Lovelace', about: 'Plumbing & heating' } },
  { keyPackage: toBase64Url(keyPackage), profile: { name: 'مريم' } },
];
await write('sealed-record', {
  description:
    'AES-256-GCM under the record key; sealed = IV, ciphertext, tag; associated data: the locator. `json` is the plaintext, `keyPackage` stands for an MLSMessage and is not one.',
  vectors: await Promise.all(
    records.map(async (record) => {
      const json = JSON.stringify(record);
      const sealed = await sealWith(keys.record, iv, utf8(json), keys.locator);
      return {
        linkSecret: hex(secrets[0]),
        recordKey: hex(keys.record),
        locator: hex(keys.locator),
        iv: hex(iv),
        json,
        sealed: hex(sealed),
      };
    }),
  ),
});
const welcome = counting(7, 200);
await write('welcome', {
  description:
    'AES-256-GCM under the welcome key; sealed = IV, ciphertext, tag; associated data: the locator. `welcome` stands for an MLSMessage and is not one.',
  vectors: [
    {
      linkSecret: hex(secrets[0]),
      welcomeKey: hex(keys.welcome),
      locator: hex(keys.locator),
      iv: hex(iv),
      welcome: hex(welcome),
      sealed: hex(await sealWith(keys.welcome, iv, welcome, keys.locator)),
    },
  ],
});
await write('authenticated-data', {
  description: 'MLS authenticated_data: side (1 byte: 1 member, 2 guest), n (8 bytes, big-endian).',
  vectors: [
    ['member', 1],
    ['guest', 2],
    ['guest', 300],
    ['member', 4294967296],
  ].map(([side, n]) => ({ side, n, authenticatedData: hex(authenticatedData(side, n)) })),
});
await write('padding', {
  description:
    'JSON text is padded with spaces (0x20) at its end to the next of these lengths; anything longer than the last is refused. `padded` is the length for a text of `length` bytes, null when refused.',
  buckets: [128, 256, 512, 1024, 2048, 4096, 8192, 16000],
  vectors: [1, 127, 128, 129, 256, 257, 512, 1000, 1024, 1025, 4096, 8192, 8193, 16000, 16001].map((length) => ({
    length,
    padded: pad(new Uint8Array(length).fill(0x7b))?.length ?? null,
  })),
});
/** What a reaction may be, and what it may not. */
const emoji = {
  good: ['👍', '❤', '❤️', '🙏🏽', '👨‍👩‍👧‍👦', '🏳️‍🌈', '🇷🇴', '🏴󠁧󠁢󠁷󠁬󠁳󠁿', '1️⃣', '#⃣', '🧑🏿‍❤️‍💋‍🧑🏻', '🕵🏽‍♂️', '🫩'],
  bad: [
    '+1',
    'a',
    '1',
    ' ',
    '👍👍',
    '👍 ',
    'a👍',
    '👍\u200d',
    '\u200d',
    '\ufe0f',
    '🇷',
    '🏽',
    '👍\u202e',
    '👍\u0301',
    '👍\u200dx',
    Array(9).fill('👍').join('\u200d'),
    `👍${'\ufe0f'.repeat(16)}`,
  ],
};
const contents = [
  { type: 'text', id: 'AAECAwQFBgcICQoLDA0ODw', text: 'Hello' },
  { type: 'text', id: 'AAECAwQFBgcICQoLDA0ODw', text: 'مرحبا 👋🏽', replyTo: 'EBESExQVFhcYGRobHB0eHw' },
  { type: 'read', id: 'AAECAwQFBgcICQoLDA0ODw', seq: 17, n: 3 },
  { type: 'edit', id: 'AAECAwQFBgcICQoLDA0ODw', of: 'EBESExQVFhcYGRobHB0eHw', text: 'Hello there' },
  { type: 'delete', id: 'AAECAwQFBgcICQoLDA0ODw', of: 'EBESExQVFhcYGRobHB0eHw' },
  { type: 'reaction', id: 'AAECAwQFBgcICQoLDA0ODw', of: 'EBESExQVFhcYGRobHB0eHw', emoji: '❤️' },
  { type: 'reaction', id: 'AAECAwQFBgcICQoLDA0ODw', of: 'EBESExQVFhcYGRobHB0eHw', emoji: '' },
  { type: 'profile', id: 'AAECAwQFBgcICQoLDA0ODw', name: 'Gus' },
  { type: 'bye', id: 'AAECAwQFBgcICQoLDA0ODw' },
];
await write('content', {
  description:
    'Application messages. `json` is the padded plaintext as UTF-8 text. Each of `unsupported` is read as "not supported here"; none is an error. Each of `emoji.good` can be a reaction, none of `emoji.bad` can.',
  vectors: contents.map((content) => ({ content, json: fromUtf8(encodeContent(content)) })),
  emoji,
  unsupported: [
    '{"v":1,"id":"a","type":"later","of":"b"}',
    '{"v":1,"id":"a","type":"reaction","to":"b","emoji":"👍"}',
    '{"v":1,"id":"a","type":"reaction","of":"b","emoji":"+1"}',
    '{"v":1,"id":"a","type":"reaction","of":"b"}',
    '{"v":1,"id":"a","type":"edit","of":"b"}',
    '{"v":1,"id":"a","type":"edit","of":"b","text":""}',
    '{"v":1,"id":"a","type":"edit","of":"","text":"c"}',
    `{"v":1,"id":"a","type":"edit","of":"b","text":"${'x'.repeat(3001)}"}`,
    '{"v":1,"id":"a","type":"delete"}',
    '{"v":1,"id":"a","type":"delete","of":7}',
    `{"v":1,"id":"a","type":"delete","of":"${'b'.repeat(65)}"}`,
    '{"v":2,"id":"a","type":"text","text":"b"}',
    '{"v":1,"type":"text","text":"no id"}',
    '{"v":1,"id":"a","type":"text","text":""}',
    '{"v":1,"id":"a","type":"text","text":7}',
    '{"v":1,"id":"a","type":"read","seq":-1,"n":1}',
    '[]',
    'null',
    'not JSON',
    '',
  ],
});
const guest = { identity: utf8('guest'), signatureKey: counting(0, 32) };
const member = { identity: utf8('member'), signatureKey: counting(100, 32) };
await write('safety-number', {
  description:
    'exported: MLS exporter of epoch 1, label `gc1 safety`, empty context, 32 bytes. HKDF-SHA-256 of it, salt `guest-chat/v1`, info `gc1 safety` and then, each after its length in 2 bytes big-endian: guest identity, guest signature key, member identity, member signature key; 60 bytes; every 5 bytes as a big-endian number modulo 100000 are 5 digits.',
  vectors: await Promise.all(
    [counting(0, 32), counting(50, 32)].map(async (exported) => ({
      exported: hex(exported),
      guestIdentity: hex(guest.identity),
      guestSignatureKey: hex(guest.signatureKey),
      memberIdentity: hex(member.identity),
      memberSignatureKey: hex(member.signatureKey),
      safetyNumber: await safetyNumber(crypto, exported, guest, member),
    })),
  ),
});
