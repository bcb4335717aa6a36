import type { Statement, WorkflowPlan } from "../../model/planned.js";
import type {
  PlannedCondition,
  PlannedTextPart,
  PlannedValue,
} from "../../model/planned-values.js";
import { isInherited } from "../../source/identifiers.js";
import { isTruthItself } from "../print/print-condition.js";
import { queryFunctions } from "../print/query-functions.js";

/** The names that the code of a workflow uses of other modules. */
export function usedNames({ statements, failures, defaults }: WorkflowPlan): ReadonlySet<string> {
  const used = new Set<string>();
  if (defaults.some(({ input }) => isInherited(input))) used.add("readPointer");
  if (failures.length > 0) used.add("StepFailedError").add("StepFailure");
  for (const { responses } of failures) {
    if (responses) used.add(responses.namespace);
    if (responses?.exceptSuccessful) used.add("StatusOfClass");
  }
  statements.forEach(visit);
  return used;

  function visit(statement: Statement): void {
    switch (statement.kind) {
      case "send":
        used.add(statement.api.namespace);
        if (statement.assertions.length > 0) used.add("assertPresent");
        if (statement.mayLackResponse && statement.isTypeWritten) used.add("NoResponse");
        for (const { value } of statement.assertions) visitValue(value);
        visitValue(statement.request);
        return;
      case "call":
        if (statement.assertions.length > 0) used.add("assertPresent");
        if (statement.mayFail) used.add("callWorkflow");
        if (statement.isTypeWritten && statement.isResultRead) {
          used.add(`${statement.workflow.typeName}Result`);
          if (statement.mayFail) used.add("Succeeded").add("NoResponse");
        }
        for (const { value } of statement.assertions) visitValue(value);
        visitValue(statement.inputs);
        return;
      case "run-first":
        if (statement.mayFail) used.add("mustSucceed");
        visitValue(statement.inputs);
        return;
      case "if":
        visitCondition(statement.condition);
        statement.statements.forEach(visit);
        return;
      case "loop":
      case "block":
        statement.statements.forEach(visit);
        return;
      case "output":
        visitValue(statement.value);
        return;
      case "pause":
        used.add("pause");
        return;
      case "declare":
        addNamespaces(statement.type.typeText);
        return;
      case "return":
        for (const { value } of statement.outputs) visitValue(value);
        return;
      default:
        return;
    }
  }

  function visitValue(value: PlannedValue): void {
    switch (value.kind) {
      case "read":
        if (value.unknownPath.length > 0) used.add("readPointer");
        return;
      case "if-given":
      case "if-status":
        visitValue(value.value);
        return;
      case "checked":
        used.add("checkKind");
        visitValue(value.value);
        return;
      case "text":
        value.parts.forEach(visitTextPart);
        return;
      case "object":
        for (const entry of value.entries) {
          visitTextPart(entry.name);
          visitValue(entry.value);
        }
        return;
      case "array":
        value.items.forEach(visitValue);
        return;
      case "literal":
        return;
    }
  }

  function visitTextPart(part: string | PlannedTextPart): void {
    if (typeof part === "string") return;
    if (part.isXml) used.add("toXmlText");
    else if (!part.isText) used.add("toText");
    visitValue(part.value);
  }

  function visitCondition(condition: PlannedCondition): void {
    switch (condition.kind) {
      case "comparison":
        visitValue(condition.left.value);
        visitValue(condition.right.value);
        return;
      case "loose-comparison": {
        const { operator, left, right } = condition;
        if (operator.includes("=")) used.add("isEqual");
        if (/[<>]/.test(operator)) used.add("isLess");
        visitValue(left.value);
        visitValue(right.value);
        return;
      }
      case "and":
      case "or":
        condition.conditions.forEach(visitCondition);
        return;
      case "not":
        visitCondition(condition.condition);
        return;
      case "absent":
        visitValue(condition.operand.value);
        return;
      case "truth":
        if (!isTruthItself(condition)) used.add("isTruthy");
        visitValue(condition.operand.value);
        return;
      case "regex":
        used.add("matches");
        visitValue(condition.operand.value);
        return;
      case "jsonpath":
      case "xpath": {
        const { test, literal } = queryFunctions[condition.kind];
        used.add(test);
        for (const part of condition.query) {
          if (typeof part === "string") continue;
          used.add(literal);
          visitValue(part);
        }
        visitValue(condition.operand.value);
        return;
      }
      case "retry":
        used.add("retry");
        return;
      case "successful":
        used.add("isSuccessful");
        return;
      default:
        return;
    }
  }

  /** The modules that the text of a type speaks of. */
  function addNamespaces(typeText: string): void {
    for (const [, namespace] of typeText.matchAll(/([\p{ID_Start}$_][\p{ID_Continue}$]*)\./gu)) {
      if (namespace !== undefined) used.add(namespace);
    }
  }
}
