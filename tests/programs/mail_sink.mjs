// An SMTP server that keeps the letters that it gets in a file, for a submission server to relay to. Prints its port.
import net from 'node:net'
import fs from 'node:fs'

const [letters] = process.argv.slice(2)

const server = net.createServer((socket) => {
  let isLetter = false
  let rest = ''
  const say = (line) => socket.write(`${line}\r\n`)
  const answer = (line) => {
    if (isLetter) {
      if (line !== '.') return fs.appendFileSync(letters, `${line}\n`)
      isLetter = false
      return say('250 kept')
    }
    if (/^EHLO/i.test(line)) return say('250 sink')
    if (/^DATA/i.test(line)) return (isLetter = true), say('354 go on')
    say(/^QUIT/i.test(line) ? '221 bye' : '250 ok')
  }
  socket.on('error', () => {})
  socket.on('data', (piece) => {
    const lines = (rest + piece).split('\r\n')
    rest = lines.pop()
    lines.forEach(answer)
  })
  say('220 sink')
})
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
