import { describe, expect, it } from 'vitest';
import authenticatedDataVectors from '../../../protocol/vectors/authenticated-data.json' with { type: 'json' };
import content from '../../../protocol/vectors/content.json' with { type: 'json' };
import derivedKeys from '../../../protocol/vectors/derived-keys.json' with { type: 'json' };
import link from '../../../protocol/vectors/link.json' with { type: 'json' };
import padding from '../../../protocol/vectors/padding.json' with { type: 'json' };
import safetyNumberVectors from '../../../protocol/vectors/safety-number.json' with { type: 'json' };
import sealedRecord from '../../../protocol/vectors/sealed-record.json' with { type: 'json' };
import welcome from '../../../protocol/vectors/welcome.json' with { type: 'json' };
import { type Content, decodeContent, encodeContent } from '../src/content/content.js';
import { isEmoji } from '../src/content/emoji.js';
import { pad } from '../src/content/padding.js';
import { toBase64Url } from '../src/encoding/base64url.js';
import { type Bytes, utf8 } from '../src/encoding/bytes.js';
import { claimHash, deriveLinkKeys, pskId } from '../src/keys/linkKeys.js';
import { formatLink, formatSecretPart, parseFragment } from '../src/link/guestLink.js';
import { authenticatedData } from '../src/mls/authenticatedData.js';
import type { Side } from '../src/mls/credential.js';
import { openWelcome } from '../src/mls/sealedWelcome.js';
import { openRecord } from '../src/record/inviteRecord.js';
import { safetyNumber } from '../src/safety/safetyNumber.js';

function bytes(hex: string): Bytes {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function hex(value: Uint8Array): string {
  return [...value].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

describe('vectors', () => {
  it.each(link.links)('link of $linkSecret', async (vector) => {
    const linkSecret = bytes(vector.linkSecret);
    const secretPart = await formatSecretPart(crypto, linkSecret);
    expect(secretPart).toBe(vector.secretPart);
    expect(secretPart).toHaveLength(48);
    expect(formatLink('https://chat.example/i', vector.inviteToken, secretPart)).toBe(vector.link);
    const { inviteToken, inviteId } = vector;
    const fragment = vector.link.slice(vector.link.indexOf('#') + 1);
    expect(await parseFragment(crypto, fragment)).toEqual({ inviteToken, inviteId, linkSecret });
  });

  it.each(link.damaged)('damaged: $why', async ({ fragment }) => {
    const parsed = await parseFragment(crypto, fragment);
    const locator = parsed && (await deriveLinkKeys(crypto, parsed.linkSecret)).locator;
    expect(locator === undefined || toBase64Url(locator) !== parsed?.inviteId).toBe(true);
  });

  it.each(derivedKeys.vectors)('keys of $linkSecret', async (vector) => {
    const keys = await deriveLinkKeys(crypto, bytes(vector.linkSecret));
    expect(hex(keys.locator)).toBe(vector.locator);
    expect(toBase64Url(keys.locator)).toBe(vector.inviteId);
    expect(hex(keys.claim)).toBe(vector.claim);
    expect(hex(await claimHash(crypto, keys.claim))).toBe(vector.claimHash);
    expect(hex(keys.record)).toBe(vector.record);
    expect(hex(keys.psk)).toBe(vector.mlsPsk);
    expect(hex(pskId(keys.locator))).toBe(vector.pskId);
    expect(hex(keys.welcome)).toBe(vector.welcome);
  });

  it.each(sealedRecord.vectors)('sealed record', async (vector) => {
    const keys = await deriveLinkKeys(crypto, bytes(vector.linkSecret));
    const record = await openRecord(crypto, keys, bytes(vector.sealed));
    const { keyPackage, profile } = JSON.parse(vector.json);
    expect(record?.profile).toEqual(profile);
    expect(toBase64Url(record?.keyPackage ?? new Uint8Array())).toBe(keyPackage);
    const changed = bytes(vector.sealed);
    changed[20] = (changed[20] ?? 0) ^ 1;
    expect(await openRecord(crypto, keys, changed)).toBeUndefined();
  });

  it.each(welcome.vectors)('welcome', async (vector) => {
    const keys = await deriveLinkKeys(crypto, bytes(vector.linkSecret));
    expect(hex((await openWelcome(crypto, keys, bytes(vector.sealed))) ?? new Uint8Array())).toBe(vector.welcome);
    const elsewhere = { ...keys, locator: new Uint8Array(16) };
    expect(await openWelcome(crypto, elsewhere, bytes(vector.sealed))).toBeUndefined();
  });

  it.each(authenticatedDataVectors.vectors)('authenticated data of $side $n', (vector) => {
    expect(hex(authenticatedData(vector.side as Side, vector.n))).toBe(vector.authenticatedData);
  });

  it.each(padding.vectors)('padding of $length', ({ length, padded }) => {
    expect(pad(new Uint8Array(length))?.length ?? null).toBe(padded);
  });

  it.each(content.vectors)('content $content.type', ({ content, json }) => {
    expect(decodeContent(utf8(json))).toEqual(content);
    expect(hex(encodeContent(content as Content))).toBe(hex(utf8(json)));
  });

  it.each(content.unsupported)('unsupported: %s', (json) => {
    expect(decodeContent(utf8(json))).toEqual({ type: 'unsupported' });
  });

  it('emoji that can be a reaction, and texts that cannot', () => {
    expect(content.emoji.good.filter((text) => !isEmoji(text))).toEqual([]);
    expect(content.emoji.bad.filter(isEmoji)).toEqual([]);
  });

  it.each(safetyNumberVectors.vectors)('safety number $safetyNumber', async (vector) => {
    const guest = { identity: bytes(vector.guestIdentity), signatureKey: bytes(vector.guestSignatureKey) };
    const member = { identity: bytes(vector.memberIdentity), signatureKey: bytes(vector.memberSignatureKey) };
    const number = await safetyNumber(crypto, bytes(vector.exported), guest, member);
    expect(number).toBe(vector.safetyNumber);
    expect(number).toMatch(/^\d{60}$/);
  });
});
