// A certified OpenID provider on a loopback port of the system's choice. Prints its issuer when it is ready.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';

const claimsOf = (login) => ({
  sub: login,
  name: 'Alice Example',
  preferred_username: login,
  email: `${login}@example.com`,
  email_verified: true,
});

const clientsOf = (file) => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'));

const newKey = async (alg) => exportJWK((await generateKeyPair(alg, { extractable: true })).privateKey);

const configuration = {
  clients: [...clientsOf('clients.json'), ...clientsOf('key_clients.json')],
  jwks: { keys: await Promise.all(['RS256', 'ES256', 'EdDSA'].map(newKey)) },
  findAccount: (_, login) => ({ accountId: login, claims: () => claimsOf(login) }),
  claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email', 'email_verified'] },
  pkce: { required: () => true },
  rotateRefreshToken: () => true,
  scopes: ['openid', 'offline_access', 'api.read', 'api.write'],
  features: {
    devInteractions: { enabled: true },
    deviceFlow: { enabled: true },
    clientCredentials: { enabled: true },
    encryption: { enabled: true },
    introspection: { enabled: true },
    jwtIntrospection: { enabled: true },
    jwtUserinfo: { enabled: true },
    revocation: { enabled: true },
    userinfo: { enabled: true },
    dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: (_, resource) => ({ scope: 'api.read', audience: resource, accessTokenFormat: 'opaque' }),
    },
    richAuthorizationRequests: {
      enabled: true,
      types: { payment_initiation: { validate() {} } },
      authorizationDetailsForGrantSource: (ctx) => JSON.parse(ctx.oidc.params.authorization_details),
      authorizationDetailsForAccessToken: (_, token, source) => source.rar,
      authorizationDetailsForIntrospection: (_, token) => token.rar,
    },
    jwtResponseModes: { enabled: true },
    registration: { enabled: true },
    registrationManagement: { enabled: true, rotateRegistrationAccessToken: true },
  },
};

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  server.on('request', new Provider(issuer, configuration).callback());
  console.log(issuer);
});

// A test run that dies must not leave a server behind.
setTimeout(() => process.exit(1), 10 * 60 * 1000).unref();
process.on('SIGTERM', () => process.exit(0));
