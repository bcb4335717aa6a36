import type { IfStatement, Statement } from "../../model/planned.js";

/** A statement that may contain jumps to other nodes, which `structureFlow` turns into loops and blocks. */
export type FlowStatement = Exclude<Statement, IfStatement> | FlowIfStatement | GotoStatement;

interface FlowIfStatement extends Omit<IfStatement, "statements"> {
  readonly statements: readonly FlowStatement[];
}

interface GotoStatement {
  readonly kind: "goto";
  readonly target: number;
}

/** The statements of each node. The statements end in a jump, a return or an error on every path. */
export type NodeStatements = ReadonlyMap<number, readonly FlowStatement[]>;

/** The statements and all nested statements. */
export function allStatements(statements: readonly FlowStatement[]): readonly FlowStatement[] {
  return statements.flatMap((statement) => [
    statement,
    ...("statements" in statement ? allStatements(statement.statements) : []),
  ]);
}

/** Replaces the nested statements of a statement. */
export function mapNested(
  statement: Statement,
  map: (statements: readonly Statement[]) => readonly Statement[],
): Statement {
  if (!("statements" in statement)) return statement;
  return { ...statement, statements: map(statement.statements) };
}

/** The nodes that the statements jump to, once for each jump. */
export function targetsOf(statements: readonly FlowStatement[]): readonly number[] {
  return allStatements(statements).flatMap((each) => (each.kind === "goto" ? [each.target] : []));
}
