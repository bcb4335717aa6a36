import type {
  BlockStatement,
  JumpStatement,
  LoopStatement,
  OutputStatement,
  Statement,
} from "../../model/planned.js";
import { negate } from "../conditions/negate.js";
import { allStatements, mapNested } from "./flow-statement.js";

/** Removes jumps and labels that are not needed. */
export function tidyFlow(statements: readonly Statement[]): readonly Statement[] {
  return statements.flatMap((statement): readonly Statement[] => {
    if (statement.kind === "block") return tidyBlock(statement);
    return [statement.kind === "loop" ? tidyLoop(statement) : mapNested(statement, tidyFlow)];
  });
}

/** If only one `if` leaves a block, the block becomes a negated `if` around the statements that the jump skips. */
function tidyBlock({ label, statements }: BlockStatement): readonly Statement[] {
  const inner = withoutLast(tidyFlow(statements), "break", label);
  const uses = countJumps(inner, label);
  if (uses === 0) return inner;
  const index = inner.findIndex(
    (each) =>
      each.kind === "if" &&
      each.statements.length === 1 &&
      isJumpTo(each.statements[0], "break", label),
  );
  const skip = inner[index];
  if (uses === 1 && skip?.kind === "if") {
    const skipped = inner.slice(index + 1);
    const condition = negate(skip.condition);
    return [...inner.slice(0, index), { kind: "if", condition, statements: skipped }];
  }
  return withChoiceFirst(inner, label) ?? [{ kind: "block", label, statements: inner }];
}

/** If an `if` only assigns a different string to a variable, the default string is assigned before the `if`. */
function withChoiceFirst(
  statements: readonly Statement[],
  label: string,
): readonly Statement[] | undefined {
  const [choice, usual] = statements.slice(-2);
  if (choice?.kind !== "if" || usual?.kind !== "output") return undefined;
  const [other, jump, ...more] = choice.statements;
  const isChoice = isChoiceOf(usual, usual.variable) && isChoiceOf(other, usual.variable);
  if (!isChoice || !isJumpTo(jump, "break", label) || more.length > 0) return undefined;
  if (countJumps(statements, label) > 1) return undefined;
  return [...statements.slice(0, -2), usual, { ...choice, statements: [other] }];
}

function isChoiceOf(
  statement: Statement | undefined,
  variable: string,
): statement is OutputStatement {
  return (
    statement?.kind === "output" &&
    statement.variable === variable &&
    statement.value.kind === "literal"
  );
}

/** Removes `continue` at the end of a loop, and labels of jumps to the innermost loop. */
function tidyLoop({ label, statements }: LoopStatement): LoopStatement {
  const inner = withoutLast(tidyFlow(statements), "continue", label);
  const unlabelled = withoutLabel(inner, label);
  const isNeeded = countJumps(unlabelled, label) > 0;
  const needed = isNeeded ? label : undefined;
  return { kind: "loop", label: needed, statements: withExitFirst(unlabelled) };
}

/** At the end of a loop, `if (again) { …; continue; } break;` becomes `if (!again) break; …`. */
function withExitFirst(statements: readonly Statement[]): readonly Statement[] {
  const [again, exit] = statements.slice(-2);
  if (again?.kind !== "if" || !isJumpTo(exit, "break", undefined)) return statements;
  if (!isJumpTo(again.statements.at(-1), "continue", undefined)) return statements;
  if (["and", "or", "retry"].includes(again.condition.kind)) return statements;
  const leave: Statement = {
    kind: "if",
    condition: negate(again.condition),
    statements: [{ kind: "jump", how: "break", label: undefined }],
  };
  return [...statements.slice(0, -2), leave, ...again.statements.slice(0, -1)];
}

/** Removes jumps at the end of the statements that have no effect there. */
function withoutLast(
  statements: readonly Statement[],
  how: JumpStatement["how"],
  label: string | undefined,
): readonly Statement[] {
  const last = statements.at(-1);
  if (!last) return statements;
  const rest = statements.slice(0, -1);
  if (isJumpTo(last, how, label)) return withoutLast(rest, how, label);
  if (last.kind !== "if" || last.statements.length < 2) return statements;
  return [...rest, { ...last, statements: withoutLast(last.statements, how, label) }];
}

/** Removes the label from the jumps of a loop that are not in another loop. */
function withoutLabel(
  statements: readonly Statement[],
  label: string | undefined,
): readonly Statement[] {
  return statements.map((statement) => {
    if (statement.kind === "loop") return statement;
    if (statement.kind === "jump" && statement.label === label) {
      return { ...statement, label: undefined };
    }
    return mapNested(statement, (nested) => withoutLabel(nested, label));
  });
}

function isJumpTo(
  statement: Statement | undefined,
  how: JumpStatement["how"],
  label: string | undefined,
): boolean {
  return statement?.kind === "jump" && statement.how === how && statement.label === label;
}

function countJumps(statements: readonly Statement[], label: string | undefined): number {
  const jumps = allStatements(statements).filter((each) => each.kind === "jump");
  return jumps.filter((each) => each.label === label).length;
}
