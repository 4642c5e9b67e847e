// The uses of what one of our oldest browsers lacks, but for the exceptions; and the exceptions that nothing needs.
import { lacking } from './data.mjs'

const covers = (exception, { name, where }) =>
  exception.names.includes(name) && (exception.where?.includes(where.replace(/:\d+$/, '')) ?? true)

/** A line each. `used`: { name, path, where }. */
export function faults(used, exceptions) {
  const lacked = used.filter(({ path }) => lacking(path).length > 0)
  const unexcused = lacked.filter((one) => !exceptions.some((exception) => covers(exception, one)))
  const idle = exceptions.flatMap(({ names, ...rest }) =>
    names.filter((name) => !lacked.some((one) => covers({ names: [name], ...rest }, one))),
  )
  return [
    ...unexcused.map(({ name, path, where }) => `${where}: ${name}: ${lacking(path).join(', ')}`),
    ...idle.map((name) => `building/compat/exceptions.mjs: ${name}: nothing needs this any more`),
  ]
}
