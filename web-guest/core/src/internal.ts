/** The parts, for this project's own tests, vectors and interoperability peer; no page may import from here. */
export { decodeContent, encodeContent } from './content/content.js';
export { pad } from './content/padding.js';
export { fromBase64Url, toBase64Url } from './encoding/base64url.js';
export { fromUtf8, utf8 } from './encoding/bytes.js';
export { importAeadKey, open, seal } from './keys/aead.js';
export { claimHash, deriveLinkKeys, pskId } from './keys/linkKeys.js';
export { formatLink, formatSecretPart, parseFragment } from './link/guestLink.js';
export { prepareInvite } from './member/createInvite.js';
export { authenticatedData } from './mls/authenticatedData.js';
export { foundGroup } from './mls/founding.js';
export {
  commitNewKeys,
  decodeGroup,
  encodeGroup,
  enterCommitted,
  epochOf,
  exportSecret,
  protect,
  unprotect,
} from './mls/group.js';
export { joinByWelcome } from './mls/joining.js';
export { decodeOwnKeyPackage } from './mls/keyPackage.js';
export { openWelcome, sealWelcome } from './mls/sealedWelcome.js';
export { generateSigningKey, mlsContext } from './mls/suite.js';
export { openRecord, sealRecord } from './record/inviteRecord.js';
export { safetyNumber, safetyNumberOf } from './safety/safetyNumber.js';
