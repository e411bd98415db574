import { createCommit, encode, type MlsContext, mlsMessageEncoder, type Signature } from 'ts-mls';
import { asBytes, type Bytes } from '../../src/encoding/bytes.js';
import type { Group } from '../../src/mls/group.js';
import { generateSigningKey, mlsContext } from '../../src/mls/suite.js';

/**
 * A commit by which one side takes another signature key, well made: signed as a message with the key that the other side
 * knows, as a leaf with the new one.
 */
export async function withAnotherIdentity(
  { context, group }: { context: MlsContext; group: Group },
  leaf: 0 | 1,
  authenticatedData: Bytes,
): Promise<Bytes> {
  const key = await generateSigningKey(crypto);
  const { cipherSuite } = await mlsContext(crypto, key.privateKey);
  const signature: Signature = {
    ...context.cipherSuite.signature,
    sign: (bytes, message) => {
      const isLeaf = new TextDecoder('latin1').decode(message).includes('LeafNodeTBS');
      return (isLeaf ? cipherSuite.signature : context.cipherSuite.signature).sign(bytes, message);
    },
  };
  const ratchetTree = group.ratchetTree.map((node, index) =>
    index === 2 * leaf && node && 'leaf' in node
      ? { ...node, leaf: { ...node.leaf, signaturePublicKey: key.publicKey } }
      : node,
  ) as Group['ratchetTree'];
  const result = await createCommit({
    context: { ...context, cipherSuite: { ...context.cipherSuite, signature } },
    state: { ...group, ratchetTree },
    authenticatedData,
  });
  return asBytes(encode(mlsMessageEncoder, result.commit));
}
