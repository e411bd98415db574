import {
  decode,
  encode,
  generateKeyPackageWithKey,
  type KeyPackage,
  keyPackageDecoder,
  keyPackageEncoder,
  type MlsContext,
  mlsMessageDecoder,
  mlsMessageEncoder,
  type PrivateKeyPackage,
  privateKeyPackageDecoder,
  privateKeyPackageEncoder,
  protocolVersions,
  wireformats,
} from 'ts-mls';
import { asBytes, type Bytes } from '../encoding/bytes.js';
import { invitePackageLifetime } from './config.js';
import { credentialOf, type Side } from './credential.js';
import type { SigningKey } from './suite.js';

export interface OwnKeyPackage {
  readonly publicPackage: KeyPackage;
  readonly privatePackage: PrivateKeyPackage;
}

const capabilities = {
  versions: [protocolVersions.mls10],
  ciphersuites: [1],
  extensions: [],
  proposals: [],
  credentials: [1],
};

export async function createKeyPackage(
  context: MlsContext,
  side: Side,
  signingKey: SigningKey,
  now: number,
): Promise<OwnKeyPackage> {
  return generateKeyPackageWithKey({
    credential: credentialOf(side),
    capabilities,
    lifetime: invitePackageLifetime(now),
    extensions: [],
    signatureKeyPair: { signKey: signingKey.bytes, publicKey: signingKey.publicKey },
    cipherSuite: context.cipherSuite,
  });
}

/** As it travels: an MLSMessage. */
export function encodeKeyPackageMessage(keyPackage: KeyPackage): Bytes {
  const version = protocolVersions.mls10;
  return asBytes(encode(mlsMessageEncoder, { version, wireformat: wireformats.mls_key_package, keyPackage }));
}

export function decodeKeyPackageMessage(message: Bytes): KeyPackage | undefined {
  const decoded = decode(mlsMessageDecoder, message);
  return decoded?.wireformat === wireformats.mls_key_package ? decoded.keyPackage : undefined;
}

/** As it is kept until the Welcome comes: both halves. */
export function encodeOwnKeyPackage(own: OwnKeyPackage): { publicPackage: Bytes; privatePackage: Bytes } {
  return {
    publicPackage: asBytes(encode(keyPackageEncoder, own.publicPackage)),
    privatePackage: asBytes(encode(privateKeyPackageEncoder, own.privatePackage)),
  };
}

export function decodeOwnKeyPackage(publicPackage: Bytes, privatePackage: Bytes): OwnKeyPackage | undefined {
  const decodedPublic = decode(keyPackageDecoder, publicPackage);
  const decodedPrivate = decode(privateKeyPackageDecoder, privatePackage);
  return decodedPublic && decodedPrivate && { publicPackage: decodedPublic, privatePackage: decodedPrivate };
}
