import type {
  BlockStatement,
  JumpStatement,
  LoopStatement,
  OutputStatement,
  Statement,
} from "../../model/planned.js";
import { negate } from "../conditions/negate.js";

/** Says the same with fewer jumps and labels. */
export function tidyFlow(statements: readonly Statement[]): readonly Statement[] {
  return statements.flatMap((statement): readonly Statement[] => {
    switch (statement.kind) {
      case "if":
        return [{ ...statement, statements: tidyFlow(statement.statements) }];
      case "block":
        return tidyBlock(statement);
      case "loop":
        return [tidyLoop(statement)];
      default:
        return [statement];
    }
  });
}

/** A block that one `if` leaves becomes the opposite `if` around what it skipped. */
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

/** Where an `if` only chooses another text for a variable, the variable has the usual text first. */
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

/** A loop goes on by itself; jumps to the innermost loop need no label. */
function tidyLoop({ label, statements }: LoopStatement): LoopStatement {
  const inner = withoutLast(tidyFlow(statements), "continue", label);
  const unlabelled = withoutLabel(inner, label);
  const isNeeded = countJumps(unlabelled, label) > 0;
  const needed = isNeeded ? label : undefined;
  return { kind: "loop", label: needed, statements: withExitFirst(unlabelled) };
}

/** A loop that ends with `if (again) { …; continue; } break;` asks when to leave it, and goes on. */
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

/** Leaves out the jumps that lead where the end of the statements leads anyway. */
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

/** Removes the label from the jumps of a loop that stand in no other loop. */
function withoutLabel(
  statements: readonly Statement[],
  label: string | undefined,
): readonly Statement[] {
  return statements.map((statement) => {
    switch (statement.kind) {
      case "jump":
        return statement.label === label ? { ...statement, label: undefined } : statement;
      case "if":
      case "block":
        return { ...statement, statements: withoutLabel(statement.statements, label) };
      default:
        return statement;
    }
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
  return statements.reduce((count, statement) => {
    switch (statement.kind) {
      case "jump":
        return count + Number(statement.label === label);
      case "if":
      case "block":
      case "loop":
        return count + countJumps(statement.statements, label);
      default:
        return count;
    }
  }, 0);
}
