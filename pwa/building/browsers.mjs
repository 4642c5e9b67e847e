// The oldest browsers that both front ends must work in: the build lowers to them, `npm run compat` checks against them.
export const OLDEST = { chrome: '90', firefox: '98', safari: '15.4' }

// Chrome 90 gets a `?.` with spread arguments in the same chain wrong, so a builder rewrites every `?.` for it: 1.2 % of
// what a phone fetches first. We build for the next one; building/compat/scripts.mjs refuses that one form.
export const TARGET = Object.entries({ ...OLDEST, chrome: '91' }).map(([name, version]) => name + version)
