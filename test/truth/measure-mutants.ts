import { showViolations } from "./check-type.js";
import { type Validity, validityOf } from "./declared-response.js";
import { type End, endOf, findAbsentInUrl, newViolations } from "./end-of-run.js";
import { mutantsOfResponse, type ResponseMutant, spread } from "./mutate-response.js";
import type { PlainRun } from "./plain-run.js";
import type { WorkflowRunner } from "./workflow-runner.js";

/** One run in which one response differed from the plain run. */
export interface MutantRun extends Pick<ResponseMutant, "kind" | "where" | "pointer" | "isRead"> {
  readonly stepId: string;
  readonly validity: Validity;
  readonly end: End;
  readonly absentInUrl: string | undefined;
  /** Values of other types, in words. */
  readonly violations: readonly string[];
  readonly error: unknown;
}

/** Mutants of one workflow that are run. */
const most = 240;

/** Runs a workflow with every mutant of every response of its plain run. */
export async function measureMutants(
  runner: WorkflowRunner,
  { workflow, inputs, settings, ended }: PlainRun,
): Promise<readonly MutantRun[]> {
  const plain = await runner.run(workflow, inputs, settings);
  // No valid response was found, and the check found that.
  if (plain.error !== undefined) return [];
  const mutants = ended.exchanges.flatMap(({ sent, reads, stepId }, index) =>
    sent
      ? mutantsOfResponse(sent.response, reads).map((mutant) => ({ mutant, index, stepId, sent }))
      : [],
  );
  const runs: MutantRun[] = [];
  for (const { mutant, index, stepId, sent } of spread(mutants, most)) {
    const { kind, where, pointer, isRead, response } = mutant;
    const changed = await runner.run(workflow, inputs, {
      ...settings,
      respond: (plainly, at) => (at === index ? response : plainly.response),
    });
    const wrong = newViolations(plain, changed);
    runs.push({
      kind,
      where,
      pointer,
      isRead,
      stepId,
      validity: validityOf(sent.api, sent.operation, response),
      end: endOf(plain, changed, isRead, stepId),
      absentInUrl: findAbsentInUrl(plain, changed),
      violations: showViolations(runner.types.checker, [...wrong.sent, ...wrong.ended]),
      error: changed.error,
    });
  }
  return runs;
}
