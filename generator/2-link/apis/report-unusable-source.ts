import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { unknownName } from "../../diagnostics/nearest-name.js";
import type { LoadedArazzo, UnusableSource } from "../../model/loaded.js";
import { child, placeOf } from "../../source/located.js";
import type { Place } from "../../source/source-text.js";

/** Tells why a source description that a workflow needs cannot be used, or that there is none. */
export function reportUnusableSource(
  name: string,
  { unusableSources, sources, workflowSources }: LoadedArazzo,
  expected: string,
  known: readonly string[],
  place: Place,
  diagnostics: Diagnostics,
): void {
  const unusable = unusableSources.find((source) => source.name === name);
  const other = [...sources, ...workflowSources].find((source) => source.name === name);
  if (unusable) {
    reportReasons(unusable, place, diagnostics);
  } else if (other) {
    diagnostics.report("source-kind", place, { name, expected });
  } else {
    const declared = [...known, ...unusableSources.map((source) => source.name)];
    diagnostics.report("source-not-found", place, unknownName(name, declared));
  }
}

/** Reports the reasons as errors at the source description, with the place that needs it. */
export function reportReasons(
  { name, entry, reasons }: UnusableSource,
  neededAt: Place | undefined,
  diagnostics: Diagnostics,
): void {
  const url = placeOf(child(entry, "url") ?? entry);
  const related = neededAt ? [{ message: "it is used", place: neededAt }] : [];
  for (const reason of reasons) {
    switch (reason.kind) {
      case "not-readable": {
        const { looked, problem } = reason;
        diagnostics.report("source-not-readable", url, { name, looked, problem }, related);
        break;
      }
      case "syntax":
        diagnostics.report("yaml-syntax", reason.place, { problem: reason.problem });
        break;
      case "wrong-type":
        diagnostics.report("source-kind", url, { name, expected: reason.expected }, related);
    }
  }
}

/** Warns of a source description that nothing needs. */
export function warnOfUnusableSource(
  { name, entry, reasons }: UnusableSource,
  diagnostics: Diagnostics,
): void {
  const problem = reasons.map((reason) =>
    reason.kind === "wrong-type" ? `it is not an ${reason.expected}` : reason.problem,
  )[0];
  const place = placeOf(child(entry, "url") ?? entry);
  diagnostics.report("source-unused", place, { name, problem: problem ?? "it is empty" });
}
