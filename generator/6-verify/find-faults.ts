import { nearestName } from "../diagnostics/nearest-name.js";
import type { Origin, TracedFile } from "../model/emitted.js";
import { NestedRanges, type Range } from "../source/nested-ranges.js";
import type { Argument, PlacedFault } from "../typescript/argument-faults.js";
import type { TypeScriptError, TypeScriptProgram } from "../typescript/program.js";
import { readTypeError, type TypeErrorMeaning } from "./read-type-error.js";

/** A TypeScript error that is traced to a value of a document. */
export interface TracedFault {
  readonly fault: Exclude<TypeErrorMeaning, { kind: "other" }>;
  readonly origin: Origin;
}

/** A TypeScript error that is not traced to a value of a document. */
export interface UntracedError {
  readonly file: string;
  readonly problem: string;
}

interface ArgumentFaults {
  readonly lacksProperties: boolean;
  /** Faults that are not reported yet. */
  readonly open: readonly PlacedFault[];
}

/** Traces the errors in a file, and finds faults of the same objects that TypeScript does not report. */
export function findFaults(
  errors: readonly TypeScriptError[],
  { path, origins }: Pick<TracedFile, "path" | "origins">,
  program: TypeScriptProgram,
): readonly (TracedFault | UntracedError)[] {
  const ranges = new NestedRanges(origins);
  const argumentsRead = new Map<number, ArgumentFaults>();
  return errors.flatMap((error): readonly (TracedFault | UntracedError)[] => {
    const fault = readTypeError(error);
    const origin = originOf(error, ranges);
    if (fault.kind === "other") return [{ file: path, problem: fault.problem }];
    if (!origin) return [{ file: path, problem: error.message.split("\n")[0] ?? "" }];
    if (fault.kind === "comparison") return [{ fault, origin }];
    const argument = program.argumentAround(`/${path}`, error);
    const known = argument && argumentsRead.get(argument.start);
    const { lacksProperties, open } = known ?? readFaults(argument);
    // The error may be more exact than the fault: it names the properties that the value lacks.
    const isSameValue = (placed: PlacedFault) =>
      fault.kind === "missing" && placed.fault.kind === "mismatch" && placed.start === error.start;
    if (argument) {
      argumentsRead.set(argument.start, { lacksProperties, open: open.filter(isSameValue) });
    }
    const others = open.flatMap((placed): readonly TracedFault[] => {
      const from = isSameValue(placed) ? undefined : originOf(placed, ranges);
      return from ? [{ fault: placed.fault, origin: from }] : [];
    });
    // TypeScript shortens a long list of missing properties; the list of the argument is complete.
    const isComplete = fault.kind === "missing" && lacksProperties;
    return isComplete ? others : [...others, { fault, origin }];
  });
}

function readFaults(argument: Argument | undefined): ArgumentFaults {
  const all = argument?.readFaults() ?? [];
  const lacksProperties = all.some(({ fault }) => fault.kind === "missing");
  return { lacksProperties, open: withoutMisspelt(all) };
}

/** Removes missing properties that are present under a misspelt name. The misspelt name is reported instead. */
function withoutMisspelt(faults: readonly PlacedFault[]): readonly PlacedFault[] {
  const unknown = faults.flatMap(({ fault }) => (fault.kind === "unknown" ? [fault.name] : []));
  return faults.flatMap((placed) => {
    const { fault } = placed;
    if (fault.kind !== "missing") return [placed];
    const meant = unknown.map((name) => nearestName(name, fault.names));
    const names = fault.names.filter((name) => !meant.includes(name));
    return names.length > 0 ? [{ ...placed, fault: { ...fault, names } }] : [];
  });
}

/** The smallest origin that contains the range, or else the first origin within the range. */
function originOf(range: Range, origins: NestedRanges<Origin>): Origin | undefined {
  return origins.smallestAround(range) ?? origins.firstWithin(range);
}
