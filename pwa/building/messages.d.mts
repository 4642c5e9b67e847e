import type { Plugin } from 'vite'

export function messages(side: 'probationer' | 'agent' | 'tests'): Plugin
