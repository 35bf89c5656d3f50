// Compares our encryption with npm's jose, both ways, for each pair of algorithms. Prints what it compared.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import assert from 'node:assert';
import { compactDecrypt, CompactEncrypt, exportJWK, generateKeyPair, importJWK } from 'jose';

const peer = process.argv[2];
const widths = { A128GCM: 16, A192GCM: 24, A256GCM: 32, 'A128CBC-HS256': 32, 'A192CBC-HS384': 48, 'A256CBC-HS512': 64 };
const algorithms = ['RSA-OAEP', 'RSA-OAEP-256', 'ECDH-ES', 'ECDH-ES+A128KW', 'ECDH-ES+A192KW', 'ECDH-ES+A256KW', 'dir'];
const curves = ['P-256', 'P-384', 'P-521'];
const payload = 'd\u00e9j\u00e0 vu \u0000 {}';

const ours = (action, alg, enc, jwk, text) => {
  const { status, stdout, stderr } = spawnSync(peer, [action, `${alg}/${enc}`, JSON.stringify(jwk)], { input: text });
  return { status, text: stdout.toString(), stderr: stderr.toString() };
};

const keysFor = async (alg, enc, round) => {
  if (alg === 'dir') {
    const secret = { kty: 'oct', k: randomBytes(widths[enc]).toString('base64url') };
    return { secret, published: secret };
  }
  const { privateKey, publicKey } = await generateKeyPair(alg, { crv: curves[round % 3], extractable: true });
  return { secret: await exportJWK(privateKey), published: await exportJWK(publicKey) };
};

/// One bit of each part.
const tampered = (token) => token.split('.').flatMap((part, index, parts) => {
  const bytes = Buffer.from(part, 'base64url');
  if (index === 0 || bytes.length === 0) return [];
  bytes[bytes.length - 1] ^= 1;
  return [parts.with(index, bytes.toString('base64url')).join('.')];
});

let round = 0;
for (const alg of algorithms) {
  for (const enc of Object.keys(widths)) {
    const { secret, published } = await keysFor(alg, enc, round++);
    const theirKey = await importJWK(secret, alg);
    const theirPublic = await importJWK(published, alg);

    const theirs = await new CompactEncrypt(new TextEncoder().encode(payload))
      .setProtectedHeader({ alg, enc }).encrypt(theirPublic);
    const read = ours('decrypt', alg, enc, secret, theirs);
    assert.equal(read.text, payload, `${alg} ${enc}: ${read.stderr}`);
    assert.equal(ours('decrypt', alg, enc, secret, tampered(theirs).at(-1)).status, 6, `${alg} ${enc}`);

    const made = ours('encrypt', alg, enc, published, payload);
    assert.equal(made.status, 0, `${alg} ${enc}: ${made.stderr}`);
    const options = { keyManagementAlgorithms: [alg], contentEncryptionAlgorithms: [enc] };
    const { plaintext } = await compactDecrypt(made.text, theirKey, options);
    assert.equal(new TextDecoder().decode(plaintext), payload, `${alg} ${enc}`);
    for (const changed of tampered(made.text)) await assert.rejects(compactDecrypt(changed, theirKey, options));
    console.log(`${alg} ${enc}`);
  }
}
