// How elements are written, for the build and the tests: children as arguments, of which less has to be fetched than of
// children as a property.
export const JSX = {
  jsx: { runtime: 'classic', pragma: '$h', pragmaFrag: '$f' },
  jsxInject: "import { h as $h, Fragment as $f } from 'preact'",
}
