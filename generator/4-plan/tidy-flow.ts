import { negate } from "./negate.js";
import type { BlockStatement, LoopStatement, Statement } from "./planned.js";

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
  const inner = withoutLast(tidyFlow(statements), (last) => isBreakOf(last, label));
  const uses = countJumps(inner, label);
  if (uses === 0) return inner;
  const index = inner.findIndex(
    (each) =>
      each.kind === "if" && each.statements.length === 1 && isBreakOf(each.statements[0], label),
  );
  const skip = inner[index];
  if (uses === 1 && skip?.kind === "if") {
    const skipped = inner.slice(index + 1);
    const condition = negate(skip.condition);
    return [...inner.slice(0, index), { kind: "if", condition, statements: skipped }];
  }
  return [{ kind: "block", label, statements: inner }];
}

/** A loop goes on by itself; jumps to the innermost loop need no label. */
function tidyLoop({ label, statements }: LoopStatement): LoopStatement {
  const inner = withoutLast(
    tidyFlow(statements),
    (last) => last?.kind === "jump" && last.how === "continue" && last.label === label,
  );
  const unlabelled = withoutLabel(inner, label);
  const isNeeded = countJumps(unlabelled, label) > 0;
  return { kind: "loop", label: isNeeded ? label : undefined, statements: unlabelled };
}

function withoutLast(
  statements: readonly Statement[],
  isSuperfluous: (last: Statement | undefined) => boolean,
): readonly Statement[] {
  return isSuperfluous(statements.at(-1)) ? statements.slice(0, -1) : statements;
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

function isBreakOf(statement: Statement | undefined, label: string): boolean {
  return statement?.kind === "jump" && statement.how === "break" && statement.label === label;
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
