// A git server over HTTP for one folder of repositories. A token is a user's who may read $RESOURCE with it, and is not
// in the file of rejected ones. Below /bearer/ it asks for Bearer first. Prints its origin; logs how each request was
// authenticated.
import http from 'node:http'
import fs from 'node:fs'
import { spawn } from 'node:child_process'

const [root, resource, rejected, log] = process.argv.slice(2)

function presented(request) {
  const [scheme, rest] = (request.headers.authorization ?? '').split(' ')
  if (scheme === 'Bearer') return ['bearer', rest, '']
  if (scheme !== 'Basic') return ['none', '', '']
  const [user, token] = Buffer.from(rest, 'base64').toString().split(':')
  return ['basic', token, user]
}

async function isAccepted(token) {
  if (!token || fs.readFileSync(rejected, 'utf8').split('\n').includes(token)) return false
  return (await fetch(resource, { headers: { authorization: `Bearer ${token}` } })).ok
}

function serve(request, response) {
  const url = new URL(request.url, 'http://x')
  const child = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env.PATH, GIT_PROJECT_ROOT: root, GIT_HTTP_EXPORT_ALL: '1', PATH_INFO: url.pathname,
      QUERY_STRING: url.search.slice(1), REQUEST_METHOD: request.method, REMOTE_USER: 'ann',
      CONTENT_TYPE: request.headers['content-type'] ?? '', HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? ''
    }
  })
  request.pipe(child.stdin)
  const pieces = []
  child.stdout.on('data', (piece) => pieces.push(piece))
  child.on('close', () => {
    const answer = Buffer.concat(pieces)
    const end = answer.indexOf('\r\n\r\n')
    for (const line of answer.subarray(0, end).toString().split('\r\n')) {
      const [name, value] = line.split(/: (.*)/)
      if (name === 'Status') response.statusCode = Number(value.slice(0, 3))
      else response.setHeader(name, value)
    }
    response.end(answer.subarray(end + 4))
  })
}

const server = http.createServer(async (request, response) => {
  const [scheme, token, user] = presented(request)
  const accepted = await isAccepted(token)
  fs.appendFileSync(log, `${scheme} ${user} ${accepted ? 'accepted' : 'refused'}\n`)
  if (accepted) return serve(request, response)
  request.resume()
  const challenges = ['Basic realm="git"']
  if (request.url.startsWith('/bearer/')) challenges.unshift('Bearer realm="git"')
  response.writeHead(401, { 'www-authenticate': challenges }).end()
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
