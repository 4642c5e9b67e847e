import type { OxcOptions } from 'vite'

export const JSX: OxcOptions
