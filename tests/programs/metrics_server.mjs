// A page of metrics behind a bearer token, which the development server's resource judges. Prints its origin; logs the
// status of each visit.
import http from 'node:http'
import fs from 'node:fs'

const [resource, log] = process.argv.slice(2)

const server = http.createServer((request, response) => {
  const headers = { authorization: request.headers.authorization ?? '' }
  http.get(resource, { headers }, (judgement) => {
    judgement.resume()
    fs.appendFileSync(log, `${judgement.statusCode}\n`)
    if (judgement.statusCode !== 200) {
      response.writeHead(401, { 'www-authenticate': 'Bearer' })
      return response.end()
    }
    response.setHeader('content-type', 'text/plain; version=0.0.4')
    response.end('visits_total 1\n')
  })
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
