import { Node, type SourceFile, SyntaxKind } from "ts-morph";

/** Finds code that hides errors from the compiler or evaluates strings; each as `<line>: <what>`. */
export function findUnsafeCode(file: SourceFile): readonly string[] {
  const found: string[] = [];
  const report = (node: Node, what: string) => found.push(`${node.getStartLineNumber()}: ${what}`);
  file.forEachDescendant((node) => {
    if (node.getKind() === SyntaxKind.AnyKeyword) report(node, "any");
    if (Node.isAsExpression(node)) report(node, "as");
    if (Node.isTypeAssertion(node)) report(node, "<cast>");
    if (Node.isNonNullExpression(node)) report(node, "!");
    if (isNamedCall(node, "eval")) report(node, "eval");
    if (isNamedCall(node, "Function")) report(node, "Function");
    if (isEvaluated(node) && node.getType().isAny()) report(node, "inferred any");
  });
  for (const comment of file.getFullText().matchAll(/@ts-(ignore|expect-error|nocheck)/g)) {
    const { line } = file.getLineAndColumnAtPos(comment.index);
    found.push(`${line}: ${comment[0]}`);
  }
  return found;
}

function isEvaluated(node: Node): boolean {
  return (
    Node.isCallExpression(node) ||
    Node.isAwaitExpression(node) ||
    Node.isPropertyAccessExpression(node) ||
    Node.isElementAccessExpression(node)
  );
}

/** A call or a `new` of a name, on its own or as a member: `eval(…)`, `globalThis.eval(…)`. */
function isNamedCall(node: Node, name: string): boolean {
  if (!Node.isCallExpression(node) && !Node.isNewExpression(node)) return false;
  const called = node.getExpression();
  const calledName = Node.isPropertyAccessExpression(called) ? called.getName() : called.getText();
  return calledName === name;
}
