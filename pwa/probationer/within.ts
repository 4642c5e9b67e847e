/** How long a store of the phone keeps back what can do without it. */
export const SOON = 1000

/** What the promise gives, or what `late` does after so many milliseconds: some of the browsers' own never settle. */
export async function within<T>(wait: number, promise: Promise<T>, late: () => T | Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, wait)
  })
  try {
    return await Promise.race([promise, over.then(late)])
  } finally {
    clearTimeout(timer)
  }
}
