import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { isParameterPlace, isSameParameter } from "../../model/parameters.js";
import { child, type Located, placeAt, textAt } from "../../source/located.js";
import { findComponent, type Reused } from "./find-component.js";
import { FieldReader } from "./read-fields.js";

/** A Parameter Object of a step or of its workflow. */
export interface GivenParameter extends Reused {
  readonly isOfStep: boolean;
}

/** The parameters of a step, then the parameters of its workflow that the step does not override. */
export function collectParameters(
  step: Located,
  workflow: Located,
  diagnostics: Diagnostics,
): readonly GivenParameter[] {
  const own = readParameters(step, "the step", diagnostics);
  const inherited = readParameters(workflow, "the workflow", diagnostics).filter(
    (each) => !own.some(({ at }) => isSame(at, each.at)),
  );
  return [
    ...own.map((each) => ({ ...each, isOfStep: true })),
    ...inherited.map((each) => ({ ...each, isOfStep: false })),
  ];
}

/** The `parameters` of a step, workflow or action; reports those that have the name and place of an earlier one. */
export function readParameters(
  owner: Located,
  ownerName: string,
  diagnostics: Diagnostics,
): readonly Reused[] {
  const read: Reused[] = [];
  for (const at of new FieldReader(owner, ownerName, diagnostics).objects("parameters")) {
    const found = findComponent(at, "parameters", diagnostics);
    const same = found && read.find((each) => isSame(each.at, found.at));
    if (same) reportDuplicate(at, same.at, diagnostics);
    else if (found) read.push(found);
  }
  return read;
}

/** @see https://spec.openapis.org/arazzo/v1.0.1.html#step-object */
function reportDuplicate(at: Located, first: Located, diagnostics: Diagnostics): void {
  const place = placeAt(at, "name");
  const id = textAt(first, "name") ?? "";
  const related = [{ message: "first declared", place: placeAt(first, "name") }];
  diagnostics.report("duplicate-id", place, { what: "parameter", id }, related);
}

/** The value of a Reusable Object overrides the value of its component. */
export function givenValue({ at, reference }: Reused): Located | undefined {
  return (reference && child(reference, "value")) ?? child(at, "value");
}

function isSame(a: Located, b: Located): boolean {
  const [one, other] = [a, b].map((at) => ({ name: textAt(at, "name"), in: textAt(at, "in") }));
  if (one?.name === undefined || other?.name === undefined) return false;
  if (one.in === undefined || other.in === undefined)
    return one.name === other.name && one.in === other.in;
  if (!isParameterPlace(one.in) || !isParameterPlace(other.in)) return false;
  return isSameParameter({ name: one.name, in: one.in }, { name: other.name, in: other.in });
}
