// The token service of a docker registry (https://distribution.github.io/distribution/spec/auth/token/). It exchanges an
// access token, shown as a password, for the registry's own JWT if the authorization server says that the token is
// active. Prints its origin; logs the path, the verdict, a short hash of the token and the scope of each request.
import http from 'node:http'
import fs from 'node:fs'
import { X509Certificate, createHash, createPrivateKey, randomUUID, sign } from 'node:crypto'

const [issuer, clientFile, keyFile, certificateFile, log] = process.argv.slice(2)

const client = JSON.parse(fs.readFileSync(clientFile, 'utf8'))
const key = createPrivateKey(fs.readFileSync(keyFile))
const x5c = [new X509Certificate(fs.readFileSync(certificateFile)).raw.toString('base64')]

const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')

function jwt(claims) {
  const text = `${encoded({ typ: 'JWT', alg: 'RS256', x5c })}.${encoded(claims)}`
  return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`
}

/** RFC 7662. */
async function isActive(token) {
  const pair = [client.client_id, client.client_secret].map(encodeURIComponent).join(':')
  const answer = await fetch(`${issuer}/introspect`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` },
    body: new URLSearchParams({ token })
  })
  return (await answer.json()).active === true
}

function access(scopes) {
  return scopes.map((scope) => {
    const [type, name, actions] = scope.split(':')
    return { type, name, actions: actions.split(',') }
  })
}

function granted(query, user) {
  const now = Math.floor(Date.now() / 1000)
  return {
    iss: 'test', sub: user, aud: query.get('service'), jti: randomUUID(), nbf: now - 5, iat: now, exp: now + 60,
    access: access(query.getAll('scope'))
  }
}

const server = http.createServer(async (request, response) => {
  const url = new URL(request.url, 'http://x')
  const basic = (request.headers.authorization ?? '').split(' ')[1] ?? ''
  const [user, token] = Buffer.from(basic, 'base64').toString().split(':')
  const verdict = !token ? 'anonymous' : (await isActive(token)) ? 'accepted' : 'refused'
  const hash = createHash('sha256').update(token ?? '').digest('hex').slice(0, 8)
  fs.appendFileSync(log, `${url.pathname} ${verdict} ${hash} ${url.searchParams.getAll('scope')}\n`)
  response.setHeader('content-type', 'application/json')
  if (verdict === 'accepted') return response.end(JSON.stringify({ token: jwt(granted(url.searchParams, user)) }))
  response.writeHead(401).end('{"errors":[{"code":"UNAUTHORIZED"}]}')
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
