// A plug-in for verdaccio that accepts a bearer token if the configured resource does. Logs each verdict.
const fs = require('node:fs')

class Bearer {
  constructor({ resource, log }) {
    this.resource = resource
    this.log = log
  }

  /** No passwords. */
  authenticate(user, password, done) {
    done(null, false)
  }

  apiJWTmiddleware({ createAnonymousRemoteUser, createRemoteUser }) {
    return async (request, response, next) => {
      const { authorization = '' } = request.headers
      const isIn = authorization.startsWith('Bearer ') && (await fetch(this.resource, { headers: { authorization } })).ok
      const verdict = isIn ? 'accepted' : authorization ? 'refused' : 'anonymous'
      fs.appendFileSync(this.log, `${request.method} ${request.url} ${verdict}\n`)
      request.remote_user = isIn ? createRemoteUser('ann', []) : createAnonymousRemoteUser()
      response.locals.remote_user = request.remote_user
      next()
    }
  }
}

module.exports = { default: Bearer }
