// Stands in for the token services of AWS and Google, and for the services behind them. They accept an ID token that the
// keys of $issuer have signed for $audience, and that has not expired. AWS programs find it as their proxy, because
// their token service has a fixed name; Google's find it by its address. Prints its origin; logs each verdict.
import http from 'node:http'
import https from 'node:https'
import fs from 'node:fs'
import { createHash, createPublicKey, randomUUID, verify } from 'node:crypto'

const [issuer, audience, keyFile, certificateFile, log] = process.argv.slice(2)

const decoded = (part) => JSON.parse(Buffer.from(part, 'base64url'))

/** OpenID Connect Core §3.1.3.7. */
async function isValid(token) {
  const [head, body, signature] = token.split('.')
  if (!signature) return false
  const { keys } = await (await fetch(`${issuer}/jwks`)).json()
  const jwk = keys.find(({ kid }) => kid === decoded(head).kid)
  if (!jwk || decoded(head).alg !== 'RS256') return false
  const key = createPublicKey({ key: jwk, format: 'jwk' })
  if (!verify('sha256', Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url'))) return false
  const { iss, aud, exp } = decoded(body)
  return iss === issuer && [aud].flat().includes(audience) && exp * 1000 > Date.now()
}

async function judge(token) {
  const isIn = await isValid(token)
  const hash = createHash('sha256').update(token).digest('hex').slice(0, 8)
  fs.appendFileSync(log, `${isIn ? 'accepted' : 'refused'} ${hash}\n`)
  return isIn
}

async function bodyOf(request) {
  const pieces = []
  for await (const piece of request) pieces.push(piece)
  return new URLSearchParams(Buffer.concat(pieces).toString())
}

const sessions = new Set()

function newSession() {
  const session = randomUUID()
  sessions.add(session)
  return session
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html */
async function assumeRole(request, response) {
  const form = await bodyOf(request)
  if (!(await judge(form.get('WebIdentityToken') ?? ''))) {
    const error = '<Error><Type>Sender</Type><Code>InvalidIdentityToken</Code><Message>no</Message></Error>'
    return response.writeHead(400).end(`<ErrorResponse>${error}</ErrorResponse>`)
  }
  const name = form.get('Action')
  const expiration = new Date(Date.now() + 900_000).toISOString()
  response.end(`<${name}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${name}Result><Credentials>
    <AccessKeyId>AKIDEXAMPLE</AccessKeyId><SecretAccessKey>example</SecretAccessKey>
    <SessionToken>${newSession()}</SessionToken><Expiration>${expiration}</Expiration></Credentials><AssumedRoleUser>
    <Arn>${form.get('RoleArn')}</Arn><AssumedRoleId>a:b</AssumedRoleId></AssumedRoleUser>
    </${name}Result></${name}Response>`)
}

function listBuckets(request, response) {
  if (!sessions.has(request.headers['x-amz-security-token'])) return response.writeHead(403).end()
  response.end(`<ListAllMyBucketsResult><Owner><ID>a</ID></Owner><Buckets><Bucket><Name>reports</Name>
    <CreationDate>2026-01-01T00:00:00.000Z</CreationDate></Bucket></Buckets></ListAllMyBucketsResult>`)
}

/** https://cloud.google.com/iam/docs/reference/sts/rest/v1/TopLevel/token */
async function exchange(request, response) {
  const form = await bodyOf(request)
  response.setHeader('content-type', 'application/json')
  const isIdToken = form.get('subject_token_type') === 'urn:ietf:params:oauth:token-type:id_token'
  if (!isIdToken || !(await judge(form.get('subject_token') ?? '')))
    return response.writeHead(400).end('{"error":"invalid_grant"}')
  response.end(JSON.stringify({
    access_token: newSession(), token_type: 'Bearer', expires_in: 3600,
    issued_token_type: 'urn:ietf:params:oauth:token-type:access_token'
  }))
}

function listProjects(request, response) {
  if (!sessions.has((request.headers.authorization ?? '').split(' ')[1])) return response.writeHead(401).end()
  response.setHeader('content-type', 'application/json')
  response.end('{"projects":["reports"]}')
}

const behindProxy = https.createServer(
  { cert: fs.readFileSync(certificateFile), key: fs.readFileSync(keyFile) },
  (request, response) => (request.headers.host.startsWith('sts.') ? assumeRole : listBuckets)(request, response)
)
const server = http.createServer((request, response) =>
  (request.url === '/google/token' ? exchange : listProjects)(request, response))
server.on('connect', (_, socket) => {
  socket.write('HTTP/1.1 200 here\r\n\r\n')
  behindProxy.emit('connection', socket)
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
