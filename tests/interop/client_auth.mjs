// Creates the input of client_auth.bats in the named folder: for each client its key and its client file (without the
// issuer), and the provider's configuration. The certificates exist already.
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const folder = process.argv[2];
const write = (name, text) => writeFileSync(`${folder}/${name}`, text, { mode: 0o600 });
const certificate = (name) => new X509Certificate(readFileSync(`${folder}/${name}`));
const secret = 'a client secret that is long enough to sign with';

const clients = [];

// `ours` is what the client's own file says beyond what it is registered with, `theirs` what only the server knows.
function add(client_id, registered, ours = {}, theirs = {}) {
  const both = { client_id, redirect_uris: ['http://127.0.0.1/callback'], ...registered };
  clients.push({
    ...both,
    ...theirs,
    application_type: 'native',
    grant_types: ['authorization_code', 'refresh_token'],
  });
  write(`${client_id}.json`, JSON.stringify({ ...both, ...ours }));
}

const signing = {
  RS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  PS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  EdDSA: () => generateKeyPairSync('ed25519'),
};

for (const [alg, generate] of Object.entries(signing)) {
  const { privateKey, publicKey } = generate();
  write(`${alg}.pem`, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: alg, use: 'sig' };
  add(
    `private_key_jwt-${alg}`,
    { token_endpoint_auth_method: 'private_key_jwt', token_endpoint_auth_signing_alg: alg },
    { private_key_file: `${alg}.pem` },
    { jwks: { keys: [jwk] } },
  );
  if (alg !== 'ES256') continue;
  const own = { ...privateKey.export({ format: 'jwk' }), kid: alg };
  write('ES256.jwk', JSON.stringify(own));
  add('jwks', { token_endpoint_auth_method: 'private_key_jwt', token_endpoint_auth_signing_alg: alg },
    { jwks: { keys: [own] } }, { jwks: { keys: [jwk] } });
  add('signed-requests', { token_endpoint_auth_method: 'private_key_jwt', token_endpoint_auth_signing_alg: alg,
    request_object_signing_alg: alg }, { private_key_file: 'ES256.jwk' }, { jwks: { keys: [jwk] } });
  write('stranger.pem', generate().privateKey.export({ type: 'pkcs8', format: 'pem' }));
}

for (const method of ['client_secret_basic', 'client_secret_post', 'client_secret_jwt']) {
  add(method, { token_endpoint_auth_method: method, client_secret: secret });
}
add('none', { token_endpoint_auth_method: 'none' });

add('tls_client_auth', { token_endpoint_auth_method: 'tls_client_auth' },
  { tls_client_certificate_file: 'client.pem', tls_client_key_file: 'client.key' },
  { tls_client_auth_subject_dn: certificate('client.pem').subject });
const self = certificate('self.pem');
add('self_signed_tls_client_auth', { token_endpoint_auth_method: 'self_signed_tls_client_auth' },
  { tls_client_certificate_file: 'self.pem', tls_client_key_file: 'self.key' },
  { jwks: { keys: [{ ...self.publicKey.export({ format: 'jwk' }), kid: 'self', x5c: [self.raw.toString('base64')] }] } });

const features = {
  mTLS: { enabled: true, selfSignedTlsClientAuth: true, tlsClientAuth: true },
  pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: process.argv[3] === 'pushed' },
  requestObjects: { enabled: true },
};
const clientAuthMethods = ['client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt', 'none',
  'tls_client_auth', 'self_signed_tls_client_auth'];
write('configuration.json', JSON.stringify({ clients, clientAuthMethods, features }));
