import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { unknownName } from "../../diagnostics/nearest-name.js";
import type { LoadedArazzo, UnusableSource } from "../../model/loaded.js";
import { placeAt, textAt } from "../../source/located.js";
import type { Place } from "../../source/source-text.js";

/** Reports unusable source descriptions: as errors if a workflow needs them, otherwise as warnings. */
export class UnusableSources {
  readonly #diagnostics: Diagnostics;
  readonly #needed = new Set<UnusableSource>();

  constructor(diagnostics: Diagnostics) {
    this.#diagnostics = diagnostics;
  }

  /** Reports why the source that a workflow names cannot be used. */
  reportNeeded(
    name: string,
    { unusableSources, sources, workflowSources }: LoadedArazzo,
    expected: "OpenAPI description" | "Arazzo description",
    place: Place,
  ): void {
    const unusable = unusableSources.find((source) => source.name === name);
    const other = [...sources, ...workflowSources].find((source) => source.name === name);
    if (unusable) {
      this.reportReasons(unusable, place);
    } else if (other) {
      this.#diagnostics.report("source-kind", place, { name, expected });
    } else {
      const usable = expected === "OpenAPI description" ? sources : workflowSources;
      const known = [...usable, ...unusableSources].map((source) => source.name);
      this.#diagnostics.report("source-not-found", place, unknownName(name, known));
    }
  }

  reportReasons(source: UnusableSource, neededAt: Place): void {
    const { name, entry, reasons } = source;
    this.#needed.add(source);
    const url = placeAt(entry, "url");
    const related = [{ message: "it is used", place: neededAt }];
    for (const reason of reasons) {
      switch (reason.kind) {
        case "not-readable": {
          const { looked, problem } = reason;
          const parameters = { name, looked, problem };
          this.#diagnostics.report("source-not-readable", url, parameters, related);
          break;
        }
        case "syntax":
          this.#diagnostics.report("yaml-syntax", reason.place, { problem: reason.problem });
          break;
        case "wrong-type": {
          const { expected } = reason;
          this.#diagnostics.report("source-kind", url, { name, expected }, related);
        }
      }
    }
  }

  warnOfUnneeded(documents: readonly LoadedArazzo[]): void {
    for (const source of documents.flatMap(({ unusableSources }) => unusableSources)) {
      const { name, entry, reasons } = source;
      // The steps that use its messages are reported.
      if (this.#needed.has(source) || textAt(entry, "type") === "asyncapi") continue;
      const [problem = "it is empty"] = reasons.map((reason) =>
        reason.kind === "wrong-type" ? `it is not an ${reason.expected}` : reason.problem,
      );
      const place = placeAt(entry, "url");
      this.#diagnostics.report("source-unused", place, { name, problem });
    }
  }
}
