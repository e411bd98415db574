/** Stands in for the cipher suites of ts-mls that the protocol does not use; reaching one is a mistake of ours. */
const unused = (): never => {
  throw new Error('unused cipher suite');
};

export {
  unused as Chacha20Poly1305,
  unused as chacha20poly1305,
  unused as DhkemX448HkdfSha512,
  unused as ed448,
  unused as ed25519,
  unused as gcm,
  unused as hmac,
  unused as MlKem1024,
  unused as MlKem512,
  unused as MlKem768,
  unused as ml_dsa87,
  unused as p256,
  unused as p384,
  unused as p521,
  unused as sha256,
  unused as sha384,
  unused as sha512,
  unused as XWing,
};
