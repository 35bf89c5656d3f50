// A Python package index (PEP 503, and the upload that twine makes). It accepts a request whose password is a token that
// may read $resource. Prints its origin; logs each verdict.
import http from 'node:http'
import fs from 'node:fs'

const [resource, log] = process.argv.slice(2)

const files = new Map()

async function isAccepted(request) {
  const basic = (request.headers.authorization ?? '').split(' ')[1] ?? ''
  const [, token] = Buffer.from(basic, 'base64').toString().split(':')
  const isIn = Boolean(token) && (await fetch(resource, { headers: { authorization: `Bearer ${token}` } })).ok
  fs.appendFileSync(log, `${request.method} ${request.url} ${isIn ? 'accepted' : token ? 'refused' : 'anonymous'}\n`)
  return isIn
}

/** The file in a form that curl or twine posts. */
async function keepFile(request) {
  const pieces = []
  for await (const piece of request) pieces.push(piece)
  const body = Buffer.concat(pieces).toString('latin1')
  const boundary = `\r\n--${/boundary=([^;]+)/.exec(request.headers['content-type'])[1]}`
  const [, name, rest] = /filename="([^"]+)"[^]*?\r\n\r\n([^]*)/.exec(body)
  files.set(name, Buffer.from(rest.slice(0, rest.indexOf(boundary)), 'latin1'))
}

const server = http.createServer(async (request, response) => {
  if (!(await isAccepted(request))) {
    request.resume()
    return response.writeHead(401, { 'www-authenticate': 'Basic realm="index"' }).end()
  }
  if (request.method === 'POST') return keepFile(request).then(() => response.end())
  const name = request.url.split('/')[2]
  if (request.url.startsWith('/files/')) return response.end(files.get(name))
  response.setHeader('content-type', 'text/html')
  const links = [...files.keys()].filter((file) => file.startsWith(`${name.replaceAll('-', '_')}-`))
  response.end(links.map((file) => `<a href="/files/${file}">${file}</a>`).join('\n'))
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
