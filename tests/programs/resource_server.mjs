// An API that shows what it was asked, and is faulty on demand. The path says how it behaves; the rest of the path makes
// a place of its own, because some behaviours end after a while. Prints its origin. Any token is good enough.
import http from 'node:http'
import { createHash } from 'node:crypto'

const times = new Map()
function nth(url) {
  times.set(url, (times.get(url) ?? 0) + 1)
  return times.get(url)
}

const refused = new Set()
/** Refuses the first token that it sees. */
function isRefused(request) {
  const token = request.url + request.headers.authorization
  if (refused.has(token)) return true
  if ([...refused].some(other => other.startsWith(request.url))) return false
  refused.add(token)
  return true
}

function json(response, status, value, headers = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(typeof value === 'string' ? value : JSON.stringify(value))
}

function echo(request, response) {
  const hash = createHash('sha256')
  let bytes = 0
  let body = ''
  request.on('data', piece => {
    hash.update(piece)
    bytes += piece.length
    if (bytes < 100_000) body += piece.toString('latin1')
  })
  request.on('end', () => {
    const { authorization, ...headers } = request.headers
    json(response, 200, { method: request.method, url: request.url, headers, bytes, sha256: hash.digest('hex'), body })
  })
}

/** 3 pages, found by links that are relative, and that stand among others. */
function pages(request, response, rest) {
  const page = Number(new URL(request.url, 'http://here').searchParams.get('page') ?? 1)
  const next = {
    circle: `</pages/circle?page=${3 - page}>; rel=next`,
    elsewhere: '<https://other.example/?page=2>; rel="next"',
    broken: page === 1 ? '</500/x>; rel=next' : '',
    '': page < 3 ? `<?page=9>; rel="last", <?page=${page + 1}>; title="a, b"; rel="prefetch NEXT"` : '</x>; rel=prev'
  }[rest]
  json(response, 200, [page], { link: next })
}

const behaviours = {
  echo,
  recipes: echo,
  401: (request, response) => json(response, 401, { error: 'invalid_token' }),
  'once-401': (request, response) =>
    isRefused(request) ? (request.resume(), json(response, 401, 'refused')) : echo(request, response),
  'late-401': (request, response) =>
    isRefused(request) ? request.resume().on('end', () => json(response, 401, 'refused')) : echo(request, response),
  500: (request, response) => json(response, 500, 'no'),
  busy: (request, response, rest) => {
    const [, status, wait] = rest.split('-')
    if (nth(request.url) > 2) return echo(request, response)
    json(response, Number(status), 'busy', wait ? { 'retry-after': wait } : {})
  },
  reset: (request, response) => (nth(request.url) > 2 ? echo(request, response) : request.socket.destroy()),
  cut: (request, response) => {
    response.writeHead(200, { 'content-length': 1000 })
    response.write('a part')
    setTimeout(() => request.socket.destroy(), 50)
  },
  pages,
  // The first token that it sees is from a sign-in that was too long ago, or too weak.
  'sign-in': (request, response, rest) => {
    if (!isRefused(request)) return echo(request, response)
    request.resume()
    const wanted = rest.startsWith('acr/') ? `acr_values="${rest.slice(4)}"` : `max_age=${rest}`
    json(response, 401, 'again', { 'www-authenticate': `Bearer error="insufficient_user_authentication", ${wanted}` })
  },
  scope: (request, response, rest) => {
    const parameters = rest ? `, scope="${decodeURIComponent(rest)}"` : ''
    const answer = () => json(response, 403, 'more', {
      'www-authenticate': `Basic realm="x", Bearer realm="a, \\"b", error="insufficient_scope"${parameters}`
    })
    // Not before the client has read from where its body comes.
    const { 'transfer-encoding': coding, 'content-length': length } = request.headers
    coding || length > 0 ? request.once('data', answer) : answer()
  },
  redirect: (request, response) => {
    response.writeHead(302, { location: 'https://other.example/' })
    response.end('over there')
  },
  text: (request, response) => response.end('no last newline'),
  json: (request, response) => json(response, 200, '{"a":1.0,"b":[true,null,{}],"c":"x\\u202e"}'),
  sink: (request, response) => {
    request.resume()
    request.on('end', () => response.end())
  },
  zeros: (request, response, rest) => {
    const piece = Buffer.alloc(1 << 20)
    let left = Number(rest)
    response.writeHead(200, { 'content-length': left })
    const more = () => {
      while (left > 0) {
        const next = left < piece.length ? piece.subarray(0, left) : piece
        left -= next.length
        if (!response.write(next)) return response.once('drain', more)
      }
      response.end()
    }
    more()
  }
}

function answer(request, response) {
  const [, first, rest] = /^\/([^/?]*)\/?([^?]*)/.exec(request.url)
  const behaviour = behaviours[first]
  behaviour ? behaviour(request, response, rest) : json(response, 404, 'nothing here')
}

const server = http.createServer(answer)
server.on('checkContinue', (request, response) => {
  if (!request.url.startsWith('/once-401')) response.writeContinue()
  answer(request, response)
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
