// npm's @cloudflare/workers-oauth-provider outside of Workers: a provider that is its own resource at /mcp. Prints its
// origin when it is ready.
import { createServer } from 'node:http';
import { registerHooks } from 'node:module';
import { Readable } from 'node:stream';

// What the library imports from the runtime that it is made for.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'cloudflare:workers'
      ? { url: 'data:text/javascript,export class WorkerEntrypoint {}', shortCircuit: true }
      : next(specifier, context),
});
const { OAuthProvider } = await import('@cloudflare/workers-oauth-provider');

/** The key-value store of Workers, in memory. */
class Store {
  values = new Map();
  async get(key, how) {
    const value = this.values.get(key);
    const type = how?.type ?? how;
    return value === undefined ? null : type === 'json' ? JSON.parse(value) : value;
  }
  async put(key, value) {
    this.values.set(key, value);
  }
  async delete(key) {
    this.values.delete(key);
  }
  async list({ prefix = '' } = {}) {
    const keys = [...this.values.keys()].filter((name) => name.startsWith(prefix)).map((name) => ({ name }));
    return { keys, list_complete: true };
  }
}

/** Alice agrees to everything. */
const authorize = async (request, env) => {
  const asked = await env.OAUTH_PROVIDER.parseAuthRequest(request);
  const { redirectTo } = await env.OAUTH_PROVIDER.completeAuthorization({
    request: asked,
    userId: 'alice',
    metadata: {},
    scope: asked.scope,
    props: { user: 'alice' },
  });
  return Response.redirect(redirectTo, 302);
};

const env = { OAUTH_KV: new Store() };
const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const origin = `http://127.0.0.1:${server.address().port}`;
  const provider = new OAuthProvider({
    apiRoute: '/mcp',
    apiHandler: { fetch: async (request, env, ctx) => Response.json({ user: ctx.props.user, scope: ctx.auth?.scope }) },
    defaultHandler: {
      fetch: async (request, env) =>
        new URL(request.url).pathname === '/authorize' ? authorize(request, env) : new Response('', { status: 404 }),
    },
    authorizeEndpoint: '/authorize',
    tokenEndpoint: '/oauth/token',
    clientRegistrationEndpoint: '/register',
    scopesSupported: ['mcp:read', 'mcp:write', 'offline_access'],
    resourceMetadata: { resource: `${origin}/mcp`, authorization_servers: [origin] },
    requiredScopes: ['mcp:read'],
    accessTokenTTL: 3600,
  });
  server.on('request', async (incoming, outgoing) => {
    const hasBody = !['GET', 'HEAD'].includes(incoming.method);
    const request = new Request(origin + incoming.url, {
      method: incoming.method,
      headers: incoming.headers,
      body: hasBody ? Readable.toWeb(incoming) : undefined,
      duplex: 'half',
    });
    const context = { waitUntil: () => {}, passThroughOnException: () => {} };
    const response = await provider.fetch(request, env, context).catch((error) => {
      console.error(error);
      return new Response('', { status: 500 });
    });
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  });
  console.log(origin);
});

// A test run that dies must not leave a server behind.
setTimeout(() => process.exit(1), 10 * 60 * 1000).unref();
process.on('SIGTERM', () => process.exit(0));
