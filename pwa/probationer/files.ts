// Whether a file is the one that was asked for: a Wi-Fi portal or a proxy answers in the server's place with a page, and
// what is kept here stays.
const typeOf = ({ ok, redirected, headers }: Response) => (ok && !redirected && headers.get('Content-Type')) || ''

/** As the server sends the photos of places. */
export const isPhoto = (answer: Response) => typeOf(answer) === 'image/webp'

const TYPES: Record<string, string> = { js: 'javascript', css: 'text/css', svg: 'image/svg', png: 'image/png' }

/** The page names the files of its version, `entry` among them; a file has the type of its name. */
async function isPart(url: string, answer: Response, entry: string): Promise<boolean> {
  const type = typeOf(answer)
  if (url === '/') return type.startsWith('text/html') && (await answer.clone().text()).includes(entry)
  return type.includes(TYPES[url.slice(url.lastIndexOf('.') + 1)]!)
}

/** One file of the app; throws where somebody else answered. `cache`: where the browser may have it from, at first. */
export async function fetchPart(url: string, entry: string, cache: RequestCache): Promise<Response> {
  const answer = await fetch(url, { cache })
  if (await isPart(url, answer, entry)) return answer
  // What the browser kept may be the stranger's.
  if (cache === 'reload') throw new TypeError(`not ours: ${url}`)
  return fetchPart(url, entry, 'reload')
}
