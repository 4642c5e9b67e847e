declare module 'messages/*' {
  const catalogue: Record<string, string>
  export default catalogue
}
