// A program with Google's library, which finds its account by itself: GET $URL, and print what comes.
import { GoogleAuth } from 'google-auth-library'

const auth = new GoogleAuth({ scopes: ['https://www.googleapis.com/auth/cloud-platform'] })
const client = await auth.getClient()
const answer = await client.request({ url: process.argv[2] })
console.log(JSON.stringify(answer.data))
