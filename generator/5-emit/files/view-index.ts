import type { EmittedCluster, Import } from "../../model/emitted.js";
import type { Plan } from "../../model/planned.js";
import type { ImportExtension } from "../../source/import-extension.js";
import { header } from "../print/header.js";
import { importLines } from "../print/import-lines.js";
import type { IndexView } from "../views.js";

/** The one module that applications import; it has no side effects. */
export function viewIndex(
  clusters: readonly EmittedCluster[],
  extension: ImportExtension,
): IndexView {
  const sources = [...new Set(clusters.flatMap(({ sourceNames }) => sourceNames))].sort();
  const modules = [...clusters.flatMap(({ exports }) => exports), ...exportsOfRuntime];
  return { header: header(sources.join(", ")), exports: importLines(modules, extension, "export") };
}

/** What applications import of a cluster. */
export function exportsOf({ workflows, apis }: Plan): readonly Import[] {
  return [
    ...apis.map(({ namespace, moduleName }) => ({
      names: [`create${namespace}`, `mock${namespace}`],
      types: [`${namespace}Operations`, `${namespace}Options`],
      from: `./apis/${moduleName}`,
    })),
    ...workflows.map(({ functionName, typeName, moduleName, failures, failureTestName }) => ({
      names: [functionName, ...(failures.length > 0 ? [failureTestName] : [])],
      types: ["Apis", ...(failures.length > 0 ? ["Failure"] : []), "Inputs", "Result"].map(
        (suffix) => typeName + suffix,
      ),
      from: `./${moduleName}`,
    })),
  ];
}

const exportsOfRuntime: readonly Import[] = [
  {
    names: [
      ...["MissingValueError", "StepFailedError", "StepLimitError", "TransportError"],
      ...["UnexpectedInputError", "UnexpectedValueError", "WorkflowError"],
    ],
    types: ["StepFailure"],
    from: "./runtime/errors",
  },
  { types: ["HttpRequest", "HttpResponse", "Transport"], from: "./runtime/http" },
  { types: ["MockHandlers", "MockTransport"], from: "./runtime/mock-transport" },
  { types: ["RunOptions", "StepAttempt", "StepEvent"], from: "./runtime/run" },
];
