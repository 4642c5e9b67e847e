/**
 * Whether our own server wrote it: all that the API says is JSON, or nothing (204). A Wi-Fi portal or a proxy answers in its
 * place with a page, and calls that a success.
 */
export const isOurs = ({ status, headers }: Response) =>
  status === 204 || Boolean(headers.get('Content-Type')?.startsWith('application/json'))
