// A certified OpenID provider on a loopback port of the system's choice. Prints its issuer when it is ready.
//   OIDC_CONFIGURATION=FILE  JSON laid over the configuration below, member by member, and its features one by one
//   CLIENT_DOCUMENT=FILE     what it reads when it fetches https://client.example/oauthctl.json
//   OIDC_TLS=FOLDER          https with server.pem and server.key; clients are asked for certificates of ca.pem
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
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
  acrValues: ['gold'],
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
      // A token is for one resource. Of several, it is for the first, but only with this client.
      defaultResource: (_, client, several) => (client.clientId === 'two-resources' ? several?.[0] : several),
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
    clientIdMetadataDocument: { enabled: true, ack: 'draft-02' },
    registrationManagement: { enabled: true, rotateRegistrationAccessToken: true },
  },
};

// Such a client id is an https URL, and this machine cannot serve one that the provider would trust.
if (process.env.CLIENT_DOCUMENT) {
  configuration.fetch = (url, options) =>
    String(url) === 'https://client.example/oauthctl.json'
      ? new Response(readFileSync(process.env.CLIENT_DOCUMENT))
      : globalThis.fetch(url, options);
}

if (process.env.OIDC_CONFIGURATION) {
  const { features, ...rest } = JSON.parse(readFileSync(process.env.OIDC_CONFIGURATION, 'utf8'));
  Object.assign(configuration, rest);
  Object.assign(configuration.features, features);
}

// What the connection's certificate says is known to this process alone (RFC 8705 §2).
if (configuration.features.mTLS) {
  Object.assign(configuration.features.mTLS, {
    getCertificate: (ctx) => ctx.socket.getPeerX509Certificate?.(),
    certificateAuthorized: (ctx) => ctx.socket.authorized,
    certificateSubjectMatches: (ctx, property, expected) =>
      property === 'tls_client_auth_subject_dn' && ctx.socket.getPeerX509Certificate().subject === expected,
  });
}

const read = (name) => readFileSync(`${process.env.OIDC_TLS}/${name}`);
const tls = process.env.OIDC_TLS && {
  cert: read('server.pem'),
  key: read('server.key'),
  ca: read('ca.pem'),
  requestCert: true,
  rejectUnauthorized: false, // the provider itself judges
};

// A resource that says where to get its tokens (RFC 9728), and takes those that are for it.
const resource = (provider) => async (ctx, next) => {
  const url = `${provider.issuer}/mcp`;
  const metadata = `${provider.issuer}/.well-known/oauth-protected-resource/mcp`;
  if (ctx.path === '/.well-known/oauth-protected-resource/mcp') {
    ctx.body = { resource: url, authorization_servers: [provider.issuer], scopes_supported: ['api.read'] };
  } else if (ctx.path === '/mcp') {
    const token = await provider.AccessToken.find(ctx.get('Authorization').replace(/^Bearer /, '') || '-');
    ctx.status = token?.aud === url ? 200 : 401;
    ctx.body = { client: token?.clientId, scope: token?.scope };
    if (ctx.status === 401) ctx.set('WWW-Authenticate', `Bearer resource_metadata="${metadata}"`);
  } else {
    await next();
  }
};

// The provider's own pages never say how strong a sign-in was. Here, one with acr_values is as strong as they ask.
const strongSignIn = (provider) => async (ctx, next) => {
  if (ctx.method === 'POST' && ctx.path.startsWith('/interaction/')) {
    const { prompt, params } = await provider.interactionDetails(ctx.req, ctx.res);
    if (prompt.name === 'login' && params.acr_values) {
      ctx.respond = false;
      const [acr] = params.acr_values.split(' ');
      await provider.interactionFinished(ctx.req, ctx.res, { login: { accountId: 'alice', acr } });
      return;
    }
  }
  await next();
};

const server = tls ? createTlsServer(tls) : createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `${tls ? 'https' : 'http'}://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, configuration);
  provider.use(resource(provider));
  provider.use(strongSignIn(provider));
  server.on('request', provider.callback());
  console.log(issuer);
});

// A test run that dies must not leave a server behind.
setTimeout(() => process.exit(1), 10 * 60 * 1000).unref();
process.on('SIGTERM', () => process.exit(0));
