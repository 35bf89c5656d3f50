// Stands in for a Kubernetes API server and for a docker registry: it lets in who shows the token in the file, as a
// bearer token or as a password. If the file has an issuer instead, an ID token of that issuer lets in as long as it is
// valid. With a certificate and its key it speaks https. Prints its origin; logs what was asked for.
import crypto from 'node:crypto'
import http from 'node:http'
import https from 'node:https'
import fs from 'node:fs'

const [accepted, log, certificate, key] = process.argv.slice(2)

function token(request) {
  const [scheme, rest] = (request.headers.authorization ?? '').split(' ')
  return scheme === 'Basic' ? Buffer.from(rest, 'base64').toString().split(':')[1] : rest
}

const json = async (url) => (await fetch(url)).json()

async function isIdToken(text, issuer) {
  const [head, claims, signature] = (text ?? '').split('.').map((part) => Buffer.from(part, 'base64url'))
  if (!signature) return false
  const { keys } = await json((await json(`${issuer}/.well-known/openid-configuration`)).jwks_uri)
  const jwk = keys.find(({ kid }) => kid === JSON.parse(head).kid)
  const key = crypto.createPublicKey({ key: jwk, format: 'jwk' })
  const { iss, exp } = JSON.parse(claims)
  const signed = text.slice(0, text.lastIndexOf('.'))
  return crypto.verify('sha256', signed, key, signature) && iss === issuer && exp > Date.now() / 1000
}

async function isAccepted(text) {
  const wanted = fs.readFileSync(accepted, 'utf8').trim()
  return wanted.startsWith('http') ? isIdToken(text, wanted) : text === wanted
}

async function answer(request, response) {
  const isIn = await isAccepted(token(request))
  fs.appendFileSync(log, `${request.method} ${request.url} ${isIn ? 'accepted' : 'refused'}\n`)
  const isRegistry = request.url.startsWith('/v2')
  if (!isIn) response.writeHead(401, { 'www-authenticate': `${isRegistry ? 'Basic' : 'Bearer'} realm="test"` })
  if (!isIn) return response.end('{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Unauthorized","code":401}')
  response.setHeader('docker-distribution-api-version', 'registry/2.0')
  if (request.url.includes('/manifests/')) {
    response.setHeader('content-type', 'application/vnd.docker.distribution.manifest.v2+json')
    const digest = 'sha256:' + 'a'.repeat(64)
    return response.end(JSON.stringify({
      schemaVersion: 2, mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
      config: { mediaType: 'application/vnd.docker.container.image.v1+json', size: 2, digest },
      layers: []
    }))
  }
  response.setHeader('content-type', 'application/json')
  response.end('{"major":"1","minor":"30","gitVersion":"v1.30.0"}')
}

const server = certificate
  ? https.createServer({ cert: fs.readFileSync(certificate), key: fs.readFileSync(key) }, answer)
  : http.createServer(answer)
const scheme = certificate ? 'https' : 'http'
server.listen(0, '127.0.0.1', () => console.log(`${scheme}://127.0.0.1:${server.address().port}`))
