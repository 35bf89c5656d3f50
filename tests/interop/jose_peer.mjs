// Compares our signatures with npm's jose, both ways, for each algorithm. Prints what it compared.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import assert from 'node:assert';
import { CompactSign, compactVerify, exportJWK, generateKeyPair, importJWK } from 'jose';

const peer = process.argv[2];
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA',
  'HS256', 'HS384', 'HS512'];
const payload = 'd\u00e9j\u00e0 vu \u0000 {}';

const ours = (action, alg, jwk, text) => {
  const { status, stdout, stderr } = spawnSync(peer, [action, alg, JSON.stringify(jwk)], { input: text });
  return { status, text: stdout.toString(), stderr: stderr.toString() };
};

const keysFor = async (alg) => {
  if (alg.startsWith('HS')) {
    const secret = { kty: 'oct', k: randomBytes(64).toString('base64url') };
    return { secret, published: secret };
  }
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { secret: await exportJWK(privateKey), published: await exportJWK(publicKey) };
};

/// One bit of the signature.
const tampered = (token) => {
  const [header, body, signature] = token.split('.');
  const bytes = Buffer.from(signature, 'base64url');
  bytes[bytes.length - 1] ^= 1;
  return [header, body, bytes.toString('base64url')].join('.');
};

for (const alg of algorithms) {
  for (let round = 0; round < 3; ++round) {
    const { secret, published } = await keysFor(alg);
    const theirKey = await importJWK(secret, alg);
    const theirPublic = await importJWK(published, alg);

    const theirs = await new CompactSign(new TextEncoder().encode(payload)).setProtectedHeader({ alg }).sign(theirKey);
    const accepted = ours('verify', alg, published, theirs);
    assert.equal(accepted.text, payload, `${alg}: ${accepted.stderr}`);
    assert.equal(ours('verify', alg, published, tampered(theirs)).status, 6, alg);

    const made = ours('sign', alg, secret, payload);
    assert.equal(made.status, 0, `${alg}: ${made.stderr}`);
    const { payload: read } = await compactVerify(made.text, theirPublic, { algorithms: [alg] });
    assert.equal(new TextDecoder().decode(read), payload, alg);
    await assert.rejects(compactVerify(tampered(made.text), theirPublic, { algorithms: [alg] }), alg);
  }
  console.log(alg);
}
