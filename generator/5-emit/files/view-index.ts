import type { EmittedGroup, Export } from "../../model/emitted.js";
import type { Plan } from "../../model/planned.js";
import { indexRuntime } from "../../model/runtime-exports.js";
import type { ImportExtension } from "../../source/import-extension.js";
import { header } from "../print/header.js";
import { exportLines } from "../print/import-lines.js";
import type { IndexView } from "../views.js";

/** The index, the one module that applications import. It has no side effects. */
export function viewIndex(groups: readonly EmittedGroup[], extension: ImportExtension): IndexView {
  const sources = [...new Set(groups.flatMap(({ sourceNames }) => sourceNames))].sort();
  const modules = [...groups.flatMap(({ exports }) => exports), ...exportsOfRuntime];
  return { header: header(sources.join(", ")), exports: exportLines(modules, extension) };
}

/** The exports of a document group for applications. */
export function exportsOf({ workflows, apis }: Plan): readonly Export[] {
  return [
    ...apis.map(({ typeName, moduleName }) => ({
      values: [`create${typeName}`, `mock${typeName}`],
      types: ["Operations", "Options", "Transport"].map((kind) => typeName + kind),
      from: `apis/${moduleName}`,
    })),
    ...workflows
      .filter(({ inputsSchema }) => inputsSchema)
      .map(({ inputsSchemaName, moduleName }) => ({
        values: [inputsSchemaName],
        types: [],
        from: `schemas/${moduleName}`,
      })),
    ...workflows.map(({ functionName, typeName, moduleName, failures, failureTestName }) => ({
      values: [functionName, ...(failures.length > 0 ? [failureTestName] : [])],
      types: ["Apis", ...(failures.length > 0 ? ["Failure"] : []), "Inputs", "Result"].map(
        (suffix) => typeName + suffix,
      ),
      from: moduleName,
    })),
  ];
}

const exportsOfRuntime = Object.entries(indexRuntime).map(
  ([file, { values = [], types = [] }]): Export => ({ values, types, from: `runtime/${file}` }),
);
