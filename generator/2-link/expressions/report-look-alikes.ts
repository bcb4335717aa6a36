import { laterVersionFor, rulesOf } from "../../model/versions.js";
import type { Located } from "../../source/located.js";
import { placesInText } from "../../source/place-in-text.js";
import { inputNamesOf } from "../documents/schema-names.js";
import type { Scope } from "../workflows/scope.js";
import { isLaterExpression, parseExpression } from "./parse-expression.js";

/** Expressions of template languages: `{{inputs.x}}` and `${steps.a.outputs.b}`. */
const foreign = /\{\{\s*\$?([\w.#/[\]-]{1,200})\s*\}\}|\$\{\s*\$?([\w.#/[\]-]{1,200})\s*\}/g;
const foreignRoot = /^(?:inputs|outputs|steps|workflows|response|request|env|secrets|vars)[.#]/;
/** Variables that Arazzo does not have: `$env.X`. */
const foreignVariable = /^\$(env|secrets|vars|process\.env)\.\w+$/;

/**
 * Reports parts of a string that look like runtime expressions and are none, because they are sent as they stand.
 * A string such as `inputs.x` may be meant, so it is reported only if there is such an input.
 */
export function reportLookAlikes(value: string, at: Located, scope: Scope): void {
  const { diagnostics } = scope;
  const placeAt = placesInText(at);
  const report = (text: string, offset: number, standard: string | undefined) => {
    const place = placeAt(offset, text.length);
    diagnostics.report("expression-look-alike", place, { text, standard });
  };
  const { document } = scope.arazzo;
  if (!rulesOf(document).hasLaterExpressions) {
    for (const { index, 0: text, 1: inBraces } of value.matchAll(/\{(\$[^{}]*)\}|^\$.*$/gs)) {
      if (!isLaterExpression(inBraces ?? text)) continue;
      const since = laterVersionFor(document);
      diagnostics.report("expression-look-alike", placeAt(index, text.length), { text, since });
    }
  }
  if (foreignVariable.test(value)) report(value, 0, undefined);
  if (/^(?:inputs|steps|response)\./.test(value) && isMeant(value, scope)) {
    report(value, 0, `$${value}`);
  }
  for (const found of value.matchAll(foreign)) {
    const [text, doubled, single = ""] = found;
    const names = doubled ?? single;
    if (!foreignRoot.test(names)) continue;
    const expression = isMeant(names, scope) ? `$${names}` : undefined;
    const isWhole = text === value;
    report(text, found.index, isWhole || !expression ? expression : `{${expression}}`);
  }
}

/** True if the names with a `$` before them are an expression whose input or step exists. */
function isMeant(names: string, { workflow, stepIndexes, resolve, arazzo }: Scope): boolean {
  const parsed = parseExpression(`$${names}`, rulesOf(arazzo.document));
  if (parsed.kind === "problem") return false;
  if (parsed.kind !== "named") return true;
  const [name = ""] = parsed.names.split(".");
  if (parsed.root === "steps") return stepIndexes.has(name) && parsed.names.includes(".outputs.");
  if (parsed.root !== "inputs") return false;
  return inputNamesOf(workflow.at, resolve).includes(name);
}
