// Which interfaces of the browser our TypeScript uses at run time, by the names of MDN's table. TypeScript tells what an
// object is, so that a method is found wherever it is called, not only behind its interface's own name.
import { relative } from 'node:path'
import ts from 'typescript'
import { at } from './data.mjs'

const GLOBALS = [['javascript', 'builtins'], ['api'], ['api', 'Window'], ['api', 'ServiceWorkerGlobalScope']]

/** The names of a type and of all that it extends: the table gives a method to one of them only. */
function family(type, found = new Set()) {
  for (const one of type.isUnionOrIntersection() ? type.types : [type]) {
    const name = one.symbol?.name
    if (!name || found.has(name)) continue
    found.add(name)
    for (const base of one.getBaseTypes?.() ?? []) family(base, found)
  }
  return [...found]
}

/** `declare var Name: { … }` holds what stands on Name itself, `interface Name` what stands on its objects. */
function owner({ parent }) {
  if (ts.isInterfaceDeclaration(parent)) {
    return { name: parent.name.text.replace(/Constructor$/, ''), namespace: parent.parent.parent?.name?.text }
  }
  if (!ts.isTypeLiteralNode(parent) || !ts.isVariableDeclaration(parent.parent)) return undefined
  return { name: parent.parent.name.text, isStatic: true }
}

function ofMember(member, declaration, type) {
  const { name, namespace, isStatic } = owner(declaration) ?? {}
  const outer = ['javascript', 'builtins', ...(namespace ? [namespace] : [])]
  return [...(name ? [name] : []), ...(isStatic ? [] : family(type))].flatMap((one) => [
    ['api', one, isStatic ? `${member}_static` : member],
    [...outer, one, member],
  ])
}

function isType(node) {
  for (let one = node; one && !ts.isStatement(one); one = one.parent) if (ts.isTypeNode(one)) return true
  return ts.isTypeAliasDeclaration(node.parent) || ts.isInterfaceDeclaration(node.parent)
}

/** The paths under which the table may speak of an identifier, the likeliest first. */
function paths(node, checker, isLibrary) {
  const declarations = (checker.getSymbolAtLocation(node)?.declarations ?? []).filter(isLibrary)
  if (declarations.length === 0 || isType(node)) return []
  if (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) {
    const type = checker.getApparentType(checker.getTypeAtLocation(node.parent.expression))
    return declarations.flatMap((one) => ofMember(node.text, one, type))
  }
  if (declarations.some(owner)) return []
  return GLOBALS.map((path) => path.concat(node.text))
}

function ofElement(node) {
  const tag = node.tagName.getText()
  if (!/^[a-z]+$/.test(tag)) return []
  const names = node.attributes.properties.filter(ts.isJsxAttribute).map((one) => one.name.getText().toLowerCase())
  const attributes = names.flatMap((name) => [
    ['html', 'elements', tag, name],
    ['html', 'global_attributes', name],
  ])
  return [['html', 'elements', tag], ...attributes]
}

/** Each use as { name, path, where }: `where` is the file, from `root`, and the line. */
export function usedBySources(root, files, options) {
  const program = ts.createProgram(files, options)
  const checker = program.getTypeChecker()
  const isLibrary = (declaration) => program.isSourceFileDefaultLibrary(declaration.getSourceFile())
  const used = []
  const add = (file, node, found) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart())
    const where = `${relative(root, file.fileName)}:${line + 1}`
    used.push(...found.map((path) => ({ name: path.join('.'), path, where })))
  }
  const visit = (file, node) => {
    if (ts.isIdentifier(node)) add(file, node, paths(node, checker, isLibrary).filter(at).slice(0, 1))
    if (ts.isJsxOpeningLikeElement(node)) add(file, node, ofElement(node).filter(at))
    ts.forEachChild(node, (child) => visit(file, child))
  }
  for (const name of files) visit(program.getSourceFile(name), program.getSourceFile(name))
  return used
}
